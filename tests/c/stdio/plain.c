/* printf and fprintf of formats that the header sends to smaller functions: the same output, result and errors. */
#define _GNU_SOURCE
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static char got[4096];

/* What was written to the stream. */
static const char *written(FILE *f) {
    fflush(f);
    rewind(f);
    size_t n = fread(got, 1, sizeof got - 1, f);
    got[n] = 0;
    rewind(f);
    if (ftruncate(fileno(f), 0) != 0)
        return "truncation failed";
    return got;
}

TEST(same_output) {
    FILE *f = tmpfile();
    CHECK(f);
    char *null = 0;
    long l = -1234567890123;
    CHECK_EQ(fprintf(f, "%d|%5d|%-5d|%05d|%+d|% d\n", 7, 7, 7, 7, 7, 7), 26);
    CHECK_STR(written(f), "7|    7|7    |00007|+7| 7\n");
    CHECK_EQ(fprintf(f, "%ld %lx %#lo %zu %hhd %hd", l, 255ul, 8ul, (size_t)3, 257, 65537), 27);
    CHECK_STR(written(f), "-1234567890123 ff 010 3 1 1");
    CHECK_EQ(fprintf(f, "%s|%10s|%-10s|%.2s|%c|%%|%s", "a", "b", "c", "defg", 'h', null), 37);
    CHECK_STR(written(f), "a|         b|c         |de|h|%|(null)");
    CHECK_EQ(fprintf(f, "%*d|%-*d|%.*s|%p|%.5u", 4, 1, 4, 2, 2, "xyz", (void *)0x10, 7u), 23);
    CHECK_STR(written(f), "   1|2   |xy|0x10|00007");
    CHECK_EQ(fprintf(f, "%d%d%d%d%d%d%d%d", 1, 2, 3, 4, 5, 6, 7, 8), 8);
    CHECK_STR(written(f), "12345678");
    CHECK_EQ(fprintf(f, "%X %#x %i %u %o", 171, 171, -3, 3u, 8), 15);
    CHECK_STR(written(f), "AB 0xab -3 3 10");
    fclose(f);
}

TEST(others_are_whole) {
    FILE *f = tmpfile();
    CHECK(f);
    CHECK_EQ(fprintf(f, "%d %.1f %a", 1, 2.5, 1.0), 12);
    CHECK_STR(written(f), "1 2.5 0x1p+0");
    CHECK_EQ(fprintf(f, "%2$d %1$s", "x", 5), 3);
    CHECK_STR(written(f), "5 x");
    CHECK_EQ(fprintf(f, "%ls%lc %d", L"w", (wint_t)'c', 1), 4);
    CHECK_STR(written(f), "wc 1");
    errno = ENOENT;
    int length = fprintf(f, "%d %m", 1);
    CHECK_STR(written(f) + 2, strerror(ENOENT));
    CHECK_EQ(length, (int)strlen(strerror(ENOENT)) + 2);
    fclose(f);
}

TEST(to_stdout) {
    FILE *f = tmpfile();
    CHECK(f);
    fflush(stdout);
    int old = dup(1);
    CHECK(dup2(fileno(f), 1) == 1);
    int a = printf("%d items, %s\n", 3, "all");
    int b = printf("no directive\n");
    int c = printf("%s\n", "a line");
    int (*pointer)(const char *, ...) = printf;
    int d = pointer("%d", 42);
    fflush(stdout);
    dup2(old, 1);
    CHECK(a == 13 && b == 13 && c == 7 && d == 2);
    CHECK_STR(written(f), "3 items, all\nno directive\na line\n42");
}

TEST(unbuffered_and_errors) {
    FILE *f = tmpfile();
    CHECK(f);
    setvbuf(f, 0, _IONBF, 0);
    CHECK_EQ(fprintf(f, "%d-%s-%300d", 1, "two", 3), 306);
    CHECK_EQ(strlen(written(f)), 306u);
    fclose(f);
    f = fopen("/dev/full", "w");
    CHECK(f);
    setvbuf(f, 0, _IONBF, 0);
    errno = 0;
    CHECK(fprintf(f, "%d", 1) < 0);
    CHECK_EQ(errno, ENOSPC);
    CHECK(ferror(f));
    fclose(f);
    f = fopen("/dev/full", "w");
    errno = 0;
    CHECK(fprintf(f, "%2147483647d%d", 1, 1) < 0);
    CHECK(errno == EOVERFLOW || errno == ENOSPC);
}
