/* Regular expressions: compiled, matched with short and with long texts, and all matches in a text. */
#include "bench.h"
#include <regex.h>

static void compile(const char *name, const char *pattern, int flags) {
    regex_t regex;
    ROW(regcomp, { KEEP(regcomp(&regex, pattern, flags)); regfree(&regex); }, "compile-%s", name);
}

static void match(const char *name, const char *pattern, int flags, const char *text, size_t groups) {
    regex_t regex;
    regmatch_t spans[10];
    if (regcomp(&regex, pattern, flags) != 0)
        return;
    ROW(regexec, KEEP(regexec(&regex, text, groups, spans, 0)), "%s", name);
    regfree(&regex);
}

/* The matches in a text, one call for each. */
static int count(const regex_t *regex, const char *text) {
    const char *at = text;
    regmatch_t span;
    int found = 0;
    while (*at && regexec(regex, at, 1, &span, at == text ? 0 : REG_NOTBOL) == 0) {
        at += span.rm_eo + (span.rm_eo == span.rm_so);
        found++;
    }
    return found;
}

static void all(const char *name, const char *pattern, int flags, const char *text) {
    regex_t regex;
    if (regcomp(&regex, pattern, flags) != 0)
        return;
    ROW(regexec, KEEP(count(&regex, text)), "%s", name);
    regfree(&regex);
}

BENCHMARK {
    enum { SIZE = 100000 };
    char *text = malloc(SIZE + 1), *letters = malloc(SIZE + 1);
    if (!text || !letters)
        return;
    static const char *const words[] = {"the ", "quick ", "brown ", "fox ", "jumps ", "over ", "lazy ", "dogs, ",
                                        "1234 ", "mail@example.org ", "Path/to/file.c\n", "x=42; "};
    size_t length = 0;
    uint32_t state = 1;
    while (length + 20 < SIZE) {
        state = state * 1103515245 + 12345;
        const char *word = words[(state >> 16) % 12];
        memcpy(text + length, word, strlen(word));
        length += strlen(word);
    }
    text[length] = 0;
    memset(letters, 'a', SIZE);
    letters[SIZE] = 0;

    compile("literal", "hello", 0);
    compile("mail", "^([a-z0-9._]+)@([a-z0-9.]+)\\.([a-z]{2,5})$", REG_EXTENDED);
    compile("classes", "[[:alpha:]_][[:alnum:]_]*[[:space:]]*=[[:space:]]*[[:digit:]]+", REG_EXTENDED);
    compile("counts", "(a{1,20}b{1,20}){1,5}", REG_EXTENDED);

    match("short-literal", "jumps", 0, "the quick brown fox jumps over the lazy dogs", 1);
    match("short-none", "jumped", 0, "the quick brown fox jumps over the lazy dogs", 1);
    match("short-groups", "^([a-z]+)=([^;]*);(.*)$", REG_EXTENDED, "name=some value; and the rest of it", 4);
    match("short-mail", "^([a-z0-9._]+)@([a-z0-9.]+)\\.([a-z]{2,5})$", REG_EXTENDED, "some.body@mail.example.org", 4);
    match("short-reference", "\\([a-z]*\\) \\1", 0, "this and and that", 2);
    match("short-icase", "QUICK.*LAZY", REG_ICASE, "the quick brown fox jumps over the lazy dogs", 1);

    match("long-literal", "zebra", 0, text, 1);
    match("long-literal-frequent-byte", "ezra", 0, text, 1);
    match("long-class", "[0-9]{5}", REG_EXTENDED, text, 1);
    match("long-alternatives", "zebra|yak|xylophone", REG_EXTENDED, text, 1);
    match("long-suffix", "[a-z]+@example\\.com", REG_EXTENDED, text, 1);
    match("long-icase", "zebra", REG_ICASE, text, 1);
    match("long-line-anchors", "^never$", REG_NEWLINE, text, 1);
    match("long-groups", "(.*)@(.*)\\.c", REG_EXTENDED, text, 3);
    match("long-yes-or-no", "(.*)@(.*)\\.c", REG_EXTENDED, text, 0);
    match("long-explosive", "(x+x+)+y", REG_EXTENDED, letters, 1);
    match("long-nested-stars", "(a*)*b", REG_EXTENDED, letters, 2);

    all("all-words", "[a-z]+", REG_EXTENDED, text);
    all("all-numbers", "[0-9]+", REG_EXTENDED, text);
    all("all-mails", "[a-z]+@[a-z.]+", REG_EXTENDED, text);
    free(text);
    free(letters);
}
