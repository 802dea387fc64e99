/* What only Linux has, and headers declare where _GNU_SOURCE is defined: renameat2, close_range. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <stdio.h>

static void make(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    CHECK(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

TEST(renaming_with_flags) {
    make("a", "a");
    make("b", "bb");
    CHECK_FAILS(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_NOREPLACE), EEXIST);
    CHECK_FAILS(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_NOREPLACE | RENAME_EXCHANGE), EINVAL);
    CHECK_EQ(renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE), 0);
    int fd = open("a", O_RDONLY);
    char text[4];
    CHECK_EQ(read(fd, text, 4), 2);
    CHECK_EQ(renameat2(AT_FDCWD, "a", AT_FDCWD, "c", RENAME_NOREPLACE), 0);
    CHECK_FAILS(open("a", O_RDONLY), ENOENT);
}

TEST(closing_a_range) {
    int first = open("/", O_RDONLY);
    int second = dup(first);
    int third = dup(first);
    CHECK_EQ(close_range((unsigned)first, (unsigned)second, CLOSE_RANGE_CLOEXEC), 0);
    CHECK_EQ(fcntl(second, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fcntl(third, F_GETFD), 0);
    CHECK_EQ(close_range((unsigned)first, (unsigned)second, 0), 0);
    CHECK_FAILS(fcntl(second, F_GETFD), EBADF);
    CHECK_EQ(fcntl(third, F_GETFD), 0);
    CHECK_FAILS(close_range(2, 1, 0), EINVAL);
}
