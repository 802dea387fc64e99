/* Closed descriptors, full disks and pipes. */
#define _GNU_SOURCE
#include "check.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

TEST(closed) {
    char byte = 0;
    struct stat status;
    CHECK_FAILS(read(100, &byte, 1), EBADF);
    CHECK_FAILS(write(100, &byte, 1), EBADF);
    CHECK_FAILS(close(100), EBADF);
    CHECK_FAILS(lseek(100, 0, SEEK_SET), EBADF);
    CHECK_FAILS(fstat(100, &status), EBADF);
    CHECK_FAILS(fsync(100), EBADF);
    CHECK_FAILS(dup(100), EBADF);
    CHECK_FAILS(fcntl(100, F_GETFL), EBADF);
    CHECK_FAILS(fdopen(100, "r"), EBADF);
    CHECK_FAILS(fdopendir(100), EBADF);
    CHECK_FAILS(dprintf(100, "x"), EBADF);
    FILE *file = fopen("/dev/null", "r+");
    CHECK(file != NULL);
    close(fileno(file));
    CHECK(fputs("text", file) >= 0);
    CHECK_EQ(fflush(file), EOF);
    CHECK_EQ(errno, EBADF);
    CHECK(ferror(file));
    errno = 0;
    CHECK_EQ(fclose(file), EOF);
    CHECK_EQ(errno, EBADF);
}

TEST(full_disk) {
    FILE *file = fopen("/dev/full", "w");
    CHECK(file != NULL);
    CHECK(fputs("text", file) >= 0);
    CHECK_EQ(fflush(file), EOF);
    CHECK_EQ(errno, ENOSPC);
    CHECK(ferror(file));
    clearerr(file);
    CHECK(fprintf(file, "%d", 7) >= 0);
    errno = 0;
    CHECK_EQ(fclose(file), EOF);
    CHECK_EQ(errno, ENOSPC);
    CHECK_FAILS(dprintf(open("/dev/full", O_WRONLY), "x"), ENOSPC);
    file = fopen("/dev/full", "w");
    CHECK_EQ(setvbuf(file, NULL, _IONBF, 0), 0);
    CHECK(fprintf(file, "%s", "text") < 0);
    CHECK_EQ(errno, ENOSPC);
    CHECK_EQ(putc('x', file), EOF);
    fclose(file);
}

TEST(full_pipe) {
    int ends[2];
    CHECK_EQ(pipe2(ends, O_NONBLOCK), 0);
    FILE *file = fdopen(ends[1], "w");
    static char block[200000], got[200000];
    for (size_t i = 0; i < sizeof block; i++)
        block[i] = (char)(i % 253);
    size_t taken = 0, received = 0;
    while (taken < sizeof block) {
        size_t more = sizeof block - taken < 777 ? sizeof block - taken : 777;
        size_t some = fwrite(block + taken, 1, more, file);
        taken += some;
        if (some < more) {
            CHECK_EQ(errno, EAGAIN);
            CHECK(ferror(file));
            clearerr(file);
            ssize_t count = read(ends[0], got + received, sizeof got - received);
            CHECK(count > 0);
            received += (size_t)count;
        }
    }
    while (fflush(file) == EOF) {
        CHECK_EQ(errno, EAGAIN);
        clearerr(file);
        ssize_t count = read(ends[0], got + received, sizeof got - received);
        CHECK(count > 0);
        received += (size_t)count;
    }
    ssize_t count;
    while ((count = read(ends[0], got + received, sizeof got - received)) > 0)
        received += (size_t)count;
    CHECK_EQ(received, sizeof block);
    CHECK_MEM(got, block, sizeof block);
}

TEST(broken_pipe) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    close(ends[0]);
    signal(SIGPIPE, SIG_IGN);
    FILE *file = fdopen(ends[1], "w");
    CHECK(fputs("text", file) >= 0);
    CHECK_EQ(fflush(file), EOF);
    CHECK_EQ(errno, EPIPE);
    CHECK_FAILS(write(ends[1], "x", 1), EPIPE);
}

TEST(wrong_direction) {
    FILE *file = fopen("/dev/null", "r");
    errno = 0;
    CHECK_EQ(fputc('x', file), EOF);
    CHECK_EQ(errno, EBADF);
    CHECK(ferror(file));
    fclose(file);
    file = fopen("/dev/null", "w");
    errno = 0;
    CHECK_EQ(fgetc(file), EOF);
    CHECK_EQ(errno, EBADF);
    CHECK(ferror(file) && !feof(file));
    fclose(file);
}

TEST(wrong_mode) {
    CHECK_FAILS(fopen("/dev/null", "q"), EINVAL);
    CHECK_FAILS(fopen("/dev/null", ""), EINVAL);
    CHECK_FAILS(fopen("/nonexistent/file", "r"), ENOENT);
    CHECK_FAILS(fopen("/", "w"), EISDIR);
    CHECK_FAILS(popen("true", "x"), EINVAL);
}
