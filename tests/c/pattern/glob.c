/* glob and globfree, in a directory of the test's own. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static char home[] = "/tmp/tine-glob-XXXXXX";

static void file(const char *name) {
    int fd = open(name, O_CREAT | O_WRONLY, 0600);
    CHECK(fd >= 0);
    close(fd);
}

static void remove_all(void) {
    static const char *const names[] = {"b.c", "a.c", ".h.c", "x*y", "d/1", "d/2", "e/1"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        unlink(names[i]);
    rmdir("d");
    rmdir("e");
    rmdir(home);
}

static void enter(void) {
    CHECK(mkdtemp(home));
    CHECK_EQ(chdir(home), 0);
    CHECK_EQ(mkdir("d", 0700), 0);
    CHECK_EQ(mkdir("e", 0700), 0);
    file("b.c");
    file("a.c");
    file(".h.c");
    file("x*y");
    file("d/1");
    file("d/2");
    file("e/1");
}

/* The paths with a space behind each. */
static void check(const char *pattern, int flags, const char *expected) {
    glob_t found;
    char text[512] = "";
    int result = glob(pattern, flags, 0, &found);
    if (!expected) {
        CHECK_EQ(result, GLOB_NOMATCH);
        return;
    }
    CHECK_EQ(result, 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        strcat(text, found.gl_pathv[i]);
        strcat(text, " ");
    }
    CHECK(!found.gl_pathv[found.gl_pathc]);
    globfree(&found);
    CHECK_STR(text, expected);
}

TEST(patterns) {
    enter();
    atexit(remove_all);
    check("*.c", 0, "a.c b.c ");
    check("*", GLOB_MARK, "a.c b.c d/ e/ x*y ");
    check("*/1", 0, "d/1 e/1 ");
    check("*/", 0, "d/ e/ ");
    check("[de]/[!1]", 0, "d/2 ");
    check(".*.c", 0, ".h.c ");
    check("*.c", GLOB_PERIOD, ".h.c a.c b.c ");
    check("a.c", 0, "a.c ");
    check("x\\*y", 0, "x*y ");
    check("d//*", 0, "d//1 d//2 ");
    check("./?.c", 0, "./a.c ./b.c ");
    check("nothing*", 0, 0);
    check("nothing", 0, 0);
    check("nothing*", GLOB_NOCHECK, "nothing* ");
    check("a.c/*", 0, 0);
    check("missing/*", 0, 0);
}

TEST(appending_and_offsets) {
    glob_t found = {.gl_offs = 2};
    enter();
    atexit(remove_all);
    CHECK_EQ(glob("b.*", GLOB_DOOFFS, 0, &found), 0);
    CHECK_EQ(glob("a.*", GLOB_DOOFFS | GLOB_APPEND, 0, &found), 0);
    CHECK_EQ(found.gl_pathc, 2);
    CHECK(!found.gl_pathv[0] && !found.gl_pathv[1] && !found.gl_pathv[4]);
    CHECK_STR(found.gl_pathv[2], "b.c");
    CHECK_STR(found.gl_pathv[3], "a.c");
    globfree(&found);
}

static int failed_with;

static int fail(const char *path, int error) {
    (void)path;
    failed_with = error;
    return 1;
}

TEST(errors) {
    glob_t found;
    enter();
    atexit(remove_all);
    CHECK_EQ(glob("missing/*", GLOB_ERR, 0, &found), GLOB_ABORTED);
    globfree(&found);
    CHECK_EQ(glob("missing/*", 0, fail, &found), GLOB_ABORTED);
    CHECK_EQ(failed_with, ENOENT);
    globfree(&found);
}

TEST(tilde) {
    char expected[64];
    enter();
    atexit(remove_all);
    setenv("HOME", home, 1);
    snprintf(expected, sizeof expected, "%s/a.c %s/b.c ", home, home);
    check("~/*.c", GLOB_TILDE, expected);
    check("~/*.c", 0, 0);
    snprintf(expected, sizeof expected, "%s ", home);
    check("~", GLOB_TILDE_CHECK, expected);
    unsetenv("HOME");
}
