/* Random patterns: what glob finds in a directory is what fnmatch says of its entries. */
#include "check.h"
#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <glob.h>
#include <stdint.h>
#include <stdlib.h>

static const char *const names[] = {"a", "b", "ab", "ba", "abc", ".a", ".ab", "a.b", "[a]", "*", "a*b", "-", "A", "aB", "\\"};
enum { NAMES = sizeof names / sizeof *names };

static uint32_t state = 1;

static unsigned below(unsigned n) {
    state = state * 1103515245 + 12345;
    return (state >> 16) % n;
}

static void make_pattern(char *out) {
    static const char *const pieces[] = {"*", "?", "a", "b", ".", "[ab]", "[!a]", "[a-c]", "\\*", "[", "]", "-", "[[:alpha:]]", "\\[", "[]a]"};
    *out = 0;
    for (unsigned left = 1 + below(5); left > 0; left--)
        strcat(out, pieces[below(sizeof pieces / sizeof *pieces)]);
}

static int in_order(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

TEST(as_fnmatch_says) {
    char path[] = "/tmp/tine-random-XXXXXX";
    CHECK(mkdtemp(path) != NULL);
    CHECK_EQ(chdir(path), 0);
    const char *sorted[NAMES];
    for (int i = 0; i < NAMES; i++) {
        sorted[i] = names[i];
        CHECK_EQ(close(open(names[i], O_CREAT | O_WRONLY, 0600)), 0);
    }
    qsort(sorted, NAMES, sizeof *sorted, in_order);
    for (int round = 0; round < 3000; round++) {
        char pattern[100];
        make_pattern(pattern);
        /* The directory itself and its parent are no pattern's, but have their names. */
        if (pattern[strspn(pattern, ".")] == 0)
            continue;
        glob_t found;
        int result = glob(pattern, 0, NULL, &found);
        CHECK(result == 0 || result == GLOB_NOMATCH);
        size_t at = 0;
        for (int i = 0; i < NAMES; i++)
            if (fnmatch(pattern, sorted[i], FNM_PERIOD) == 0) {
                CHECK(at < found.gl_pathc);
                CHECK_STR(found.gl_pathv[at], sorted[i]);
                at++;
            }
        CHECK_EQ(result == 0 ? found.gl_pathc : 0, at);
        globfree(&found);
    }
    for (int i = 0; i < NAMES; i++)
        CHECK_EQ(unlink(names[i]), 0);
    CHECK_EQ(rmdir(path), 0);
}
