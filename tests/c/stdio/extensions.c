/* <stdio_ext.h>, fgetln, perror and the functions without locking. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <wchar.h>

TEST(what_the_buffer_holds) {
    FILE *f = tmpfile();
    CHECK(__freadable(f) && __fwritable(f));
    CHECK_EQ(__flbf(f), 0);
    CHECK_EQ(fputs("12345", f) >= 0, 1);
    CHECK(__fwriting(f));
    CHECK_EQ(__freading(f), 0);
    CHECK_EQ(__fpending(f), 5);
    CHECK(__fbufsize(f) >= BUFSIZ);
    __fpurge(f);
    CHECK_EQ(__fpending(f), 0);
    CHECK(fputs("abc", f) >= 0);
    rewind(f);
    CHECK_EQ(getc(f), 'a');
    CHECK(__freading(f));
    CHECK_EQ(__fwriting(f), 0);
    CHECK_EQ(setvbuf(f, NULL, _IOLBF, 0), 0);
    CHECK(__flbf(f));
    fclose(f);
    f = fopen("/dev/null", "r");
    CHECK(__freadable(f) && !__fwritable(f) && __freading(f) && !__fwriting(f));
    fclose(f);
    f = fopen("/dev/null", "w");
    CHECK(!__freadable(f) && __fwritable(f) && !__freading(f) && __fwriting(f));
    CHECK_EQ(__fsetlocking(f, FSETLOCKING_QUERY), FSETLOCKING_INTERNAL);
    CHECK_EQ(__fsetlocking(f, FSETLOCKING_BYCALLER), FSETLOCKING_INTERNAL);
    CHECK_EQ(__fsetlocking(f, FSETLOCKING_QUERY), FSETLOCKING_BYCALLER);
    CHECK_EQ(putc('x', f), 'x');
    fclose(f);
}

TEST(flushing_line_buffered_streams) {
    int one[2], two[2];
    CHECK_EQ(pipe(one), 0);
    CHECK_EQ(pipe(two), 0);
    FILE *lines = fdopen(one[1], "w"), *full = fdopen(two[1], "w");
    setvbuf(lines, NULL, _IOLBF, 0);
    CHECK(fputs("begun", lines) >= 0);
    CHECK(fputs("begun", full) >= 0);
    _flushlbf();
    char got[10];
    fcntl(two[0], F_SETFL, O_NONBLOCK);
    CHECK_EQ(read(one[0], got, sizeof got), 5);
    CHECK_EQ(read(two[0], got, sizeof got), -1);
    fclose(lines);
    fclose(full);
}

TEST(without_locking) {
    FILE *f = tmpfile();
    CHECK_EQ(putc_unlocked('a', f), 'a');
    CHECK_EQ(fputc_unlocked('b', f), 'b');
    CHECK(fputs_unlocked("cd\n", f) >= 0);
    CHECK_EQ(fwrite_unlocked("ef", 1, 2, f), 2);
    CHECK_EQ(fflush_unlocked(f), 0);
    rewind(f);
    char got[10];
    CHECK_EQ(getc_unlocked(f), 'a');
    CHECK_EQ(fgetc_unlocked(f), 'b');
    CHECK_STR(fgets_unlocked(got, sizeof got, f), "cd\n");
    CHECK_EQ(fread_unlocked(got, 1, sizeof got, f), 2);
    CHECK(feof_unlocked(f));
    CHECK_EQ(ferror_unlocked(f), 0);
    clearerr_unlocked(f);
    CHECK_EQ(feof_unlocked(f), 0);
    fclose(f);
}

TEST(recursive_ownership) {
    FILE *f = tmpfile();
    flockfile(f);
    CHECK_EQ(ftrylockfile(f), 0);
    CHECK(fputs("owned", f) >= 0);
    funlockfile(f);
    funlockfile(f);
    CHECK_EQ(ftell(f), 5);
    fclose(f);
}

TEST(error_messages) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    int saved = dup(2);
    dup2(fds[1], 2);
    errno = ENOENT;
    perror("place");
    errno = EACCES;
    perror(NULL);
    perror("");
    dup2(saved, 2);
    CHECK_EQ(fwide(stderr, 0), 0);
    char got[200] = {0}, expected[200] = "place: ";
    CHECK(read(fds[0], got, sizeof got - 1) > 0);
    strcat(expected, strerror(ENOENT));
    strcat(expected, "\n");
    strcat(expected, strerror(EACCES));
    strcat(expected, "\n");
    strcat(expected, strerror(EACCES));
    strcat(expected, "\n");
    CHECK_STR(got, expected);
}

TEST(no_loss_between_setvbuf_calls) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    FILE *f = fdopen(fds[1], "w");
    static char buffer[3000];
    CHECK(fputs("one ", f) >= 0);
    CHECK_EQ(setvbuf(f, buffer, _IOFBF, sizeof buffer), 0);
    CHECK(fputs("two ", f) >= 0);
    CHECK_EQ(setvbuf(f, NULL, _IONBF, 0), 0);
    CHECK(fputs("three ", f) >= 0);
    CHECK_EQ(setvbuf(f, NULL, _IOFBF, 100000), 0);
    CHECK(fputs("four", f) >= 0);
    CHECK_EQ(fclose(f), 0);
    char got[50] = {0};
    CHECK_EQ(read(fds[0], got, sizeof got), 18);
    CHECK_STR(got, "one two three four");
}

#ifndef __GLIBC__
TEST(lines_in_place) {
    FILE *f = tmpfile();
    for (int i = 0; i < 2000; i++)
        fprintf(f, "line %d\n", i);
    CHECK(fputs("last", f) >= 0);
    rewind(f);
    size_t length;
    for (int i = 0; i < 2000; i++) {
        char expected[30];
        int n = snprintf(expected, sizeof expected, "line %d\n", i);
        char *line = fgetln(f, &length);
        CHECK(line);
        CHECK_EQ(length, (size_t)n);
        CHECK_MEM(line, expected, length);
    }
    char *line = fgetln(f, &length);
    CHECK_EQ(length, 4);
    CHECK_MEM(line, "last", 4);
    CHECK(fgetln(f, &length) == NULL);
    fclose(f);
}
#endif
