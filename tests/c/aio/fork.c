/* Asynchronous input and output in a forked child: its parent's requests are not its own. */
#define _GNU_SOURCE
#include "check.h"
#include "../emulated.h"
#include <aio.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

static void wait_child(pid_t child) {
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK_EQ(status, 0);
}

static void read_one(int fd) {
    char byte = 1;
    struct aiocb request = {.aio_fildes = fd, .aio_buf = &byte, .aio_nbytes = 1};
    CHECK_EQ(aio_read(&request), 0);
    const struct aiocb *list[] = {&request};
    while (aio_error(&request) == EINPROGRESS)
        CHECK_EQ(aio_suspend(list, 1, NULL), 0);
    CHECK_EQ(aio_return(&request), 1);
    CHECK_EQ(byte, 0);
}

TEST(requests_stay_in_the_parent) {
    if (emulated())
        return;
    int ends[2], zero = open("/dev/zero", O_RDONLY);
    CHECK_EQ(pipe(ends), 0);
    char bytes[3];
    struct aiocb requests[3];
    memset(requests, 0, sizeof requests);
    for (int i = 0; i < 3; i++) {
        requests[i].aio_fildes = ends[0];
        requests[i].aio_buf = &bytes[i];
        requests[i].aio_nbytes = 1;
        CHECK_EQ(aio_read(&requests[i]), 0);
    }
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        for (int i = 0; i < 3; i++) {
            CHECK_EQ(aio_error(&requests[i]), ECANCELED);
            CHECK_EQ(aio_return(&requests[i]), -1);
        }
        const struct aiocb *list[] = {&requests[0]};
        CHECK_EQ(aio_suspend(list, 1, NULL), 0);
        CHECK_EQ(aio_cancel(ends[0], NULL), AIO_ALLDONE);
        read_one(zero);
        /* The block can be used again. */
        CHECK_EQ(aio_read(&requests[0]), 0);
        CHECK_EQ(aio_error(&requests[0]), EINPROGRESS);
        CHECK_EQ(close(ends[0]), 0);
        CHECK_EQ(aio_error(&requests[0]), ECANCELED);
        _exit(0);
    }
    wait_child(child);
    CHECK_EQ(aio_error(&requests[0]), EINPROGRESS);
    CHECK_EQ(write(ends[1], "abc", 3), 3);
    for (int i = 0; i < 3; i++) {
        const struct aiocb *list[] = {&requests[i]};
        while (aio_error(&requests[i]) == EINPROGRESS)
            CHECK_EQ(aio_suspend(list, 1, NULL), 0);
        CHECK_EQ(bytes[i], "abc"[i]);
    }
}

/* `_Fork`'s child, and one that shares memory, may close what the parent reads. */
TEST(close_in_a_raw_child) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    char byte;
    struct aiocb request = {.aio_fildes = ends[0], .aio_buf = &byte, .aio_nbytes = 1};
    CHECK_EQ(aio_read(&request), 0);
    pid_t child = vfork();
    CHECK(child >= 0);
    if (child == 0) {
        close(ends[0]);
        _exit(0);
    }
    wait_child(child);
    CHECK_EQ(aio_error(&request), EINPROGRESS);
    CHECK_EQ(aio_cancel(ends[0], NULL), AIO_CANCELED);
}

static int zero;
static volatile int stop;

static void *reads(void *unused) {
    (void)unused;
    while (!stop)
        read_one(zero);
    return NULL;
}

TEST(while_busy) {
    if (emulated())
        return;
    zero = open("/dev/zero", O_RDONLY);
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, reads, NULL), 0);
    for (int i = 0; i < 100; i++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            read_one(zero);
            CHECK_EQ(close(zero), 0);
            _exit(0);
        }
        wait_child(child);
    }
    stop = 1;
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
}

/* `close` may be called by a handler, whatever it interrupts. */
static int copies;

static void closes(int signal) {
    (void)signal;
    int error = errno;
    int fd = dup(zero);
    if (fd >= 0 && close(fd) == 0)
        copies++;
    errno = error;
}

TEST(close_in_a_handler) {
    zero = open("/dev/zero", O_RDONLY);
    struct sigaction action = {.sa_handler = closes, .sa_flags = SA_RESTART};
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, reads, NULL), 0);
    for (int i = 0; i < 2000; i++)
        CHECK_EQ(pthread_kill(thread, SIGUSR1), 0);
    stop = 1;
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK(copies > 0);
}
