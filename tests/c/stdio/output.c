/* Output to streams: buffering, what reaches the file when, and every error. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char path[64];

static const char *file_name(void) {
    static const char digits[] = "0123456789";
    char *at = path;
    memcpy(at, "/tmp/tine-stdio-", 16);
    at += 16;
    for (long pid = getpid(); pid; pid /= 10)
        *at++ = digits[pid % 10];
    *at = 0;
    return path;
}

static char content[1 << 16];

static size_t read_back(void) {
    int fd = open(path, O_RDONLY);
    CHECK(fd >= 0);
    size_t size = 0;
    ssize_t got;
    while ((got = read(fd, content + size, sizeof content - 1 - size)) > 0)
        size += (size_t)got;
    close(fd);
    content[size] = 0;
    return size;
}

TEST(full_buffering) {
    FILE *f = fopen(file_name(), "w");
    CHECK(f);
    CHECK_EQ(fputs("one\n", f) >= 0, 1);
    CHECK_EQ(read_back(), 0);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(read_back(), 4);
    CHECK_EQ(fwrite("two three", 3, 3, f), 3);
    CHECK_EQ(fputc('!', f), '!');
    CHECK_EQ(putc(0x1ff, f), 0xff);
    CHECK_EQ(fclose(f), 0);
    CHECK_EQ(read_back(), 15);
    CHECK_STR(content, "one\ntwo three!\xff");
    unlink(path);
}

TEST(line_buffering) {
    FILE *f = fopen(file_name(), "w");
    CHECK_EQ(setvbuf(f, NULL, _IOLBF, 0), 0);
    fputs("begun", f);
    CHECK_EQ(read_back(), 0);
    fputs(", done\n", f);
    CHECK_EQ(read_back(), 12);
    fputc('x', f);
    CHECK_EQ(read_back(), 12);
    fputc('\n', f);
    CHECK_EQ(read_back(), 14);
    fprintf(f, "%d\n%d", 1, 2);
    size_t n = read_back();
    CHECK(n >= 16);
    fclose(f);
    CHECK_EQ(read_back(), 17);
    CHECK_STR(content, "begun, done\nx\n1\n2");
    unlink(path);
}

TEST(no_buffering) {
    FILE *f = fopen(file_name(), "w");
    CHECK_EQ(setvbuf(f, NULL, _IONBF, 0), 0);
    fputc('a', f);
    CHECK_EQ(read_back(), 1);
    fputs("bc", f);
    CHECK_EQ(read_back(), 3);
    fprintf(f, "%0*d|%s", 600, 7, "end");
    CHECK_EQ(read_back(), 607);
    CHECK_STR(content + 602, "7|end");
    fclose(f);
    unlink(path);
}

TEST(large_blocks) {
    FILE *f = fopen(file_name(), "w");
    static char block[20000];
    for (size_t i = 0; i < sizeof block; i++)
        block[i] = (char)(i * 7 + i / 251);
    fputs("ab", f);
    CHECK_EQ(fwrite(block, 1, sizeof block, f), sizeof block);
    CHECK_EQ(fwrite(block, 1, 3000, f), 3000);
    CHECK_EQ(fwrite(block, 1, 3000, f), 3000);
    CHECK_EQ(fwrite(block, 100, 0, f), 0);
    CHECK_EQ(fwrite(block, 0, 100, f), 0);
    fclose(f);
    CHECK_EQ(read_back(), 26002);
    CHECK_MEM(content, "ab", 2);
    CHECK_MEM(content + 2, block, sizeof block);
    CHECK_MEM(content + 20002, block, 3000);
    CHECK_MEM(content + 23002, block, 3000);
    unlink(path);
}

TEST(every_length_across_the_buffer) {
    static char text[9000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + i % 26);
    for (size_t length = 1; length < sizeof text; length += 97) {
        FILE *f = fopen(file_name(), "w");
        for (size_t done = 0; done < sizeof text; done += length) {
            size_t n = sizeof text - done < length ? sizeof text - done : length;
            CHECK_EQ(fwrite(text + done, 1, n, f), n);
        }
        CHECK_EQ(fclose(f), 0);
        CHECK_EQ(read_back(), sizeof text);
        CHECK_MEM(content, text, sizeof text);
    }
    unlink(path);
}

TEST(own_buffer) {
    static char buffer[64];
    FILE *f = fopen(file_name(), "w");
    CHECK_EQ(setvbuf(f, buffer, _IOFBF, sizeof buffer), 0);
    for (int i = 0; i < 100; i++)
        fprintf(f, "%d,", i);
    CHECK_EQ(fclose(f), 0);
    CHECK_EQ(read_back(), 290);
    char *at = content;
    for (int i = 0; i < 100; i++) {
        CHECK_EQ(strtol(at, &at, 10), i);
        CHECK_EQ(*at++, ',');
    }
    f = fopen(path, "w");
    setbuf(f, NULL);
    fputc('q', f);
    CHECK_EQ(read_back(), 1);
    fclose(f);
    f = fopen(path, "w");
    setlinebuf(f);
    fputs("q\n", f);
    CHECK_EQ(read_back(), 2);
    errno = 0;
    CHECK(setvbuf(f, NULL, 17, 0) != 0);
    fclose(f);
    unlink(path);
}

TEST(full_device) {
    FILE *f = fopen("/dev/full", "w");
    CHECK(f);
    CHECK(fputs("lost", f) >= 0);
    CHECK_EQ(ferror(f), 0);
    CHECK_FAILS(fflush(f), ENOSPC);
    CHECK(ferror(f));
    clearerr(f);
    CHECK_EQ(ferror(f), 0);
    CHECK_FAILS(fclose(f), ENOSPC);

    f = fopen("/dev/full", "w");
    fputs("lost", f);
    CHECK_FAILS(fclose(f), ENOSPC);

    f = fopen("/dev/full", "w");
    setvbuf(f, NULL, _IONBF, 0);
    errno = 0;
    CHECK_EQ(fputc('x', f), EOF);
    CHECK_EQ(errno, ENOSPC);
    CHECK_EQ(fwrite("abc", 1, 3, f), 0);
    CHECK_EQ(fprintf(f, "%d", 1), -1);
    CHECK(ferror(f));
    fclose(f);

    f = fopen("/dev/full", "w");
    setvbuf(f, NULL, _IOLBF, 0);
    errno = 0;
    CHECK_EQ(fputs("line\n", f), EOF);
    CHECK_EQ(errno, ENOSPC);
    errno = 0;
    CHECK(fprintf(f, "line\n") < 0);
    CHECK_EQ(errno, ENOSPC);
    fclose(f);

    f = fopen("/dev/full", "w");
    static char block[100000];
    CHECK_EQ(fwrite(block, 1, sizeof block, f), 0);
    CHECK_EQ(errno, ENOSPC);
    fclose(f);
}

TEST(bad_descriptor) {
    FILE *f = fopen(file_name(), "w");
    fputs("x", f);
    close(fileno(f));
    CHECK_FAILS(fflush(f), EBADF);
    CHECK_FAILS(fclose(f), EBADF);
    f = fopen(path, "r");
    errno = 0;
    CHECK_EQ(fputc('x', f), EOF);
    CHECK_EQ(errno, EBADF);
    CHECK(ferror(f));
    errno = 0;
    CHECK_EQ(fprintf(f, "x"), -1);
    CHECK_EQ(errno, EBADF);
    CHECK_EQ(fwrite("x", 1, 1, f), 0);
    CHECK_EQ(fputs("x", f), EOF);
    CHECK_EQ(fclose(f), 0);
    unlink(path);
}

/* What a full pipe does not take stays in the buffer, and goes out later. */
TEST(nonblocking_pipe) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    CHECK_EQ(fcntl(fds[1], F_SETFL, O_NONBLOCK), 0);
    FILE *f = fdopen(fds[1], "w");
    static char fill[4096];
    memset(fill, 'f', sizeof fill);
    while (write(fds[1], fill, sizeof fill) > 0)
        ;
    while (write(fds[1], "f", 1) > 0)
        ;
    CHECK(fputs("kept", f) >= 0);
    CHECK_FAILS(fflush(f), EAGAIN);
    CHECK(fputs(" and more", f) >= 0);
    CHECK_FAILS(fflush(f), EAGAIN);
    CHECK(ferror(f));
    clearerr(f);
    CHECK_EQ(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
    static char drain[65536];
    ssize_t n;
    while ((n = read(fds[0], drain, sizeof drain)) > 0)
        ;
    CHECK_EQ(fflush(f), 0);
    n = read(fds[0], drain, sizeof drain);
    CHECK_EQ(n, 13);
    CHECK_MEM(drain, "kept and more", 13);
    fclose(f);
}

/* A partial write: the rest stays, nothing is written twice. */
TEST(partial_write) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    CHECK_EQ(fcntl(fds[1], F_SETFL, O_NONBLOCK), 0);
    CHECK_EQ(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
    FILE *f = fdopen(fds[1], "w");
    static char big[100000], got[200000];
    for (size_t i = 0; i < sizeof big; i++)
        big[i] = (char)('a' + i % 23);
    setvbuf(f, NULL, _IOFBF, sizeof big);
    size_t accepted = fwrite(big, 1, sizeof big, f);
    size_t total = 0;
    ssize_t n;
    int flushed;
    do {
        flushed = fflush(f);
        CHECK(flushed == 0 || errno == EAGAIN);
        while ((n = read(fds[0], got + total, sizeof got - total)) > 0)
            total += (size_t)n;
    } while (flushed != 0);
    CHECK_EQ(total, accepted);
    CHECK_MEM(got, big, accepted);
    fclose(f);
}

static void nothing(int signal) { (void)signal; }

TEST(interrupted_write) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    fcntl(fds[1], F_SETFL, O_NONBLOCK);
    while (write(fds[1], "f", 1) > 0)
        ;
    fcntl(fds[1], F_SETFL, 0);
    FILE *f = fdopen(fds[1], "w");
    struct sigaction action = {0};
    action.sa_handler = nothing;
    sigaction(SIGALRM, &action, NULL);
    CHECK(fputs("interrupted", f) >= 0);
    alarm(1);
    CHECK_FAILS(fflush(f), EINTR);
    alarm(TEST_SECONDS);
    CHECK(ferror(f));
    clearerr(f);
    static char drain[65536];
    fcntl(fds[0], F_SETFL, O_NONBLOCK);
    while (read(fds[0], drain, sizeof drain) > 0)
        ;
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(read(fds[0], drain, sizeof drain), 11);
    CHECK_MEM(drain, "interrupted", 11);
    fclose(f);
}

TEST(broken_pipe) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    close(fds[0]);
    signal(SIGPIPE, SIG_IGN);
    FILE *f = fdopen(fds[1], "w");
    fputs("nobody reads", f);
    CHECK_FAILS(fflush(f), EPIPE);
    CHECK_FAILS(fclose(f), EPIPE);
}

TEST(standard_output) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(fds[1], 1);
        close(fds[0]);
        close(fds[1]);
        puts("puts");
        printf("%s-%c\n", "printf", 'c');
        putchar('p');
        putchar_unlocked('u');
        fputs_unlocked("fu\n", stdout);
        fwrite_unlocked("w", 1, 1, stdout);
        fputc_unlocked('x', stdout);
        putc_unlocked('\n', stdout);
        dprintf(1, "first %d\n", 1);
        exit(7);
    }
    close(fds[1]);
    char got[200];
    size_t total = 0;
    ssize_t n;
    while ((n = read(fds[0], got + total, sizeof got - total)) > 0)
        total += (size_t)n;
    got[total] = 0;
    int status;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status));
    CHECK_EQ(WEXITSTATUS(status), 7);
    CHECK_STR(got, "first 1\nputs\nprintf-c\npufu\nwx\n");
}
