/* Cancellation. */
#define _GNU_SOURCE
#include "../check.h"
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

static int ends[2];
static sem_t semaphore;
static pthread_mutex_t mutex;
static pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
static atomic_int ready, cleaned;
static pthread_t idle_thread;

static void clean(void *argument) {
    (void)argument;
    atomic_fetch_add(&cleaned, 1);
}

static void point_read(void) { char c; (void)!read(ends[0], &c, 1); }
static void point_sem_wait(void) { sem_wait(&semaphore); }
static void point_sem_timedwait(void) { struct timespec far = {1L << 40, 0}; sem_timedwait(&semaphore, &far); }
static void point_pause(void) { pause(); }
static void point_sleep(void) { sleep(1000); }
static void point_nanosleep(void) { struct timespec far = {1000, 0}; nanosleep(&far, NULL); }
static void point_join(void) { pthread_join(idle_thread, NULL); }
static void point_sigtimedwait(void) { sigset_t usr1; struct timespec far = {1000, 0}; sigemptyset(&usr1); sigaddset(&usr1, SIGUSR1); sigtimedwait(&usr1, NULL, &far); }
static void point_sigsuspend(void) { sigset_t none; sigemptyset(&none); sigsuspend(&none); }
static void point_sigwait(void) { sigset_t usr1; int s; sigemptyset(&usr1); sigaddset(&usr1, SIGUSR1); sigwait(&usr1, &s); }
static void point_wait(void) { int status; waitpid(-1, &status, 0); }
static void point_testcancel(void) { for (;;) pthread_testcancel(); }
static void point_sem_wait_ready(void) { for (;;) { sem_post(&semaphore); sem_wait(&semaphore); } }
static void point_cond(void) {
    CHECK_EQ(pthread_mutex_lock(&mutex), 0);
    for (;;)
        pthread_cond_wait(&cond, &mutex);
}
static void point_write_ready(void) {
    int null = open("/dev/null", O_WRONLY);
    for (;;)
        (void)!write(null, "x", 1);
}

static void *run_point(void *argument) {
    void (*point)(void) = *(void (**)(void))argument;
    pthread_cleanup_push(clean, NULL);
    atomic_store(&ready, 1);
    point();
    pthread_cleanup_pop(0);
    return NULL;
}

static void *idle(void *argument) {
    for (;;)
        pause();
    return argument;
}

TEST(points) {
    void (*points[])(void) = {point_read, point_sem_wait, point_sem_timedwait, point_pause, point_sleep,
                              point_nanosleep, point_join, point_sigtimedwait, point_sigsuspend, point_sigwait,
                              point_wait, point_testcancel, point_sem_wait_ready, point_write_ready};
    CHECK_EQ(pipe(ends), 0);
    CHECK_EQ(sem_init(&semaphore, 0, 0), 0);
    CHECK_EQ(pthread_create(&idle_thread, NULL, idle, NULL), 0);
    pid_t child = fork();
    if (child == 0) {
        pause();
        _exit(0);
    }
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        for (int delay = 0; delay < 3; delay++) {
            pthread_t thread;
            void *result;
            atomic_store(&ready, 0);
            atomic_store(&cleaned, 0);
            while (sem_trywait(&semaphore) == 0)
                ;
            CHECK_EQ(pthread_create(&thread, NULL, run_point, &points[i]), 0);
            while (delay && !atomic_load(&ready))
                sched_yield();
            if (delay == 2)
                usleep(3000);
            CHECK_EQ(pthread_cancel(thread), 0);
            CHECK_EQ(pthread_join(thread, &result), 0);
            CHECK(result == PTHREAD_CANCELED);
            if (delay)
                CHECK_EQ(atomic_load(&cleaned), 1);
        }
    kill(child, SIGKILL);
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
}

/* In pthread_cond_wait, cleanup handlers run with the mutex. */
static void unlock(void *argument) {
    (void)argument;
    CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
    atomic_fetch_add(&cleaned, 1);
}
static void *wait_on_cond(void *argument) {
    pthread_cleanup_push(unlock, NULL);
    point_cond();
    pthread_cleanup_pop(0);
    return argument;
}
TEST(cond_wait) {
    pthread_mutexattr_t attr;
    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK), 0);
    CHECK_EQ(pthread_mutex_init(&mutex, &attr), 0);
    for (int i = 0; i < 200; i++) {
        pthread_t thread;
        void *result;
        CHECK_EQ(pthread_create(&thread, NULL, wait_on_cond, NULL), 0);
        for (int j = 0; j < i % 20; j++)
            sched_yield();
        if (i % 3 == 0)
            pthread_cond_signal(&cond);
        CHECK_EQ(pthread_cancel(thread), 0);
        CHECK_EQ(pthread_join(thread, &result), 0);
        CHECK(result == PTHREAD_CANCELED);
        CHECK_EQ(atomic_load(&cleaned), i + 1);
    }
    CHECK_EQ(pthread_cond_destroy(&cond), 0);
}

static void *disabled(void *argument) {
    int old;
    char c;
    CHECK_EQ(pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old), 0);
    CHECK_EQ(old, PTHREAD_CANCEL_ENABLE);
    CHECK_EQ(pthread_setcancelstate(77, &old), EINVAL);
    CHECK_EQ(pthread_setcanceltype(77, &old), EINVAL);
    CHECK_EQ(pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &old), 0);
    CHECK_EQ(old, PTHREAD_CANCEL_DEFERRED);
    atomic_store(&ready, 1);
    CHECK_EQ(read(ends[0], &c, 1), 1);
    CHECK_EQ(read(ends[0], &c, 1), 1);
    pthread_testcancel();
    CHECK_EQ(pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL), 0);
    pthread_testcancel();
    CHECK(0);
    return argument;
}
TEST(disabled_cancellation) {
    pthread_t thread;
    void *result;
    CHECK_EQ(pipe(ends), 0);
    CHECK_EQ(pthread_create(&thread, NULL, disabled, NULL), 0);
    while (!atomic_load(&ready))
        sched_yield();
    CHECK_EQ(write(ends[1], "a", 1), 1);
    usleep(2000);
    CHECK_EQ(pthread_cancel(thread), 0);
    usleep(2000);
    CHECK_EQ(write(ends[1], "b", 1), 1);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == PTHREAD_CANCELED);
}

static void *compute(void *argument) {
    pthread_cleanup_push(clean, NULL);
    CHECK_EQ(pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, NULL), 0);
    atomic_store(&ready, 1);
    for (volatile long i = 0;; i++)
        ;
    pthread_cleanup_pop(0);
    return argument;
}
TEST(asynchronous) {
    for (int i = 0; i < 20; i++) {
        pthread_t thread;
        void *result;
        atomic_store(&ready, 0);
        CHECK_EQ(pthread_create(&thread, NULL, compute, NULL), 0);
        while (!atomic_load(&ready))
            sched_yield();
        CHECK_EQ(pthread_cancel(thread), 0);
        CHECK_EQ(pthread_join(thread, &result), 0);
        CHECK(result == PTHREAD_CANCELED);
        CHECK_EQ(atomic_load(&cleaned), i + 1);
    }
}

/* A byte that was read is never lost: either read returned it, or it is still in the pipe. */
static atomic_long got;
static void *reader(void *argument) {
    char c;
    atomic_store(&ready, 1);
    while (read(ends[0], &c, 1) == 1)
        atomic_fetch_add(&got, 1);
    return argument;
}
TEST(nothing_is_lost) {
    CHECK_EQ(pipe(ends), 0);
    long sent = 0;
    for (int i = 0; i < 300; i++) {
        pthread_t thread;
        atomic_store(&ready, 0);
        CHECK_EQ(pthread_create(&thread, NULL, reader, NULL), 0);
        while (!atomic_load(&ready))
            ;
        CHECK_EQ(write(ends[1], "x", 1), 1);
        sent++;
        CHECK_EQ(pthread_cancel(thread), 0);
        CHECK_EQ(pthread_join(thread, NULL), 0);
    }
    CHECK_EQ(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    char c;
    long left = 0;
    while (read(ends[0], &c, 1) == 1)
        left++;
    CHECK_EQ(atomic_load(&got) + left, sent);
}

static void *cancel_self(void *argument) {
    CHECK_EQ(pthread_cancel(pthread_self()), 0);
    atomic_store(&ready, 1);
    pthread_testcancel();
    return argument;
}
TEST(oneself) {
    pthread_t thread;
    void *result;
    CHECK_EQ(pthread_create(&thread, NULL, cancel_self, NULL), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == PTHREAD_CANCELED);
    CHECK_EQ(atomic_load(&ready), 1);
}

/* A signal handler that runs when the request comes, on top of a cancellation point. */
static void slow_handler(int signal) {
    (void)signal;
    atomic_store(&ready, 2);
    for (volatile int i = 0; i < 3000000; i++)
        ;
}
TEST(request_during_a_handler) {
    struct sigaction action = {.sa_handler = slow_handler, .sa_flags = SA_RESTART};
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    CHECK_EQ(pipe(ends), 0);
    for (int i = 0; i < 5; i++) {
        pthread_t thread;
        void *result;
        atomic_store(&ready, 0);
        CHECK_EQ(pthread_create(&thread, NULL, reader, NULL), 0);
        while (!atomic_load(&ready))
            sched_yield();
        usleep(2000);
        CHECK_EQ(pthread_kill(thread, SIGUSR1), 0);
        while (atomic_load(&ready) != 2)
            sched_yield();
        CHECK_EQ(pthread_cancel(thread), 0);
        CHECK_EQ(pthread_join(thread, &result), 0);
        CHECK(result == PTHREAD_CANCELED);
    }
}

static void *ended(void *argument) { return argument; }
TEST(of_an_ended_thread) {
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, ended, NULL), 0);
    usleep(20000);
    CHECK_EQ(pthread_cancel(thread), 0);
    CHECK_EQ(pthread_kill(thread, SIGUSR1), 0);
    CHECK_EQ(pthread_kill(thread, 0), 0);
    CHECK_EQ(pthread_kill(thread, 99), EINVAL);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}
