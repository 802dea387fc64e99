/* Regular expressions, through the C functions; the matching itself has its tests on the host. */
#include "check.h"
#include <locale.h>
#include <pthread.h>
#include <regex.h>
#include <stdlib.h>
#include <sys/wait.h>

#define GROUPS 4

/* Compiles and matches; the result of the one that fails, or 0. */
static int match(const char *pattern, int flags, const char *text, regmatch_t *groups, int eflags) {
    regex_t regex;
    int result = regcomp(&regex, pattern, flags);
    if (result != 0)
        return result;
    result = regexec(&regex, text, GROUPS, groups, eflags);
    regfree(&regex);
    return result;
}

#define CHECK_GROUP(group, start, end)                                                                              \
    do {                                                                                                            \
        CHECK_EQ(group.rm_so, start);                                                                               \
        CHECK_EQ(group.rm_eo, end);                                                                                 \
    } while (0)

TEST(groups) {
    regmatch_t m[GROUPS];
    CHECK_EQ(match("(a+)(b*)x", REG_EXTENDED, "..aabx", m, 0), 0);
    CHECK_GROUP(m[0], 2, 6);
    CHECK_GROUP(m[1], 2, 4);
    CHECK_GROUP(m[2], 4, 5);
    CHECK_GROUP(m[3], -1, -1);
    CHECK_EQ(match("(a)|(b)", REG_EXTENDED, "b", m, 0), 0);
    CHECK_GROUP(m[1], -1, -1);
    CHECK_GROUP(m[2], 0, 1);
    CHECK_EQ(match("\\(.\\)\\1", 0, "abba", m, 0), 0);
    CHECK_GROUP(m[0], 1, 3);
    CHECK_EQ(match("x", 0, "abba", m, 0), REG_NOMATCH);
}

TEST(number_of_groups) {
    regex_t regex;
    CHECK_EQ(regcomp(&regex, "(a)((b)c)", REG_EXTENDED), 0);
    CHECK_EQ(regex.re_nsub, 3);
    regmatch_t many[20];
    memset(many, 7, sizeof many);
    CHECK_EQ(regexec(&regex, "abc", 20, many, 0), 0);
    CHECK_GROUP(many[2], 1, 3);
    CHECK_GROUP(many[3], 1, 2);
    for (int i = 4; i < 20; i++)
        CHECK_GROUP(many[i], -1, -1);
    regfree(&regex);
    CHECK_EQ(regcomp(&regex, "\\(a\\)(b)", 0), 0);
    CHECK_EQ(regex.re_nsub, 1);
    regfree(&regex);
}

TEST(many_groups) {
    regex_t regex;
    CHECK_EQ(regcomp(&regex, "(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)", REG_EXTENDED), 0);
    regmatch_t many[14];
    CHECK_EQ(regexec(&regex, "abcdefghijklmn", 14, many, 0), 0);
    for (int i = 1; i < 14; i++)
        CHECK_GROUP(many[i], i - 1, i);
    regfree(&regex);
}

TEST(without_positions) {
    regex_t regex;
    CHECK_EQ(regcomp(&regex, "(a)b", REG_EXTENDED | REG_NOSUB), 0);
    regmatch_t one = {5, 6};
    CHECK_EQ(regexec(&regex, "xab", 1, &one, 0), 0);
    CHECK_GROUP(one, 5, 6);
    CHECK_EQ(regexec(&regex, "xa", 0, NULL, 0), REG_NOMATCH);
    regfree(&regex);
    CHECK_EQ(regcomp(&regex, "a", 0), 0);
    CHECK_EQ(regexec(&regex, "xa", 0, NULL, 0), 0);
    regfree(&regex);
}

TEST(flags) {
    regmatch_t m[GROUPS];
    CHECK_EQ(match("aB", REG_ICASE, "Ab", m, 0), 0);
    CHECK_EQ(match("^a", 0, "a", m, REG_NOTBOL), REG_NOMATCH);
    CHECK_EQ(match("a$", 0, "a", m, REG_NOTEOL), REG_NOMATCH);
    CHECK_EQ(match("a.b", 0, "a\nb", m, 0), 0);
    CHECK_EQ(match("a.b", REG_NEWLINE, "a\nb", m, 0), REG_NOMATCH);
    CHECK_EQ(match("a$", REG_NEWLINE, "a\nb", m, 0), 0);
    CHECK_EQ(match("^b", REG_NEWLINE, "a\nb", m, REG_NOTBOL), 0);
    CHECK_GROUP(m[0], 2, 3);
    CHECK_EQ(match("^b", 0, "a\nb", m, 0), REG_NOMATCH);
}

TEST(errors) {
    regmatch_t m[GROUPS];
    CHECK_EQ(match("(", REG_EXTENDED, "", m, 0), REG_EPAREN);
    CHECK_EQ(match("*", REG_EXTENDED, "", m, 0), REG_BADRPT);
    CHECK_EQ(match("a{2,1}", REG_EXTENDED, "", m, 0), REG_BADBR);
    CHECK_EQ(match("a\\{1", 0, "", m, 0), REG_EBRACE);
    CHECK_EQ(match("[a", 0, "", m, 0), REG_EBRACK);
    CHECK_EQ(match("[[:no:]]", 0, "", m, 0), REG_ECTYPE);
    CHECK_EQ(match("[[.no.]]", 0, "", m, 0), REG_ECOLLATE);
    CHECK_EQ(match("[b-a]", 0, "", m, 0), REG_ERANGE);
    CHECK_EQ(match("\\1", 0, "", m, 0), REG_ESUBREG);
    CHECK_EQ(match("a\\", 0, "", m, 0), REG_EESCAPE);
    CHECK_EQ(match("((((a{255}){255}){255}){255}){255}", REG_EXTENDED, "", m, 0), REG_ESPACE);
}

TEST(messages) {
    char text[100], again[100];
    for (int error = 0; error <= REG_BADRPT; error++) {
        size_t size = regerror(error, NULL, text, sizeof text);
        CHECK_EQ(size, strlen(text) + 1);
        CHECK(size > 5);
        CHECK_EQ(regerror(error, NULL, NULL, 0), size);
        memset(again, 'x', sizeof again);
        CHECK_EQ(regerror(error, NULL, again, 5), size);
        CHECK_EQ(again[4], 0);
        CHECK_EQ(again[5], 'x');
        CHECK_MEM(again, text, 4);
    }
}

TEST(characters) {
    regmatch_t m[GROUPS];
    CHECK_EQ(match("^.$", 0, "\xc3\xa9", m, 0), REG_NOMATCH);
    CHECK_EQ(match("^..$", 0, "\xc3\xa9", m, 0), 0);
    CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
    CHECK_EQ(match("^.$", 0, "\xc3\xa9", m, 0), 0);
    CHECK_GROUP(m[0], 0, 2);
    CHECK_EQ(match("[\xc3\xa0-\xc3\xaf]\\+", 0, "a\xc3\xa9\xc3\xa8", m, 0), 0);
    CHECK_GROUP(m[0], 1, 5);
    CHECK_EQ(match("\xc3\xa9", REG_ICASE, "\xc3\x89", m, 0), 0);
    CHECK_EQ(match("[[:alpha:]]", 0, "\xe2\x82\xac", m, 0), REG_NOMATCH);
    CHECK_EQ(match(".", 0, "\xff", m, 0), REG_NOMATCH);
}

/* The text is longer than what is looked at first. */
TEST(long_texts) {
    size_t size = 1 << 20;
    char *text = malloc(size + 3);
    CHECK(text != NULL);
    memset(text, 'a', size);
    memcpy(text + size, "bc", 3);
    regmatch_t m[GROUPS];
    CHECK_EQ(match("a(b)c$", REG_EXTENDED, text, m, 0), 0);
    CHECK_GROUP(m[0], (regoff_t)size - 1, (regoff_t)size + 2);
    CHECK_EQ(match("(a*)*(bc)", REG_EXTENDED, text, m, 0), 0);
    CHECK_GROUP(m[1], 0, (regoff_t)size);
    CHECK_GROUP(m[2], (regoff_t)size, (regoff_t)size + 2);
    CHECK_EQ(match("(a*)*d", REG_EXTENDED, text, m, 0), REG_NOMATCH);
    CHECK_EQ(match("(x+x+)+y", REG_EXTENDED, text, m, 0), REG_NOMATCH);
    free(text);
}

static regex_t shared;

static void *many(void *argument) {
    (void)argument;
    for (int i = 0; i < 3000; i++) {
        regmatch_t m[2];
        if (regexec(&shared, "the year 2024, the month 11", 2, m, 0) != 0 || m[1].rm_so != 9 || m[1].rm_eo != 13)
            return "wrong";
        if (regexec(&shared, "no year", 2, m, 0) != REG_NOMATCH)
            return "wrong";
    }
    return NULL;
}

TEST(one_for_many_threads) {
    CHECK_EQ(regcomp(&shared, "year ([0-9]{4})", REG_EXTENDED), 0);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, many, NULL), 0);
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0)
            _exit(many(NULL) != NULL);
        int status;
        CHECK_EQ(waitpid(child, &status, 0), child);
        CHECK_EQ(status, 0);
    }
    for (int i = 0; i < 4; i++) {
        void *result;
        CHECK_EQ(pthread_join(threads[i], &result), 0);
        CHECK(result == NULL);
    }
    regfree(&shared);
}
