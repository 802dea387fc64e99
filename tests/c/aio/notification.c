/* How asynchronous requests, and lists of them, say that they are done. */
#define _GNU_SOURCE
#include "check.h"
#include <aio.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static int zero_file(void) {
    int fd = open("/dev/zero", O_RDWR);
    CHECK(fd >= 0);
    return fd;
}

static void block(int signal) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, signal);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
}

static siginfo_t take(int signal) {
    sigset_t set;
    siginfo_t info;
    sigemptyset(&set);
    sigaddset(&set, signal);
    while (sigwaitinfo(&set, &info) < 0)
        CHECK_EQ(errno, EINTR);
    return info;
}

TEST(by_signal) {
    char byte = 1;
    block(SIGRTMIN + 3);
    struct aiocb request = {.aio_fildes = zero_file(), .aio_buf = &byte, .aio_nbytes = 1};
    request.aio_sigevent.sigev_notify = SIGEV_SIGNAL;
    request.aio_sigevent.sigev_signo = SIGRTMIN + 3;
    request.aio_sigevent.sigev_value.sival_ptr = &request;
    CHECK_EQ(aio_read(&request), 0);
    siginfo_t info = take(SIGRTMIN + 3);
    CHECK_EQ(info.si_code, SI_ASYNCIO);
    CHECK(info.si_value.sival_ptr == &request);
    CHECK_EQ(info.si_pid, getpid());
    CHECK_EQ(aio_error(&request), 0);
    CHECK_EQ(byte, 0);
    request.aio_sigevent.sigev_notify = SIGEV_THREAD_ID;
    request.aio_sigevent.sigev_notify_thread_id = (int)syscall(SYS_gettid);
    CHECK_EQ(aio_read(&request), 0);
    CHECK_EQ(take(SIGRTMIN + 3).si_code, SI_ASYNCIO);
}

static sem_t called;
static union sigval value;
static pthread_t caller;
static int blocked;

static void function(union sigval got) {
    sigset_t set;
    pthread_sigmask(SIG_BLOCK, NULL, &set);
    blocked = sigismember(&set, SIGUSR1);
    value = got;
    caller = pthread_self();
    sem_post(&called);
}

static void wait_called(void) {
    while (sem_wait(&called) != 0)
        ;
}

TEST(by_thread) {
    char byte;
    struct aiocb request = {.aio_fildes = zero_file(), .aio_buf = &byte, .aio_nbytes = 1};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    request.aio_sigevent.sigev_notify = SIGEV_THREAD;
    request.aio_sigevent.sigev_notify_function = function;
    request.aio_sigevent.sigev_notify_attributes = &attributes;
    request.aio_sigevent.sigev_value.sival_int = 42;
    CHECK_EQ(aio_read(&request), 0);
    pthread_attr_destroy(&attributes);
    wait_called();
    CHECK_EQ(value.sival_int, 42);
    CHECK_EQ(aio_error(&request), 0);
    CHECK_EQ(aio_return(&request), 1);
    CHECK(!pthread_equal(caller, pthread_self()));
    CHECK_EQ(blocked, 1);
}

/* Cancelled requests notify, too, those that ran and those that had not begun. */
TEST(of_cancelled) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    char byte;
    struct aiocb requests[3];
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 3; i++) {
            memset(&requests[i], 0, sizeof requests[i]);
            requests[i].aio_fildes = ends[0];
            requests[i].aio_buf = &byte;
            requests[i].aio_nbytes = 1;
            requests[i].aio_sigevent.sigev_notify = SIGEV_THREAD;
            requests[i].aio_sigevent.sigev_notify_function = function;
            requests[i].aio_sigevent.sigev_value.sival_int = i;
            CHECK_EQ(aio_read(&requests[i]), 0);
        }
        CHECK_EQ(aio_cancel(ends[0], &requests[1]), AIO_CANCELED);
        wait_called();
        CHECK_EQ(value.sival_int, 1);
        if (round % 2)
            CHECK_EQ(aio_cancel(ends[0], NULL), AIO_CANCELED);
        else {
            int copy = dup(ends[0]);
            CHECK_EQ(close(ends[0]), 0);
            CHECK_EQ(dup2(copy, ends[0]), ends[0]);
            CHECK_EQ(close(copy), 0);
        }
        wait_called();
        wait_called();
        for (int i = 0; i < 3; i++)
            CHECK_EQ(aio_error(&requests[i]), ECANCELED);
    }
}

TEST(list_waited_for) {
    int fd = zero_file();
    char bytes[3] = {1, 1, 1};
    struct aiocb requests[3];
    memset(requests, 0, sizeof requests);
    struct aiocb *list[4] = {&requests[0], NULL, &requests[1], &requests[2]};
    for (int i = 0; i < 3; i++) {
        requests[i].aio_fildes = fd;
        requests[i].aio_buf = &bytes[i];
        requests[i].aio_nbytes = 1;
        requests[i].aio_lio_opcode = LIO_READ;
    }
    requests[1].aio_lio_opcode = LIO_NOP;
    CHECK_EQ(lio_listio(LIO_WAIT, list, 4, NULL), 0);
    CHECK(bytes[0] == 0 && bytes[1] == 1 && bytes[2] == 0);
    requests[1].aio_lio_opcode = LIO_WRITE;
    requests[1].aio_fildes = -1;
    bytes[0] = bytes[2] = 1;
    CHECK_FAILS(lio_listio(LIO_WAIT, list, 4, NULL), EIO);
    CHECK_EQ(aio_error(&requests[1]), EBADF);
    CHECK(bytes[0] == 0 && bytes[2] == 0);
    requests[1].aio_fildes = fd;
    requests[1].aio_lio_opcode = 9;
    CHECK_FAILS(lio_listio(LIO_WAIT, list, 4, NULL), EIO);
    CHECK_EQ(aio_error(&requests[1]), EINVAL);
    CHECK_EQ(lio_listio(LIO_WAIT, list, 0, NULL), 0);
}

TEST(list_that_tells) {
    enum { COUNT = 30 };
    block(SIGUSR1);
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    static char bytes[COUNT + 1];
    static struct aiocb requests[COUNT + 1], *list[COUNT + 1];
    int zero = zero_file();
    for (int i = 0; i < COUNT + 1; i++) {
        requests[i].aio_fildes = i == COUNT ? ends[0] : zero;
        requests[i].aio_buf = &bytes[i];
        requests[i].aio_nbytes = 1;
        requests[i].aio_lio_opcode = LIO_READ;
        list[i] = &requests[i];
    }
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    event.sigev_value.sival_int = 5;
    CHECK_EQ(lio_listio(LIO_NOWAIT, list, COUNT + 1, &event), 0);
    const struct aiocb *last[] = {&requests[0]};
    while (aio_error(&requests[0]) == EINPROGRESS)
        CHECK_EQ(aio_suspend(last, 1, NULL), 0);
    sigset_t pending;
    CHECK_EQ(sigpending(&pending), 0);
    CHECK_EQ(sigismember(&pending, SIGUSR1), 0);
    CHECK_EQ(write(ends[1], "x", 1), 1);
    siginfo_t info = take(SIGUSR1);
    CHECK_EQ(info.si_value.sival_int, 5);
    for (int i = 0; i < COUNT + 1; i++)
        CHECK_EQ(aio_error(&requests[i]), 0);
    /* Nothing in it, or nothing that could be started. */
    CHECK_EQ(lio_listio(LIO_NOWAIT, list, 0, &event), 0);
    CHECK_EQ(take(SIGUSR1).si_value.sival_int, 5);
    requests[0].aio_fildes = -1;
    CHECK_FAILS(lio_listio(LIO_NOWAIT, list, 1, &event), EIO);
    CHECK_EQ(take(SIGUSR1).si_value.sival_int, 5);
    /* Cancelled ones are done, too. */
    CHECK_EQ(lio_listio(LIO_NOWAIT, &list[COUNT], 1, &event), 0);
    CHECK_EQ(aio_cancel(ends[0], NULL), AIO_CANCELED);
    CHECK_EQ(take(SIGUSR1).si_value.sival_int, 5);
    struct sigevent by_thread = {.sigev_notify = SIGEV_THREAD};
    by_thread.sigev_notify_function = function;
    by_thread.sigev_value.sival_int = 6;
    requests[0].aio_fildes = zero;
    CHECK_EQ(lio_listio(LIO_NOWAIT, list, COUNT, &by_thread), 0);
    wait_called();
    CHECK_EQ(value.sival_int, 6);
    CHECK_EQ(lio_listio(LIO_NOWAIT, list, COUNT, NULL), 0);
    for (int i = 0; i < COUNT; i++) {
        last[0] = &requests[i];
        while (aio_error(&requests[i]) == EINPROGRESS)
            CHECK_EQ(aio_suspend(last, 1, NULL), 0);
    }
}
