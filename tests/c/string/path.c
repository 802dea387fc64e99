/* <libgen.h>. */
#include "check.h"
#include <libgen.h>

static void parts(const char *path, const char *directory, const char *base) {
    char copy[64];
    strcpy(copy, path);
    CHECK_STR(dirname(copy), directory);
    strcpy(copy, path);
    CHECK_STR(basename(copy), base);
}

TEST(paths) {
    parts("/usr/lib", "/usr", "lib");
    parts("/usr/", "/", "usr");
    parts("usr", ".", "usr");
    parts("/", "/", "/");
    parts("", ".", ".");
    parts(".", ".", ".");
    parts("..", ".", "..");
    parts("a//b///", "a", "b");
    CHECK_STR(basename(NULL), ".");
    CHECK_STR(dirname(NULL), ".");
}
