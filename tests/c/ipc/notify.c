/* Notification of message queues. */
#define _GNU_SOURCE
#include "check.h"
#include "../emulated.h"
#include <dirent.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

/* A queue without a name; -1 if this system has none. */
static mqd_t make_queue(void) {
    char name[] = "/tine-notify-XXXXXX";
    int pid = getpid();
    for (size_t i = 13; name[i]; i++, pid /= 10)
        name[i] = (char)('0' + pid % 10);
    struct mq_attr attributes = {.mq_maxmsg = 2, .mq_msgsize = 16};
    mqd_t queue = emulated() ? -1 : mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attributes);
    if (queue < 0) {
        CHECK(emulated() || errno == ENOSYS);
        return -1;
    }
    CHECK_EQ(mq_unlink(name), 0);
    return queue;
}

static void send_and_receive(mqd_t queue) {
    char text[16];
    CHECK_EQ(mq_send(queue, "m", 1, 0), 0);
    CHECK_EQ(mq_receive(queue, text, sizeof text, NULL), 1);
}

static int descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

TEST(by_signal) {
    mqd_t queue = make_queue();
    if (queue < 0)
        return;
    sigset_t set;
    siginfo_t info;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1, .sigev_value.sival_int = 9};
    CHECK_EQ(mq_notify(queue, &event), 0);
    CHECK_FAILS(mq_notify(queue, &event), EBUSY);
    send_and_receive(queue);
    CHECK_EQ(sigwaitinfo(&set, &info), SIGUSR1);
    CHECK_EQ(info.si_code, SI_MESGQ);
    CHECK_EQ(info.si_value.sival_int, 9);
    /* Once only. */
    send_and_receive(queue);
    sigset_t pending;
    CHECK_EQ(sigpending(&pending), 0);
    CHECK_EQ(sigismember(&pending, SIGUSR1), 0);
    event.sigev_signo = 65;
    CHECK_FAILS(mq_notify(queue, &event), EINVAL);
    event.sigev_notify = 77;
    CHECK_FAILS(mq_notify(queue, &event), EINVAL);
    event.sigev_notify = SIGEV_NONE;
    CHECK_EQ(mq_notify(queue, &event), 0);
    CHECK_FAILS(mq_notify(queue, &event), EBUSY);
    CHECK_EQ(mq_notify(queue, NULL), 0);
    CHECK_EQ(mq_notify(queue, &event), 0);
    CHECK_FAILS(mq_notify(-1, &event), EBADF);
}

static sem_t called;
static int value, blocked;
static mqd_t renewed = -1;

static void function(union sigval got) {
    sigset_t set;
    pthread_sigmask(SIG_BLOCK, NULL, &set);
    blocked = sigismember(&set, SIGUSR1);
    value = got.sival_int;
    if (renewed >= 0) {
        struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_value.sival_int = value + 1};
        event.sigev_notify_function = function;
        CHECK_EQ(mq_notify(renewed, &event), 0);
    }
    sem_post(&called);
    pthread_exit(NULL);
}

static void wait_called(void) {
    while (sem_wait(&called) != 0)
        ;
}

TEST(by_thread) {
    mqd_t queue = make_queue();
    if (queue < 0)
        return;
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_value.sival_int = 1};
    CHECK_FAILS(mq_notify(queue, &event), EINVAL);
    event.sigev_notify_function = function;
    CHECK_FAILS(mq_notify(-1, &event), EBADF);
    int before = descriptors();
    CHECK_EQ(mq_notify(queue, &event), 0);
    CHECK_FAILS(mq_notify(queue, &event), EBUSY);
    send_and_receive(queue);
    wait_called();
    CHECK_EQ(value, 1);
    CHECK_EQ(blocked, 1);
    CHECK_EQ(descriptors(), before);
    /* The function asks again. */
    renewed = queue;
    CHECK_EQ(mq_notify(queue, &event), 0);
    for (int i = 1; i <= 20; i++) {
        send_and_receive(queue);
        wait_called();
        CHECK_EQ(value, i);
    }
    CHECK_EQ(mq_notify(queue, NULL), 0);
    send_and_receive(queue);
    CHECK(sem_trywait(&called) != 0 && errno == EAGAIN);
    /* The thread that waited in vain goes, and its socket with it. */
    while (descriptors() != before)
        sched_yield();
    CHECK_EQ(mq_notify(queue, &event), 0);
    CHECK_EQ(mq_close(queue), 0);
    while (descriptors() != before - 1)
        sched_yield();
}

TEST(fork_keeps_it_in_the_parent) {
    mqd_t queue = make_queue();
    if (queue < 0)
        return;
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_value.sival_int = 3};
    event.sigev_notify_function = function;
    int before = descriptors();
    CHECK_EQ(mq_notify(queue, &event), 0);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        CHECK_EQ(descriptors(), before);
        CHECK_FAILS(mq_notify(queue, &event), EBUSY);
        CHECK_EQ(mq_notify(queue, NULL), 0);
        CHECK_EQ(mq_close(queue), 0);
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK_EQ(status, 0);
    send_and_receive(queue);
    wait_called();
    CHECK_EQ(value, 3);
    child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        event.sigev_value.sival_int = 4;
        CHECK_EQ(mq_notify(queue, &event), 0);
        send_and_receive(queue);
        wait_called();
        CHECK_EQ(value, 4);
        _exit(0);
    }
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK_EQ(status, 0);
}
