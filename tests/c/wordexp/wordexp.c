/* Words, expanded through the C functions; the expansion itself has its tests on the host. */
#include "check.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <wordexp.h>

static char joined[1000];

/* The words between bars, or the error's number. */
static const char *expand(const char *text, int flags) {
    wordexp_t words;
    int error = wordexp(text, &words, flags);
    if (error) {
        snprintf(joined, sizeof joined, "%d", error);
        return joined;
    }
    size_t length = 0;
    joined[0] = 0;
    for (size_t i = 0; i < words.we_wordc; i++)
        length += (size_t)snprintf(joined + length, sizeof joined - length, "|%s", words.we_wordv[i]);
    CHECK(words.we_wordv[words.we_wordc] == NULL);
    wordfree(&words);
    return joined;
}

static void set_up(void) {
    char path[] = "/tmp/tine-wordexp-XXXXXX";
    CHECK(mkdtemp(path) != NULL);
    CHECK_EQ(chdir(path), 0);
    for (const char *const *name = (const char *const[]){"one.c", "two.c", "a b", 0}; *name; name++)
        CHECK_EQ(close(open(*name, O_CREAT | O_WRONLY, 0600)), 0);
    CHECK_EQ(setenv("X", "hi  there", 1), 0);
    CHECK_EQ(setenv("HOME", "/home/me", 1), 0);
    CHECK_EQ(unsetenv("UNSET"), 0);
}

static void tear_down(void) {
    char path[100];
    CHECK(getcwd(path, sizeof path) != NULL);
    for (const char *const *name = (const char *const[]){"one.c", "two.c", "a b", 0}; *name; name++)
        CHECK_EQ(unlink(*name), 0);
    CHECK_EQ(rmdir(path), 0);
}

TEST(words) {
    set_up();
    CHECK_STR(expand("a 'b c' \"d\"e\\ f", 0), "|a|b c|de f");
    CHECK_STR(expand("$X \"$X\" ${UNSET:-x}", 0), "|hi|there|hi  there|x");
    CHECK_STR(expand("~ ~/x ~root", 0), "|/home/me|/home/me/x|/root");
    CHECK_STR(expand("*.c ?\\ b \"*\" *.h", 0), "|one.c|two.c|a b|*|*.h");
    CHECK_STR(expand("$((6*7))", 0), "|42");
    CHECK_STR(expand("$(echo one; echo two) \"`echo 'x  y'`\"", 0), "|one|two|x  y");
    CHECK_STR(expand("$(exit 3)x$(printf 'a\\n\\n')", 0), "|xa");
    CHECK_STR(expand("", 0), "");
    tear_down();
}

TEST(home_of_nobody) {
    CHECK_EQ(unsetenv("HOME"), 0);
    CHECK(strcmp(expand("~", 0), "|~") != 0);
    CHECK_STR(expand("~no-such-user-here/x", 0), "|~no-such-user-here/x");
}

TEST(errors) {
    CHECK_EQ(atoi(expand("a|b", 0)), WRDE_BADCHAR);
    CHECK_EQ(atoi(expand("a\nb", 0)), WRDE_BADCHAR);
    CHECK_EQ(atoi(expand("$(true)", WRDE_NOCMD)), WRDE_CMDSUB);
    CHECK_EQ(atoi(expand("`true`", WRDE_NOCMD)), WRDE_CMDSUB);
    CHECK_EQ(atoi(expand("\"a", 0)), WRDE_SYNTAX);
    CHECK_EQ(atoi(expand("$((1/0))", 0)), WRDE_SYNTAX);
    CHECK_EQ(unsetenv("UNSET"), 0);
    CHECK_EQ(atoi(expand("$UNSET", WRDE_UNDEF)), WRDE_BADVAL);
    CHECK_STR(expand("x$UNSET", 0), "|x");
}

TEST(appending) {
    wordexp_t words;
    words.we_offs = 2;
    CHECK_EQ(wordexp("a b", &words, WRDE_DOOFFS), 0);
    CHECK_EQ(words.we_wordc, 2);
    CHECK(words.we_wordv[0] == NULL && words.we_wordv[1] == NULL);
    CHECK_STR(words.we_wordv[2], "a");
    CHECK_EQ(wordexp("c", &words, WRDE_DOOFFS | WRDE_APPEND), 0);
    CHECK_EQ(words.we_wordc, 3);
    CHECK_STR(words.we_wordv[4], "c");
    CHECK(words.we_wordv[5] == NULL);
    /* An error leaves all as it was. */
    char **before = words.we_wordv;
    CHECK_EQ(wordexp("d e (", &words, WRDE_DOOFFS | WRDE_APPEND), WRDE_BADCHAR);
    CHECK_EQ(words.we_wordc, 3);
    CHECK(words.we_wordv == before);
    CHECK_EQ(wordexp("f", &words, WRDE_DOOFFS | WRDE_REUSE), 0);
    CHECK_EQ(words.we_wordc, 1);
    CHECK_STR(words.we_wordv[2], "f");
    CHECK_EQ(wordexp("g", &words, WRDE_REUSE), 0);
    CHECK_STR(words.we_wordv[0], "g");
    wordfree(&words);
    CHECK(words.we_wordv == NULL);
    wordfree(&words);
}

/* What a command complains about is shown only on demand. */
TEST(complaints) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    int saved = dup(2);
    CHECK_EQ(dup2(ends[1], 2), 2);
    const char *quiet = expand("$(echo no >&2; echo a)", 0);
    int was_quiet = strcmp(quiet, "|a") == 0;
    const char *loud = expand("$(echo yes >&2; echo b)", WRDE_SHOWERR);
    int was_loud = strcmp(loud, "|b") == 0;
    CHECK_EQ(dup2(saved, 2), 2);
    CHECK(was_quiet && was_loud);
    char text[20] = "";
    CHECK_EQ(read(ends[0], text, sizeof text - 1), 4);
    CHECK_STR(text, "yes\n");
}

TEST(much_output) {
    wordexp_t words;
    CHECK_EQ(wordexp("$(i=0; while [ $i -lt 3000 ]; do echo abcdefghijklmnopqrstuvwxyz$i; i=$((i+1)); done)", &words, 0), 0);
    CHECK_EQ(words.we_wordc, 3000);
    CHECK_STR(words.we_wordv[2999], "abcdefghijklmnopqrstuvwxyz2999");
    wordfree(&words);
    /* No descriptor and no child is left. */
    CHECK_EQ(open("/dev/null", O_RDONLY), 3);
    CHECK_FAILS(waitpid(-1, NULL, 0), ECHILD);
}

static void *always(void *stop) {
    while (!*(volatile int *)stop) {
        wordexp_t words;
        if (wordexp("$X ~ *", &words, 0) == 0)
            wordfree(&words);
    }
    return NULL;
}

TEST(in_a_child) {
    int stop = 0;
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, always, &stop), 0);
    for (int i = 0; i < 30; i++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0)
            _exit(strcmp(expand("$((1+1)) ${A-b} $(echo c)", 0), "|2|b|c") != 0);
        int status;
        CHECK_EQ(waitpid(child, &status, 0), child);
        CHECK_EQ(status, 0);
    }
    stop = 1;
    CHECK_EQ(pthread_join(thread, NULL), 0);
}
