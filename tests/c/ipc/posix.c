/* POSIX message queues and shared memory objects. */
#include "check.h"
#include <fcntl.h>
#include <mqueue.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

static char name[32] = "/tine-test-";

static void make_name(void) {
    size_t length = 11;
    for (int pid = getpid(); pid; pid /= 10)
        name[length++] = (char)('0' + pid % 10);
    name[length] = 0;
}

TEST(queue) {
    make_name();
    struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 16}, found;
    mqd_t queue = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attributes);
    if (queue < 0 && errno == ENOSYS)
        return;
    CHECK(queue >= 0);
    CHECK_FAILS(mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attributes), EEXIST);
    CHECK_EQ(mq_getattr(queue, &found), 0);
    CHECK(found.mq_maxmsg == 2 && found.mq_msgsize == 16 && found.mq_curmsgs == 0 && found.mq_flags == 0);
    CHECK_EQ(mq_send(queue, "low", 4, 1), 0);
    CHECK_EQ(mq_send(queue, "high", 5, 9), 0);
    struct timespec past = {1, 0};
    CHECK_FAILS(mq_timedsend(queue, "more", 5, 1, &past), ETIMEDOUT);
    CHECK_FAILS(mq_send(queue, "much too long a message", 24, 1), EMSGSIZE);
    char text[16];
    unsigned priority;
    CHECK_FAILS(mq_receive(queue, text, 15, &priority), EMSGSIZE);
    CHECK_EQ(mq_receive(queue, text, 16, &priority), 5);
    CHECK_STR(text, "high");
    CHECK_EQ(priority, 9);
    CHECK_EQ(mq_timedreceive(queue, text, 16, 0, &past), 4);
    CHECK_STR(text, "low");
    CHECK_FAILS(mq_timedreceive(queue, text, 16, 0, &past), ETIMEDOUT);
    attributes.mq_flags = O_NONBLOCK;
    CHECK_EQ(mq_setattr(queue, &attributes, &found), 0);
    CHECK_EQ(found.mq_flags, 0);
    CHECK_FAILS(mq_receive(queue, text, 16, 0), EAGAIN);
    CHECK_EQ(mq_close(queue), 0);
    CHECK_EQ(mq_unlink(name), 0);
    CHECK_FAILS(mq_unlink(name), ENOENT);
    CHECK_FAILS(mq_open(name, O_RDWR), ENOENT);
    CHECK_FAILS(mq_close(-1), EBADF);
    CHECK_FAILS(mq_open("/a/b", O_RDWR), EACCES);
}

TEST(shared_object) {
    make_name();
    int fd = shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600);
    CHECK(fd >= 0);
    CHECK(fcntl(fd, F_GETFD) & FD_CLOEXEC);
    CHECK_FAILS(shm_open(name, O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
    CHECK_EQ(ftruncate(fd, 4096), 0);
    volatile int *shared = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(shared != MAP_FAILED);
    pid_t child = fork();
    if (child == 0) {
        int again = shm_open(name + 1, O_RDWR, 0);
        volatile int *mine = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0);
        if (mine == MAP_FAILED)
            _exit(1);
        mine[10] = 99;
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK_EQ(status, 0);
    CHECK_EQ(shared[10], 99);
    CHECK_EQ(shm_unlink(name), 0);
    CHECK_FAILS(shm_unlink(name), ENOENT);
    CHECK_FAILS(shm_open(name, O_RDWR, 0), ENOENT);
}

TEST(bad_names) {
    char longest[300];
    memset(longest, 'x', sizeof longest);
    longest[256] = 0;
    CHECK_FAILS(shm_open(longest, O_RDWR, 0), ENAMETOOLONG);
    longest[255] = 0;
    CHECK_FAILS(shm_open(longest, O_RDWR, 0), ENOENT);
    CHECK_FAILS(shm_open("", O_RDWR, 0), EINVAL);
    CHECK_FAILS(shm_open("///", O_RDWR, 0), EINVAL);
    CHECK_FAILS(shm_open("/..", O_RDWR, 0), EINVAL);
    CHECK_FAILS(shm_open("/.", O_RDWR, 0), EINVAL);
    CHECK_FAILS(shm_unlink("/a/b"), EINVAL);
}
