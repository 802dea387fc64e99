/* Mutexes of every type, robustness and protocol. */
#define _GNU_SOURCE
#include "../check.h"
#include "../emulated.h"
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

static const struct timespec past = {1, 0}, before_the_epoch = {-5, 0}, invalid = {0, 1000000000};

static struct timespec soon(clockid_t clock, long milliseconds) {
    struct timespec time;
    clock_gettime(clock, &time);
    time.tv_nsec += milliseconds * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

static long counter;
static void *add(void *argument) {
    for (int i = 0; i < 20000; i++) {
        int e = pthread_mutex_lock(argument);
        CHECK_EQ(e, 0);
        counter++;
        CHECK_EQ(pthread_mutex_unlock(argument), 0);
    }
    return NULL;
}

static void exclude(pthread_mutex_t *mutex) {
    pthread_t threads[4];
    counter = 0;
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, add, mutex), 0);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    CHECK_EQ(counter, 80000);
    CHECK_EQ(pthread_mutex_destroy(mutex), 0);
}

static int make(pthread_mutex_t *mutex, int type, int shared, int robust, int protocol) {
    pthread_mutexattr_t attr;
    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_settype(&attr, type), 0);
    CHECK_EQ(pthread_mutexattr_setpshared(&attr, shared), 0);
    CHECK_EQ(pthread_mutexattr_setprotocol(&attr, protocol), 0);
    int e = pthread_mutexattr_setrobust(&attr, robust);
    if (e)
        return e;
    CHECK_EQ(pthread_mutex_init(mutex, &attr), 0);
    CHECK_EQ(pthread_mutexattr_destroy(&attr), 0);
    return 0;
}

TEST(exclusion_static) {
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    CHECK_EQ(sizeof mutex, 40);
    exclude(&mutex);
}

TEST(exclusion_of_all_kinds) {
    pthread_mutex_t mutex;
    for (int type = 0; type < 3; type++)
        for (int shared = 0; shared < 2; shared++)
            for (int robust = 0; robust < 2; robust++)
                for (int protocol = 0; protocol < 2; protocol++)
                    if (make(&mutex, type, shared, robust, protocol) == 0)
                        exclude(&mutex);
}

static void *try_elsewhere(void *argument) { return (void *)(intptr_t)pthread_mutex_trylock(argument); }
static void *unlock_elsewhere(void *argument) { return (void *)(intptr_t)pthread_mutex_unlock(argument); }
static void *timed_elsewhere(void *argument) { return (void *)(intptr_t)pthread_mutex_timedlock(argument, &past); }
static void *epoch_elsewhere(void *argument) {
    return (void *)(intptr_t)pthread_mutex_timedlock(argument, &before_the_epoch);
}
static void *invalid_elsewhere(void *argument) {
    return (void *)(intptr_t)pthread_mutex_timedlock(argument, &invalid);
}
static void *soon_elsewhere(void *argument) {
    struct timespec time = soon(CLOCK_REALTIME, 20);
    return (void *)(intptr_t)pthread_mutex_timedlock(argument, &time);
}
static void *monotonic_elsewhere(void *argument) {
    struct timespec time = soon(CLOCK_MONOTONIC, 20);
    return (void *)(intptr_t)pthread_mutex_clocklock(argument, CLOCK_MONOTONIC, &time);
}

static int elsewhere(void *(*what)(void *), pthread_mutex_t *mutex) {
    pthread_t thread;
    void *result;
    CHECK_EQ(pthread_create(&thread, NULL, what, mutex), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    return (int)(intptr_t)result;
}

TEST(errors_of_all_kinds) {
    pthread_mutex_t mutex;
    for (int type = 0; type < 3; type++)
        for (int shared = 0; shared < 2; shared++)
            for (int robust = 0; robust < 2; robust++)
                for (int protocol = 0; protocol < 2; protocol++) {
                    if (make(&mutex, type, shared, robust, protocol))
                        continue;
                    CHECK_EQ(pthread_mutex_timedlock(&mutex, &invalid), 0);
                    CHECK_EQ(elsewhere(try_elsewhere, &mutex), EBUSY);
                    CHECK_EQ(elsewhere(timed_elsewhere, &mutex), ETIMEDOUT);
                    CHECK_EQ(elsewhere(epoch_elsewhere, &mutex), ETIMEDOUT);
                    CHECK_EQ(elsewhere(soon_elsewhere, &mutex), ETIMEDOUT);
                    CHECK_EQ(elsewhere(monotonic_elsewhere, &mutex), ETIMEDOUT);
                    CHECK_EQ(elsewhere(invalid_elsewhere, &mutex), EINVAL);
                    CHECK_EQ(pthread_mutex_clocklock(&mutex, CLOCK_PROCESS_CPUTIME_ID, &past), EINVAL);
                    CHECK_EQ(pthread_mutex_destroy(&mutex), EBUSY);
                    if (type != PTHREAD_MUTEX_NORMAL || robust)
                        CHECK_EQ(elsewhere(unlock_elsewhere, &mutex), EPERM);
                    if (type == PTHREAD_MUTEX_ERRORCHECK) {
                        CHECK_EQ(pthread_mutex_lock(&mutex), EDEADLK);
                        CHECK_EQ(pthread_mutex_timedlock(&mutex, &past), EDEADLK);
                        CHECK_EQ(pthread_mutex_trylock(&mutex), EBUSY);
                    } else if (type == PTHREAD_MUTEX_RECURSIVE) {
                        CHECK_EQ(pthread_mutex_lock(&mutex), 0);
                        CHECK_EQ(pthread_mutex_trylock(&mutex), 0);
                        CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
                        CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
                        CHECK_EQ(elsewhere(try_elsewhere, &mutex), EBUSY);
                    } else {
                        CHECK_EQ(pthread_mutex_trylock(&mutex), EBUSY);
                        CHECK_EQ(pthread_mutex_timedlock(&mutex, &past), ETIMEDOUT);
                    }
                    CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
                    if (type != PTHREAD_MUTEX_NORMAL || robust)
                        CHECK_EQ(pthread_mutex_unlock(&mutex), EPERM);
                    CHECK_EQ(pthread_mutex_destroy(&mutex), 0);
                }
}

TEST(attributes) {
    pthread_mutexattr_t attr;
    int value;
    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_settype(&attr, 3), EINVAL);
    CHECK_EQ(pthread_mutexattr_setpshared(&attr, 2), EINVAL);
    CHECK_EQ(pthread_mutexattr_setrobust(&attr, 2), EINVAL);
    CHECK_EQ(pthread_mutexattr_setprotocol(&attr, 3), EINVAL);
    CHECK_EQ(pthread_mutexattr_setprioceiling(&attr, 0), EINVAL);
    CHECK_EQ(pthread_mutexattr_setprioceiling(&attr, 100), EINVAL);
    CHECK_EQ(pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_ERRORCHECK), 0);
    CHECK_EQ(pthread_mutexattr_setpshared(&attr, PTHREAD_PROCESS_SHARED), 0);
    CHECK_EQ(pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_PROTECT), 0);
    CHECK_EQ(pthread_mutexattr_setprioceiling(&attr, 17), 0);
    CHECK_EQ(pthread_mutexattr_gettype(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_MUTEX_ERRORCHECK);
    CHECK_EQ(pthread_mutexattr_getpshared(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_PROCESS_SHARED);
    CHECK_EQ(pthread_mutexattr_getrobust(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_MUTEX_STALLED);
    CHECK_EQ(pthread_mutexattr_getprotocol(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_PRIO_PROTECT);
    CHECK_EQ(pthread_mutexattr_getprioceiling(&attr, &value), 0);
    CHECK_EQ(value, 17);
}

static void *lock_and_leave(void *argument) {
    CHECK_EQ(pthread_mutex_lock(argument), 0);
    return NULL;
}
static void *lock_elsewhere(void *argument) { return (void *)(intptr_t)pthread_mutex_lock(argument); }

TEST(robust) {
    pthread_mutex_t mutex;
    for (int type = 0; type < 3; type++)
        for (int protocol = 0; protocol < 2; protocol++) {
            if (make(&mutex, type, 0, 1, protocol))
                return; /* An emulator. */
            CHECK_EQ(pthread_mutex_consistent(&mutex), EINVAL);
            CHECK_EQ(elsewhere(lock_and_leave, &mutex), 0);
            CHECK_EQ(pthread_mutex_trylock(&mutex), EOWNERDEAD);
            CHECK_EQ(elsewhere(try_elsewhere, &mutex), EBUSY);
            CHECK_EQ(pthread_mutex_consistent(&mutex), 0);
            CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
            CHECK_EQ(pthread_mutex_lock(&mutex), 0);
            CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
            CHECK_EQ(elsewhere(lock_and_leave, &mutex), 0);
            CHECK_EQ(elsewhere(lock_elsewhere, &mutex), EOWNERDEAD);
            CHECK_EQ(pthread_mutex_lock(&mutex), EOWNERDEAD);
            CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
            CHECK_EQ(pthread_mutex_lock(&mutex), ENOTRECOVERABLE);
            CHECK_EQ(pthread_mutex_trylock(&mutex), ENOTRECOVERABLE);
            CHECK_EQ(pthread_mutex_destroy(&mutex), 0);
        }
}

TEST(robust_between_processes) {
    pthread_mutex_t *mutex = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(mutex != MAP_FAILED);
    for (int protocol = 0; protocol < 2; protocol++) {
        if (make(mutex, PTHREAD_MUTEX_NORMAL, 1, 1, protocol))
            return;
        pid_t pid = fork();
        if (pid == 0) {
            CHECK_EQ(pthread_mutex_lock(mutex), 0);
            raise(SIGKILL);
        }
        int status;
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK(WIFSIGNALED(status));
        CHECK_EQ(pthread_mutex_lock(mutex), EOWNERDEAD);
        CHECK_EQ(pthread_mutex_consistent(mutex), 0);
        CHECK_EQ(pthread_mutex_unlock(mutex), 0);
    }
}

TEST(many_robust_at_once) {
    static pthread_mutex_t mutexes[50];
    for (int i = 0; i < 50; i++)
        if (make(&mutexes[i], i % 3, i & 1, 1, i >> 1 & 1))
            return;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 50; i++)
            CHECK_EQ(pthread_mutex_lock(&mutexes[i]), 0);
        for (int i = 0; i < 50; i++)
            CHECK_EQ(pthread_mutex_unlock(&mutexes[(i * 7) % 50]), 0);
    }
}

TEST(priority_ceiling) {
    pthread_mutex_t mutex;
    pthread_mutexattr_t attr;
    int value;
    CHECK_EQ(pthread_mutexattr_init(&attr), 0);
    CHECK_EQ(pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_PROTECT), 0);
    CHECK_EQ(pthread_mutexattr_setprioceiling(&attr, 10), 0);
    CHECK_EQ(pthread_mutex_init(&mutex, &attr), 0);
    CHECK_EQ(pthread_mutex_getprioceiling(&mutex, &value), 0);
    CHECK_EQ(value, 10);
    CHECK_EQ(pthread_mutex_setprioceiling(&mutex, 0, &value), EINVAL);
    CHECK_EQ(pthread_mutex_setprioceiling(&mutex, 20, &value), 0);
    CHECK_EQ(value, 10);
    CHECK_EQ(pthread_mutex_getprioceiling(&mutex, &value), 0);
    CHECK_EQ(value, 20);
    int e = pthread_mutex_lock(&mutex);
    if (e) {
        CHECK_EQ(e, EPERM);
        return;
    }
    struct sched_param param;
    CHECK_EQ(sched_getscheduler(0), SCHED_FIFO);
    CHECK_EQ(sched_getparam(0, &param), 0);
    CHECK_EQ(param.sched_priority, 20);
    CHECK_EQ(pthread_getschedparam(pthread_self(), &value, &param), 0);
    CHECK_EQ(value, SCHED_OTHER);
    pthread_mutex_t higher;
    CHECK_EQ(pthread_mutexattr_setprioceiling(&attr, 30), 0);
    CHECK_EQ(pthread_mutex_init(&higher, &attr), 0);
    CHECK_EQ(pthread_mutex_lock(&higher), 0);
    CHECK_EQ(sched_getparam(0, &param), 0);
    CHECK_EQ(param.sched_priority, 30);
    CHECK_EQ(pthread_mutex_unlock(&mutex), 0);
    CHECK_EQ(sched_getparam(0, &param), 0);
    CHECK_EQ(param.sched_priority, 30);
    CHECK_EQ(pthread_mutex_unlock(&higher), 0);
    CHECK_EQ(sched_getscheduler(0), SCHED_OTHER);
    param.sched_priority = 25;
    CHECK_EQ(pthread_setschedparam(pthread_self(), SCHED_RR, &param), 0);
    CHECK_EQ(pthread_mutex_lock(&mutex), EINVAL);
    CHECK_EQ(pthread_mutex_lock(&higher), 0);
    CHECK_EQ(pthread_mutex_unlock(&higher), 0);
    CHECK_EQ(sched_getscheduler(0), SCHED_RR);
}

TEST(no_ceiling) {
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    int value;
    CHECK_EQ(pthread_mutex_getprioceiling(&mutex, &value), EINVAL);
    CHECK_EQ(pthread_mutex_setprioceiling(&mutex, 5, &value), EINVAL);
}

/* What the forking thread holds, the child's thread holds. */
static void *idle(void *argument) {
    pause();
    return argument;
}

static void held_over_fork(int threaded) {
    if (threaded && emulated())
        return;
    pthread_mutex_t mutex[3][2][2];
    int made[3][2][2];
    pthread_t thread;
    if (threaded)
        CHECK_EQ(pthread_create(&thread, NULL, idle, NULL), 0);
    for (int type = 0; type < 3; type++)
        for (int robust = 0; robust < 2; robust++)
            for (int protocol = 0; protocol < 2; protocol++) {
                made[type][robust][protocol] = make(&mutex[type][robust][protocol], type, 0, robust, protocol) == 0;
                if (made[type][robust][protocol])
                    CHECK_EQ(pthread_mutex_lock(&mutex[type][robust][protocol]), 0);
            }
    pid_t pid = fork();
    for (int type = 0; type < 3; type++)
        for (int robust = 0; robust < 2; robust++)
            for (int protocol = 0; protocol < 2; protocol++) {
                pthread_mutex_t *m = &mutex[type][robust][protocol];
                if (!made[type][robust][protocol])
                    continue;
                CHECK_EQ(elsewhere(try_elsewhere, m), EBUSY);
                if (type == PTHREAD_MUTEX_ERRORCHECK)
                    CHECK_EQ(pthread_mutex_lock(m), EDEADLK);
                CHECK_EQ(pthread_mutex_unlock(m), 0);
                CHECK_EQ(pthread_mutex_lock(m), 0);
                CHECK_EQ(pthread_mutex_unlock(m), 0);
                CHECK_EQ(elsewhere(lock_elsewhere, m), 0);
            }
    if (pid == 0)
        _exit(0);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

TEST(held_over_fork_by_a_single_thread) { held_over_fork(0); }
TEST(held_over_fork_among_threads) { held_over_fork(1); }

TEST(shared_mutex_stays_the_parents) {
    pthread_mutex_t *mutex = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int robust = 0; robust < 2; robust++) {
        if (make(mutex, PTHREAD_MUTEX_ERRORCHECK, 1, robust, 0))
            continue;
        CHECK_EQ(pthread_mutex_lock(mutex), 0);
        pid_t pid = fork();
        if (pid == 0) {
            CHECK_EQ(pthread_mutex_unlock(mutex), EPERM);
            CHECK_EQ(pthread_mutex_trylock(mutex), EBUSY);
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 0);
        CHECK_EQ(pthread_mutex_unlock(mutex), 0);
        CHECK_EQ(pthread_mutex_destroy(mutex), 0);
    }
}
