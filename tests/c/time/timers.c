/* POSIX timers. */
#define _GNU_SOURCE
#include "check.h"
#include "../emulated.h"
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static const struct itimerspec soon = {.it_value.tv_nsec = 1000000};
static sem_t called;
static union sigval got;
static int blocked;

static void wait_called(void) {
    while (sem_wait(&called) != 0)
        ;
}

static void function(union sigval value) {
    sigset_t set;
    pthread_sigmask(SIG_BLOCK, NULL, &set);
    blocked = sigismember(&set, SIGUSR1);
    got = value;
    sem_post(&called);
    pthread_exit(NULL);
}

TEST(none) {
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_NONE};
    CHECK_EQ(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
    struct itimerspec set = {.it_value.tv_sec = 1000, .it_interval.tv_sec = 7}, left, old;
    CHECK_EQ(timer_settime(timer, 0, &set, NULL), 0);
    CHECK_EQ(timer_gettime(timer, &left), 0);
    CHECK(left.it_value.tv_sec == 999 || left.it_value.tv_sec == 1000);
    CHECK_EQ(left.it_interval.tv_sec, 7);
    CHECK_EQ(timer_settime(timer, 0, &(struct itimerspec){0}, &old), 0);
    CHECK_EQ(old.it_interval.tv_sec, 7);
    CHECK_EQ(timer_gettime(timer, &left), 0);
    CHECK_EQ(left.it_value.tv_sec, 0);
    CHECK_EQ(timer_getoverrun(timer), 0);
    CHECK_FAILS(timer_settime(timer, 0, &(struct itimerspec){.it_value.tv_nsec = 1000000000}, NULL), EINVAL);
    CHECK_EQ(timer_delete(timer), 0);
}

TEST(by_signal) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    sigaddset(&set, SIGALRM);
    sigprocmask(SIG_BLOCK, &set, NULL);
    timer_t timer, plain;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN, .sigev_value.sival_ptr = &timer};
    CHECK_EQ(timer_create(CLOCK_REALTIME, &event, &timer), 0);
    CHECK_EQ(timer_settime(timer, TIMER_ABSTIME, &(struct itimerspec){.it_value.tv_sec = 1}, NULL), 0);
    siginfo_t info;
    CHECK_EQ(sigwaitinfo(&set, &info), SIGRTMIN);
    CHECK_EQ(info.si_code, SI_TIMER);
    CHECK_EQ(info.si_value.sival_ptr, (void *)&timer);
    CHECK_EQ(timer_create(CLOCK_REALTIME, NULL, &plain), 0);
    CHECK_EQ(timer_settime(plain, 0, &soon, NULL), 0);
    CHECK_EQ(sigwaitinfo(&set, &info), SIGALRM);
    CHECK_EQ(timer_delete(plain), 0);
    /* It expires often while nobody takes the signal. */
    struct itimerspec fast = {.it_value.tv_nsec = 1000, .it_interval.tv_nsec = 100000};
    CHECK_EQ(timer_settime(timer, 0, &fast, NULL), 0);
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    CHECK_EQ(sigwaitinfo(&set, &info), SIGRTMIN);
    CHECK(timer_getoverrun(timer) > 0);
    CHECK_EQ(timer_delete(timer), 0);
}

TEST(thread_id) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR2};
    event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
    CHECK_EQ(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
    CHECK_EQ(timer_settime(timer, 0, &soon, NULL), 0);
    int signal;
    CHECK_EQ(sigwait(&set, &signal), 0);
    CHECK_EQ(timer_delete(timer), 0);
}

TEST(errors) {
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = 1000};
    CHECK_FAILS(timer_create(CLOCK_MONOTONIC, &event, &timer), EINVAL);
    event = (struct sigevent){.sigev_notify = 77};
    CHECK_FAILS(timer_create(CLOCK_MONOTONIC, &event, &timer), EINVAL);
    event = (struct sigevent){.sigev_notify = SIGEV_THREAD};
    event.sigev_notify_function = function;
    CHECK_FAILS(timer_create(12345, &event, &timer), EINVAL);
    CHECK_FAILS(timer_create(12345, NULL, &timer), EINVAL);
}

TEST(by_thread) {
    sem_init(&called, 0, 0);
    timer_t timer;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 128 << 10);
    struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_value.sival_ptr = &timer};
    event.sigev_notify_function = function;
    event.sigev_notify_attributes = &attributes;
    CHECK_EQ(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
    pthread_attr_destroy(&attributes);
    /* A function that ends its thread does not end the timer. */
    struct itimerspec periodic = {.it_value.tv_nsec = 1000000, .it_interval.tv_nsec = 1000000};
    CHECK_EQ(timer_settime(timer, 0, &periodic, NULL), 0);
    for (int i = 0; i < 5; i++)
        wait_called();
    CHECK_EQ(got.sival_ptr, (void *)&timer);
    CHECK_EQ(blocked, 1);
    CHECK(timer_getoverrun(timer) >= 0);
    CHECK_EQ(timer_delete(timer), 0);
    for (int i = 0; i < 200; i++) {
        CHECK_EQ(timer_create(i % 2 ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &event, &timer), 0);
        CHECK_EQ(timer_delete(timer), 0);
    }
}

TEST(caller_cpu_time) {
    sem_init(&called, 0, 0);
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_THREAD};
    event.sigev_notify_function = function;
    CHECK_EQ(timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &timer), 0);
    CHECK_EQ(timer_settime(timer, 0, &soon, NULL), 0);
    while (sem_trywait(&called) != 0)
        ;
    CHECK_EQ(timer_delete(timer), 0);
}

TEST(child) {
    sem_init(&called, 0, 0);
    timer_t timer, mine;
    struct sigevent event = {.sigev_notify = SIGEV_THREAD};
    event.sigev_notify_function = function;
    CHECK_EQ(timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct itimerspec left;
        if (timer_gettime(timer, &left) != -1 || errno != EINVAL || timer_delete(timer) != -1)
            _exit(1);
        if (emulated())
            _exit(0);
        if (timer_create(CLOCK_MONOTONIC, &event, &mine) || timer_settime(mine, 0, &soon, NULL))
            _exit(2);
        wait_called();
        _exit(timer_delete(mine) ? 3 : 0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
    CHECK_EQ(timer_settime(timer, 0, &soon, NULL), 0);
    wait_called();
    CHECK_EQ(timer_delete(timer), 0);
}
