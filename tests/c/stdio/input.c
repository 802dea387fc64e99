/* Input from streams: characters, lines, blocks, pushing back, the indicators, and every error. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static FILE *reader_of(const char *text, size_t size) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    CHECK_EQ(write(fds[1], text, size), (ssize_t)size);
    close(fds[1]);
    FILE *f = fdopen(fds[0], "r");
    CHECK(f);
    return f;
}

TEST(characters) {
    FILE *f = reader_of("a\xff\0z", 4);
    CHECK_EQ(getc(f), 'a');
    CHECK_EQ(fgetc(f), 0xff);
    CHECK_EQ(getc_unlocked(f), 0);
    CHECK_EQ(feof(f), 0);
    CHECK_EQ(fgetc_unlocked(f), 'z');
    CHECK_EQ(getc(f), EOF);
    CHECK(feof(f));
    CHECK(feof_unlocked(f));
    CHECK_EQ(ferror(f), 0);
    CHECK_EQ(ungetc('q', f), 'q');
    CHECK_EQ(feof(f), 0);
    CHECK_EQ(getc(f), 'q');
    CHECK_EQ(getc(f), EOF);
    clearerr_unlocked(f);
    CHECK_EQ(feof(f), 0);
    CHECK_EQ(fclose(f), 0);
}

TEST(pushing_back) {
    FILE *f = reader_of("xyz", 3);
    for (int i = 0; i < 8; i++)
        CHECK_EQ(ungetc('0' + i, f), '0' + i);
    for (int i = 7; i >= 0; i--)
        CHECK_EQ(getc(f), '0' + i);
    CHECK_EQ(getc(f), 'x');
    CHECK_EQ(ungetc(EOF, f), EOF);
    CHECK_EQ(ungetc(0x141, f), 0x41);
    CHECK_EQ(getc(f), 'A');
    CHECK_EQ(getc(f), 'y');
    fclose(f);
    f = fopen("/dev/null", "w");
    CHECK_EQ(ungetc('a', f), EOF);
    fclose(f);
}

TEST(lines) {
    FILE *f = reader_of("first\nsecond line\n\nlast", 24);
    char line[8];
    CHECK_EQ(fgets(line, sizeof line, f) == line, 1);
    CHECK_STR(line, "first\n");
    CHECK_STR(fgets(line, sizeof line, f), "second ");
    CHECK_STR(fgets_unlocked(line, sizeof line, f), "line\n");
    CHECK_STR(fgets(line, sizeof line, f), "\n");
    CHECK_STR(fgets(line, 1, f), "");
    CHECK_STR(fgets(line, sizeof line, f), "last");
    CHECK(feof(f));
    strcpy(line, "same");
    CHECK_EQ(fgets(line, sizeof line, f) == NULL, 1);
    CHECK_STR(line, "same");
    fclose(f);
}

TEST(blocks) {
    static char text[50000], got[50001];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 31 + i / 127);
    FILE *f = tmpfile();
    CHECK(f);
    CHECK_EQ(fwrite(text, 1, sizeof text, f), sizeof text);
    for (size_t size = 1; size < sizeof text; size = size * 3 + 1) {
        rewind(f);
        size_t total = 0, n;
        while ((n = fread(got + total, 1, size < sizeof got - total ? size : sizeof got - total, f)) > 0)
            total += n;
        CHECK_EQ(total, sizeof text);
        CHECK(feof(f));
        CHECK_MEM(got, text, sizeof text);
    }
    rewind(f);
    CHECK_EQ(fread(got, 60000, 1, f), 0);
    CHECK(feof(f));
    rewind(f);
    CHECK_EQ(fread(got, 7, 10000, f), 50000 / 7);
    CHECK_EQ(fread(got, 0, 5, f), 0);
    CHECK_EQ(fread(got, 5, 0, f), 0);
    fclose(f);
}

TEST(delimited) {
    static char text[30000];
    memset(text, 'x', sizeof text);
    memcpy(text, "one\ntwo;three\n", 14);
    text[20000] = '\n';
    FILE *f = reader_of(text, sizeof text);
    char *line = NULL;
    size_t size = 0;
    CHECK_EQ(getline(&line, &size, f), 4);
    CHECK_STR(line, "one\n");
    CHECK(size >= 5);
    CHECK_EQ(getdelim(&line, &size, ';', f), 4);
    CHECK_STR(line, "two;");
    CHECK_EQ(getline(&line, &size, f), 6);
    CHECK_STR(line, "three\n");
    CHECK_EQ(getline(&line, &size, f), 20001 - 14);
    CHECK(size >= 20001 - 14 + 1);
    CHECK_EQ(line[20000 - 14], '\n');
    CHECK_EQ(getline(&line, &size, f), 30000 - 20001);
    CHECK(feof(f));
    CHECK_EQ(getline(&line, &size, f), -1);
    CHECK_EQ(ferror(f), 0);
    free(line);
    CHECK_FAILS(getline(NULL, &size, f), EINVAL);
    CHECK(ferror(f));
    fclose(f);
}

/* The indicator stays until it is cleared, even if there is more. */
TEST(sticky_end) {
    FILE *f = tmpfile();
    int fd = dup(fileno(f));
    CHECK_EQ(getc(f), EOF);
    CHECK_EQ(write(fd, "more", 4), 4);
    lseek(fd, 0, SEEK_SET);
    CHECK_EQ(getc(f), EOF);
    char c;
    CHECK_EQ(fread(&c, 1, 1, f), 0);
    clearerr(f);
    CHECK_EQ(getc(f), 'm');
    fclose(f);
}

TEST(errors) {
    FILE *f = fopen("/dev/null", "w");
    errno = 0;
    CHECK_EQ(getc(f), EOF);
    CHECK_EQ(errno, EBADF);
    CHECK(ferror(f));
    CHECK_EQ(feof(f), 0);
    char line[10];
    CHECK_FAILS(fgets(line, sizeof line, f), EBADF);
    CHECK_EQ(fread(line, 1, 1, f), 0);
    fclose(f);
    f = fopen("/", "r");
    CHECK(f);
    errno = 0;
    CHECK_EQ(getc(f), EOF);
    CHECK_EQ(errno, EISDIR);
    CHECK(ferror(f));
    fclose(f);
}

TEST(nonblocking) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    fcntl(fds[0], F_SETFL, O_NONBLOCK);
    FILE *f = fdopen(fds[0], "r");
    errno = 0;
    CHECK_EQ(getc(f), EOF);
    CHECK_EQ(errno, EAGAIN);
    CHECK(ferror(f));
    CHECK_EQ(feof(f), 0);
    CHECK_EQ(write(fds[1], "abc", 3), 3);
    CHECK_EQ(getc(f), 'a');
    char got[8] = {0};
    CHECK_EQ(fread(got, 1, 8, f), 2);
    CHECK_STR(got, "bc");
    CHECK_EQ(write(fds[1], "d\n", 2), 2);
    CHECK_STR(fgets(got, 8, f), "d\n");
    fclose(f);
}

static void nothing(int signal) { (void)signal; }

TEST(interrupted) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    FILE *f = fdopen(fds[0], "r");
    struct sigaction action = {0};
    action.sa_handler = nothing;
    sigaction(SIGALRM, &action, NULL);
    alarm(1);
    errno = 0;
    CHECK_EQ(getc(f), EOF);
    CHECK_EQ(errno, EINTR);
    alarm(TEST_SECONDS);
    CHECK(ferror(f));
    CHECK_EQ(write(fds[1], "x", 1), 1);
    CHECK_EQ(getc(f), 'x');
    fclose(f);
}

TEST(words) {
    FILE *f = tmpfile();
    CHECK_EQ(putw(-123456, f), 0);
    CHECK_EQ(putw(7, f), 0);
    rewind(f);
    CHECK_EQ(getw(f), -123456);
    CHECK_EQ(getw(f), 7);
    CHECK_EQ(getw(f), EOF);
    CHECK(feof(f));
    fclose(f);
}

TEST(unbuffered) {
    FILE *f = reader_of("abc", 3);
    setvbuf(f, NULL, _IONBF, 0);
    int fd = dup(fileno(f));
    CHECK_EQ(getc(f), 'a');
    char c;
    CHECK_EQ(read(fd, &c, 1), 1);
    CHECK_EQ(c, 'b');
    CHECK_EQ(ungetc('q', f), 'q');
    CHECK_EQ(getc(f), 'q');
    CHECK_EQ(getc(f), 'c');
    CHECK_EQ(getc(f), EOF);
    fclose(f);
}

TEST(own_buffer) {
    static char buffer[24];
    FILE *f = reader_of("The quick brown fox jumps over the lazy dog\n", 44);
    CHECK_EQ(setvbuf(f, buffer, _IOFBF, sizeof buffer), 0);
    char line[100];
    CHECK_STR(fgets(line, sizeof line, f), "The quick brown fox jumps over the lazy dog\n");
    fclose(f);
}
