/* Asynchronous reads, writes and synchronization. */
#define _GNU_SOURCE
#include "check.h"
#include <aio.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static int temporary(void) {
    char name[] = "/tmp/tine-aio-XXXXXX";
    int fd = mkstemp(name);
    CHECK(fd >= 0);
    CHECK_EQ(unlink(name), 0);
    return fd;
}

static void wait_for(struct aiocb *request) {
    const struct aiocb *list[] = {request};
    while (aio_error(request) == EINPROGRESS)
        CHECK(aio_suspend(list, 1, NULL) == 0 || errno == EINTR);
}

TEST(write_and_read) {
    int fd = temporary();
    struct aiocb request = {.aio_fildes = fd, .aio_buf = "0123456789", .aio_nbytes = 10, .aio_offset = 5};
    CHECK_EQ(aio_write(&request), 0);
    wait_for(&request);
    CHECK_EQ(aio_error(&request), 0);
    CHECK_EQ(aio_return(&request), 10);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 0);
    CHECK_EQ(lseek(fd, 0, SEEK_END), 15);
    char got[32] = {0};
    struct aiocb back = {.aio_fildes = fd, .aio_buf = got, .aio_nbytes = sizeof got, .aio_offset = 7};
    CHECK_EQ(aio_read(&back), 0);
    wait_for(&back);
    CHECK_EQ(aio_return(&back), 8);
    CHECK_STR(got, "23456789");
    back.aio_offset = 100;
    CHECK_EQ(aio_read(&back), 0);
    wait_for(&back);
    CHECK_EQ(aio_error(&back), 0);
    CHECK_EQ(aio_return(&back), 0);
}

TEST(errors) {
    int fd = temporary();
    char byte;
    struct aiocb request = {.aio_fildes = -1, .aio_buf = &byte, .aio_nbytes = 1};
    CHECK_FAILS(aio_read(&request), EBADF);
    CHECK_EQ(aio_error(&request), EBADF);
    CHECK_EQ(aio_return(&request), -1);
    CHECK_FAILS(aio_write(&request), EBADF);
    CHECK_FAILS(aio_fsync(O_SYNC, &request), EBADF);
    CHECK_FAILS(aio_cancel(-1, NULL), EBADF);
    request.aio_fildes = fd;
    CHECK_FAILS(aio_fsync(0, &request), EINVAL);
    CHECK_FAILS(aio_cancel(0, &request), EINVAL);
    CHECK_EQ(aio_cancel(fd, NULL), AIO_ALLDONE);
    request.aio_sigevent.sigev_notify = 77;
    CHECK_FAILS(aio_read(&request), EINVAL);
    request.aio_sigevent.sigev_notify = SIGEV_SIGNAL;
    request.aio_sigevent.sigev_signo = 65;
    CHECK_FAILS(aio_read(&request), EINVAL);
    request.aio_sigevent.sigev_notify = SIGEV_THREAD;
    request.aio_sigevent.sigev_notify_function = NULL;
    CHECK_FAILS(aio_read(&request), EINVAL);
    request.aio_sigevent.sigev_notify = SIGEV_NONE;
    request.aio_offset = -1;
    CHECK_EQ(aio_read(&request), 0);
    wait_for(&request);
    CHECK_EQ(aio_error(&request), EINVAL);
    CHECK_EQ(aio_return(&request), -1);
    request.aio_offset = 0;
    int only = open("/dev/null", O_WRONLY);
    request.aio_fildes = only;
    CHECK_EQ(aio_read(&request), 0);
    wait_for(&request);
    CHECK_EQ(aio_error(&request), EBADF);
    CHECK_FAILS(aio_suspend(NULL, -1, NULL), EINVAL);
    CHECK_FAILS(lio_listio(LIO_WAIT, NULL, -1, NULL), EINVAL);
    CHECK_FAILS(lio_listio(7, NULL, 0, NULL), EINVAL);
    struct sigevent bad = {.sigev_notify = 77};
    CHECK_FAILS(lio_listio(LIO_NOWAIT, NULL, 0, &bad), EINVAL);
}

TEST(appended_in_order) {
    int fd = temporary();
    CHECK_EQ(fcntl(fd, F_SETFL, O_APPEND), 0);
    enum { COUNT = 200 };
    static struct aiocb requests[COUNT + 1];
    static int numbers[COUNT];
    for (int i = 0; i < COUNT; i++) {
        numbers[i] = i;
        requests[i] = (struct aiocb){
            .aio_fildes = fd, .aio_buf = &numbers[i], .aio_nbytes = sizeof(int), .aio_offset = -1};
        CHECK_EQ(aio_write(&requests[i]), 0);
    }
    requests[COUNT].aio_fildes = fd;
    CHECK_EQ(aio_fsync(O_DSYNC, &requests[COUNT]), 0);
    wait_for(&requests[COUNT]);
    CHECK_EQ(aio_return(&requests[COUNT]), 0);
    for (int i = 0; i < COUNT; i++) {
        /* The synchronization came after all of them. */
        CHECK_EQ(aio_error(&requests[i]), 0);
        CHECK_EQ(aio_return(&requests[i]), sizeof(int));
    }
    static int got[COUNT];
    CHECK_EQ(pread(fd, got, sizeof got, 0), sizeof got);
    for (int i = 0; i < COUNT; i++)
        CHECK_EQ(got[i], i);
}

TEST(streams_in_order) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    enum { COUNT = 50 };
    static struct aiocb reads[COUNT], writes[COUNT];
    static char from[COUNT], to[COUNT];
    for (int i = 0; i < COUNT; i++) {
        reads[i] = (struct aiocb){.aio_fildes = ends[0], .aio_buf = &to[i], .aio_nbytes = 1};
        CHECK_EQ(aio_read(&reads[i]), 0);
    }
    CHECK_EQ(aio_error(&reads[0]), EINPROGRESS);
    for (int i = 0; i < COUNT; i++) {
        from[i] = (char)i;
        writes[i] = (struct aiocb){.aio_fildes = ends[1], .aio_buf = &from[i], .aio_nbytes = 1};
        CHECK_EQ(aio_write(&writes[i]), 0);
    }
    for (int i = 0; i < COUNT; i++) {
        wait_for(&reads[i]);
        CHECK_EQ(aio_return(&reads[i]), 1);
    }
    CHECK_MEM(from, to, COUNT);
    struct aiocb last = {.aio_fildes = ends[0], .aio_buf = to, .aio_nbytes = 1};
    for (int i = 0; i < COUNT; i++)
        wait_for(&writes[i]);
    CHECK_EQ(aio_read(&last), 0);
    CHECK_EQ(close(ends[1]), 0);
    wait_for(&last);
    CHECK_EQ(aio_error(&last), 0);
    CHECK_EQ(aio_return(&last), 0);
}

/* A blocked request holds up no other one, in whatever number. */
TEST(blocked_ones_are_apart) {
    enum { COUNT = 40 };
    static int pipes[COUNT][2];
    static struct aiocb reads[COUNT];
    static char bytes[COUNT];
    for (int i = 0; i < COUNT; i++) {
        CHECK_EQ(pipe(pipes[i]), 0);
        reads[i] = (struct aiocb){.aio_fildes = pipes[i][0], .aio_buf = &bytes[i], .aio_nbytes = 1};
        CHECK_EQ(aio_read(&reads[i]), 0);
    }
    struct aiocb write = {.aio_fildes = pipes[COUNT - 1][1], .aio_buf = "x", .aio_nbytes = 1};
    CHECK_EQ(aio_write(&write), 0);
    wait_for(&reads[COUNT - 1]);
    CHECK_EQ(bytes[COUNT - 1], 'x');
    CHECK_EQ(aio_error(&reads[0]), EINPROGRESS);
    const struct aiocb *list[] = {NULL, &reads[0], &reads[1]};
    struct timespec soon = {0, 1000000};
    CHECK_FAILS(aio_suspend(list, 3, &soon), EAGAIN);
    soon.tv_nsec = 1000000000;
    CHECK_FAILS(aio_suspend(list, 3, &soon), EINVAL);
    soon.tv_nsec = 1000000;
    CHECK_FAILS(aio_suspend(list, 1, &soon), EAGAIN);
    for (int i = 0; i < COUNT - 1; i++) {
        CHECK_EQ(aio_cancel(pipes[i][0], NULL), AIO_CANCELED);
        CHECK_EQ(aio_error(&reads[i]), ECANCELED);
        CHECK_EQ(aio_return(&reads[i]), -1);
    }
    CHECK_EQ(aio_cancel(pipes[0][0], &reads[0]), AIO_ALLDONE);
}

TEST(both_ways_on_one_socket) {
    int ends[2];
    CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    char byte = 0;
    struct aiocb read_ = {.aio_fildes = ends[0], .aio_buf = &byte, .aio_nbytes = 1};
    struct aiocb write_ = {.aio_fildes = ends[0], .aio_buf = "w", .aio_nbytes = 1};
    CHECK_EQ(aio_read(&read_), 0);
    CHECK_EQ(aio_write(&write_), 0);
    wait_for(&write_);
    char got;
    CHECK_EQ(read(ends[1], &got, 1), 1);
    CHECK_EQ(got, 'w');
    CHECK_EQ(write(ends[1], "r", 1), 1);
    wait_for(&read_);
    CHECK_EQ(byte, 'r');
}

TEST(cancel) {
    int ends[2];
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
    /* The second one waits for the first. */
    CHECK_EQ(aio_cancel(ends[0], &requests[1]), AIO_CANCELED);
    CHECK_EQ(aio_error(&requests[1]), ECANCELED);
    CHECK_EQ(aio_error(&requests[0]), EINPROGRESS);
    CHECK_EQ(aio_cancel(ends[0], &requests[0]), AIO_CANCELED);
    CHECK_EQ(aio_error(&requests[0]), ECANCELED);
    CHECK_EQ(aio_error(&requests[2]), EINPROGRESS);
    CHECK_EQ(write(ends[1], "x", 1), 1);
    wait_for(&requests[2]);
    CHECK_EQ(aio_return(&requests[2]), 1);
    CHECK_EQ(bytes[2], 'x');
    CHECK_EQ(aio_cancel(ends[0], NULL), AIO_ALLDONE);
    /* A thread that ended a call serves others. */
    for (int i = 0; i < 100; i++) {
        CHECK_EQ(aio_read(&requests[0]), 0);
        CHECK_EQ(aio_cancel(ends[0], i % 2 ? NULL : &requests[0]), AIO_CANCELED);
        CHECK_EQ(aio_error(&requests[0]), ECANCELED);
    }
    CHECK_EQ(write(ends[1], "y", 1), 1);
    CHECK_EQ(aio_read(&requests[0]), 0);
    wait_for(&requests[0]);
    CHECK_EQ(bytes[0], 'y');
}

TEST(close_cancels) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    char byte;
    struct aiocb requests[2];
    memset(requests, 0, sizeof requests);
    for (int i = 0; i < 2; i++) {
        requests[i].aio_fildes = ends[0];
        requests[i].aio_buf = &byte;
        requests[i].aio_nbytes = 1;
        CHECK_EQ(aio_read(&requests[i]), 0);
    }
    CHECK_EQ(close(ends[0]), 0);
    CHECK_EQ(aio_error(&requests[0]), ECANCELED);
    CHECK_EQ(aio_error(&requests[1]), ECANCELED);
}

static void nothing(int signal) {
    (void)signal;
}

TEST(suspend_is_interrupted) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    char byte;
    struct aiocb request = {.aio_fildes = ends[0], .aio_buf = &byte, .aio_nbytes = 1};
    CHECK_EQ(aio_read(&request), 0);
    struct sigaction action = {.sa_handler = nothing};
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    CHECK_EQ(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
    struct itimerspec often = {.it_value.tv_nsec = 1000000, .it_interval.tv_nsec = 1000000};
    CHECK_EQ(timer_settime(timer, 0, &often, NULL), 0);
    const struct aiocb *list[] = {&request};
    CHECK_FAILS(aio_suspend(list, 1, NULL), EINTR);
    struct aiocb *again[] = {&(struct aiocb){.aio_fildes = ends[0], .aio_buf = &byte, .aio_nbytes = 1}};
    CHECK_FAILS(lio_listio(LIO_WAIT, again, 1, NULL), EINTR);
    CHECK_EQ(timer_delete(timer), 0);
    CHECK_EQ(aio_cancel(ends[0], NULL), AIO_CANCELED);
}

static void *suspended(void *request) {
    const struct aiocb *list[] = {request};
    aio_suspend(list, 1, NULL);
    return NULL;
}

TEST(suspend_is_a_cancellation_point) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    char byte;
    struct aiocb request = {.aio_fildes = ends[0], .aio_buf = &byte, .aio_nbytes = 1};
    CHECK_EQ(aio_read(&request), 0);
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, suspended, &request), 0);
    CHECK_EQ(pthread_cancel(thread), 0);
    void *result;
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == PTHREAD_CANCELED);
    CHECK_EQ(aio_error(&request), EINPROGRESS);
    CHECK_EQ(aio_cancel(ends[0], &request), AIO_CANCELED);
}

/* Without a thread to be had, nothing is started. */
TEST(no_threads) {
    struct rlimit limit = {1 << 20, 1 << 20};
    int fd = temporary();
    struct aiocb request = {.aio_fildes = fd, .aio_buf = "x", .aio_nbytes = 1};
    CHECK_EQ(setrlimit(RLIMIT_AS, &limit), 0);
    int result = aio_write(&request);
    if (result == 0)
        return; /* emulated: the limit is not enforced */
    CHECK_EQ(errno, EAGAIN);
    CHECK_EQ(aio_error(&request), EAGAIN);
    CHECK_EQ(aio_cancel(fd, NULL), AIO_ALLDONE);
    struct aiocb *list[] = {&request};
    CHECK_FAILS(lio_listio(LIO_WAIT, list, 1, NULL), EAGAIN);
    CHECK_FAILS(lio_listio(LIO_NOWAIT, list, 1, NULL), EAGAIN);
}
