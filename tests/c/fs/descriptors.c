/* Input and output through descriptors, and their locks. flags: -D_GNU_SOURCE */
#include "check.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static int file(const char *text) {
    char name[] = "/tmp/descriptorsXXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    CHECK_EQ(unlink(name), 0);
    CHECK_EQ(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
    return fd;
}

TEST(duplicates) {
    int fd = file("0123456789");
    int other = dup(fd);
    CHECK(other >= 0 && other != fd);
    CHECK_EQ(lseek(fd, 4, SEEK_SET), 4);
    CHECK_EQ(lseek(other, 0, SEEK_CUR), 4);
    CHECK_EQ(dup2(fd, 77), 77);
    CHECK_EQ(dup2(77, 77), 77);
    CHECK_FAILS(dup2(200, 200), EBADF);
    CHECK_EQ(dup3(fd, 78, O_CLOEXEC), 78);
    CHECK_EQ(fcntl(78, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fcntl(77, F_GETFD), 0);
    CHECK_FAILS(dup3(fd, fd, 0), EINVAL);
    CHECK_FAILS(dup(200), EBADF);
    CHECK_EQ(fcntl(fd, F_DUPFD, 90), 90);
    CHECK_EQ(fcntl(fd, F_DUPFD_CLOEXEC, 90), 91);
    CHECK_EQ(fcntl(91, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(close(77), 0);
    CHECK_FAILS(close(77), EBADF);
    CHECK_FAILS(fcntl(77, F_GETFL), EBADF);
}

TEST(pipes) {
    int ends[2];
    char text[10];
    CHECK_EQ(pipe(ends), 0);
    CHECK_EQ(write(ends[1], "abc", 3), 3);
    CHECK_EQ(read(ends[0], text, 10), 3);
    CHECK_MEM(text, "abc", 3);
    CHECK_EQ(close(ends[1]), 0);
    CHECK_EQ(read(ends[0], text, 10), 0);
    CHECK_EQ(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
    CHECK_EQ(fcntl(ends[0], F_GETFD), FD_CLOEXEC);
    CHECK(fcntl(ends[1], F_GETFL) & O_NONBLOCK);
    CHECK_FAILS(read(ends[0], text, 1), EAGAIN);
    CHECK_EQ(fcntl(ends[0], F_SETFL, 0), 0);
    CHECK_EQ(fcntl(ends[0], F_GETFL) & O_NONBLOCK, 0);
    CHECK_FAILS(lseek(ends[0], 0, SEEK_CUR), ESPIPE);
    CHECK_FAILS(pread(ends[0], text, 1, 0), ESPIPE);
    CHECK_FAILS(pipe2(ends, 1), EINVAL);
}

TEST(positions_and_vectors) {
    int fd = file("0123456789");
    char a[4], b[4];
    CHECK_EQ(pread(fd, a, 4, 3), 4);
    CHECK_MEM(a, "3456", 4);
    CHECK_EQ(pwrite(fd, "xy", 2, 8), 2);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 0);
    struct iovec two[2] = {{a, 3}, {b, 4}};
    CHECK_EQ(readv(fd, two, 2), 7);
    CHECK_MEM(a, "012", 3);
    CHECK_MEM(b, "3456", 4);
    CHECK_EQ(preadv(fd, two, 2, 5), 5);
    CHECK_MEM(a, "567", 3);
    CHECK_MEM(b, "xy", 2);
    CHECK_EQ(writev(fd, two, 2), 7);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 14);
    CHECK_EQ(pwritev(fd, two, 1, 5000000000), 3);
    CHECK_EQ(pread(fd, a, 4, 5000000001), 2);
    CHECK_FAILS(readv(fd, two, -1), EINVAL);
    CHECK_FAILS(pread(fd, a, 1, -1), EINVAL);
    CHECK_FAILS(read(200, a, 1), EBADF);
}

TEST(copies) {
    int from = file("0123456789"), to = file("");
    char text[10];
    off_t offset = 2;
    CHECK_EQ(sendfile(to, from, &offset, 5), 5);
    CHECK_EQ(offset, 7);
    CHECK_EQ(lseek(from, 0, SEEK_CUR), 0);
    CHECK_EQ(pread(to, text, 10, 0), 5);
    CHECK_MEM(text, "23456", 5);
    off_t out = 1;
    offset = 8;
    CHECK_EQ(copy_file_range(from, &offset, to, &out, 2, 0), 2);
    CHECK_EQ(out, 3);
    CHECK_EQ(pread(to, text, 10, 0), 5);
    CHECK_MEM(text, "28956", 5);
    CHECK_FAILS(copy_file_range(from, NULL, to, NULL, 1, 99), EINVAL);
}

/* The result of a child that tries; 0 if it got the lock, else its errno. */
static int tried(int fd, int function) {
    pid_t child = fork();
    if (child == 0) {
        errno = 0;
        _exit(lockf(fd, function, 0) == 0 ? 0 : errno);
    }
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK(WIFEXITED(status));
    return WEXITSTATUS(status);
}

TEST(locks) {
    int fd = file("0123456789");
    CHECK_EQ(lockf(fd, F_LOCK, 0), 0);
    CHECK_EQ(lockf(fd, F_TEST, 0), 0);
    CHECK_EQ(tried(fd, F_TEST), EACCES);
    int refusal = tried(fd, F_TLOCK);
    CHECK(refusal == EACCES || refusal == EAGAIN);
    CHECK_EQ(lockf(fd, F_ULOCK, 0), 0);
    CHECK_EQ(tried(fd, F_TEST), 0);
    CHECK_EQ(tried(fd, F_TLOCK), 0);
    CHECK_FAILS(lockf(fd, 99, 0), EINVAL);
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 2, .l_len = 3};
    CHECK_EQ(fcntl(fd, F_SETLK, &lock), 0);
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        lock = (struct flock){.l_type = F_RDLCK, .l_whence = SEEK_SET};
        _exit(fcntl(fd, F_GETLK, &lock) || lock.l_type != F_WRLCK || lock.l_start != 2 || lock.l_len != 3 ||
              lock.l_pid != parent);
    }
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK_EQ(status, 0);
}

TEST(whole_file_locks) {
    char name[] = "/tmp/descriptorsXXXXXX";
    int fd = mkstemp(name);
    int other = open(name, O_RDWR);
    unlink(name);
    CHECK_EQ(flock(fd, LOCK_EX), 0);
    CHECK_FAILS(flock(other, LOCK_EX | LOCK_NB), EWOULDBLOCK);
    CHECK_EQ(flock(fd, LOCK_SH), 0);
    CHECK_EQ(flock(other, LOCK_SH | LOCK_NB), 0);
    CHECK_EQ(flock(fd, LOCK_UN), 0);
    CHECK_EQ(flock(other, LOCK_EX | LOCK_NB), 0);
    CHECK_FAILS(flock(fd, 16), EINVAL);
    CHECK_FAILS(flock(200, LOCK_EX), EBADF);
}
