/* Mapped memory. flags: -D_GNU_SOURCE */
#include "check.h"
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>

static sigjmp_buf back;
static void fault(int signal) {
    siglongjmp(back, signal);
}

/* Whether a write to `at` faults. */
static int faults(volatile char *at) {
    struct sigaction action = {.sa_handler = fault}, old, old_bus;
    sigaction(SIGSEGV, &action, &old);
    sigaction(SIGBUS, &action, &old_bus);
    volatile int result = 1;
    if (sigsetjmp(back, 1) == 0) {
        *at = *at;
        result = 0;
    }
    sigaction(SIGSEGV, &old, NULL);
    sigaction(SIGBUS, &old_bus, NULL);
    return result;
}

static int file(size_t size) {
    char name[] = "/tmp/mappingXXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    unlink(name);
    CHECK_EQ(ftruncate(fd, (off_t)size), 0);
    return fd;
}

TEST(anonymous) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *at = mmap(NULL, page * 4, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(at != MAP_FAILED);
    CHECK_EQ((uintptr_t)at % page, 0);
    for (size_t i = 0; i < page * 4; i++)
        CHECK_EQ(at[i], 0);
    memset(at, 7, page * 4);
    CHECK_EQ(mprotect(at + page, page, PROT_READ), 0);
    CHECK_EQ(faults(at), 0);
    CHECK_EQ(faults(at + page), 1);
    CHECK_EQ(mprotect(at + page, page, PROT_READ | PROT_WRITE), 0);
    CHECK_EQ(faults(at + page), 0);
    CHECK_EQ(munmap(at + page * 2, page), 0);
    CHECK_EQ(faults(at + page * 2), 1);
    CHECK_EQ(faults(at + page * 3), 0);
    CHECK_EQ(madvise(at, page, MADV_DONTNEED), 0);
    CHECK_EQ(at[0], 0);
    CHECK_EQ(at[page], 7);
    CHECK_EQ(mmap(at, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0), (void *)at);
}

TEST(of_a_file) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    int fd = file(page * 3);
    CHECK_EQ(pwrite(fd, "second", 6, (off_t)page), 6);
    char *shared = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)page);
    char *private = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, (off_t)page);
    CHECK(shared != MAP_FAILED && private != MAP_FAILED);
    CHECK_MEM(shared, "second", 6);
    private[0] = 'P';
    shared[1] = 'S';
    CHECK_EQ(msync(shared, page, MS_SYNC), 0);
    char text[6];
    CHECK_EQ(pread(fd, text, 6, (off_t)page), 6);
    CHECK_MEM(text, "sScond", 6);
    CHECK_EQ(private[0], 'P');
    CHECK_EQ(msync(shared, page, MS_ASYNC), 0);
    CHECK_FAILS(msync(shared + 1, page, MS_SYNC), EINVAL);
    CHECK_FAILS(msync(shared, page, MS_SYNC | MS_ASYNC), EINVAL);
    pid_t child = fork();
    if (child == 0) {
        shared[2] = 'C';
        private[1] = 'C';
        _exit(0);
    }
    CHECK_EQ(waitpid(child, NULL, 0), child);
    CHECK_EQ(shared[2], 'C');
    CHECK_EQ(private[1], 'e');
}

TEST(moved) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *at = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    strcpy(at, "carried");
    char *larger = mremap(at, page, page * 64, MREMAP_MAYMOVE);
    CHECK(larger != MAP_FAILED);
    CHECK_STR(larger, "carried");
    larger[page * 64 - 1] = 1;
    CHECK_EQ(mremap(larger, page * 64, page * 2, 0), (void *)larger);
    char *place = mmap(NULL, page * 2, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK_EQ(mremap(larger, page * 2, page * 2, MREMAP_MAYMOVE | MREMAP_FIXED, place), (void *)place);
    CHECK_STR(place, "carried");
    CHECK_EQ(faults(larger), 1);
    CHECK_EQ((intptr_t)mremap(place, page, page, 64), -1);
    CHECK_EQ(errno, EINVAL);
}

TEST(locked_and_advised) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *at = mmap(NULL, page * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK_EQ(mlock(at, page), 0);
    unsigned char resident[2];
    CHECK_EQ(mincore(at, page * 2, resident), 0);
    CHECK_EQ(resident[0] & 1, 1);
    CHECK_EQ(munlock(at, page), 0);
    CHECK_EQ(munlockall(), 0);
    at[0] = 1;
    errno = 0;
    CHECK_EQ(posix_madvise(at, page, POSIX_MADV_WILLNEED), 0);
    /* Contents stay, unlike with madvise. */
    CHECK_EQ(posix_madvise(at, page, POSIX_MADV_DONTNEED), 0);
    CHECK_EQ(at[0], 1);
    CHECK_EQ(posix_madvise(at, page, 99), EINVAL);
    CHECK_EQ(errno, 0);
    CHECK_FAILS(madvise(at + 1, page, MADV_NORMAL), EINVAL);
}

TEST(errors) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    CHECK_FAILS(mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), EINVAL);
    CHECK_FAILS(mmap(NULL, page, PROT_READ, MAP_PRIVATE, -1, 0), EBADF);
    CHECK_FAILS(mmap(NULL, page, PROT_READ, MAP_ANONYMOUS, -1, 0), EINVAL);
    CHECK_FAILS(mmap(NULL, (size_t)-1 / 2 + 1, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), ENOMEM);
    int fd = file(page);
    CHECK_FAILS(mmap(NULL, page, PROT_READ, MAP_PRIVATE, fd, 1), EINVAL);
    CHECK_FAILS(munmap((void *)1, page), EINVAL);
    char *at = mmap(NULL, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK_EQ(munmap(at, page), 0);
    CHECK_FAILS(mprotect(at, page, PROT_READ), ENOMEM);
    fd = open("/dev/null", O_RDONLY);
    CHECK_FAILS(mmap(NULL, page, PROT_READ, MAP_PRIVATE, fd, 0), ENODEV);
}

TEST(shared_memory_objects) {
    char name[40] = "/tine-mapping-";
    for (int i = 0, pid = getpid(); pid; pid /= 10, i++)
        name[14 + i] = (char)('0' + pid % 10);
    int fd = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    CHECK(fd >= 0);
    CHECK_EQ(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    CHECK_FAILS(shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
    CHECK_EQ(ftruncate(fd, 4096), 0);
    int other = shm_open(name, O_RDONLY, 0);
    CHECK(other >= 0);
    char *a = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *b = mmap(NULL, 4096, PROT_READ, MAP_SHARED, other, 0);
    strcpy(a, "seen");
    CHECK_STR(b, "seen");
    CHECK_EQ(shm_unlink(name), 0);
    CHECK_FAILS(shm_unlink(name), ENOENT);
    CHECK_FAILS(shm_open(name, O_RDWR, 0), ENOENT);
    CHECK_FAILS(shm_open("/a/b", O_RDWR | O_CREAT, 0600), EINVAL);
    int memory = memfd_create("name", MFD_CLOEXEC);
    CHECK(memory >= 0);
    CHECK_EQ(ftruncate(memory, 10), 0);
}
