/* Condition variables, read-write locks, barriers, spin locks, semaphores. */
#define _GNU_SOURCE
#include "../check.h"
#include "../emulated.h"
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

static const struct timespec past = {1, 0}, invalid = {0, -1};

static struct timespec soon(clockid_t clock, long milliseconds) {
    struct timespec time;
    clock_gettime(clock, &time);
    time.tv_nsec += milliseconds * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

/* A queue of one, between two producers and two consumers: each number arrives once. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t full = PTHREAD_COND_INITIALIZER, empty = PTHREAD_COND_INITIALIZER;
static int slot, taken;
static long sum;
enum { ITEMS = 5000 };

static void *produce(void *argument) {
    for (int i = 1; i <= ITEMS; i++) {
        pthread_mutex_lock(&mutex);
        while (slot)
            CHECK_EQ(pthread_cond_wait(&empty, &mutex), 0);
        slot = i;
        pthread_mutex_unlock(&mutex);
        CHECK_EQ(pthread_cond_signal(&full), 0);
    }
    return argument;
}

static void *consume(void *argument) {
    for (;;) {
        pthread_mutex_lock(&mutex);
        while (!slot && taken < 2 * ITEMS)
            CHECK_EQ(pthread_cond_wait(&full, &mutex), 0);
        if (!slot)
            break;
        sum += slot;
        slot = 0;
        if (++taken == 2 * ITEMS)
            CHECK_EQ(pthread_cond_broadcast(&full), 0);
        CHECK_EQ(pthread_cond_signal(&empty), 0);
        pthread_mutex_unlock(&mutex);
    }
    pthread_mutex_unlock(&mutex);
    return argument;
}

TEST(cond_loses_no_signal) {
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, i < 2 ? produce : consume, NULL), 0);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    CHECK_EQ(sum, (long)ITEMS * (ITEMS + 1));
}

TEST(cond_errors_and_clocks) {
    pthread_cond_t cond;
    pthread_condattr_t attr;
    pthread_mutexattr_t mattr;
    pthread_mutex_t checked;
    int value;
    clockid_t clock;
    CHECK_EQ(sizeof cond, 48);
    CHECK_EQ(pthread_condattr_init(&attr), 0);
    CHECK_EQ(pthread_condattr_getclock(&attr, &clock), 0);
    CHECK_EQ(clock, CLOCK_REALTIME);
    CHECK_EQ(pthread_condattr_setclock(&attr, CLOCK_PROCESS_CPUTIME_ID), EINVAL);
    CHECK_EQ(pthread_condattr_setclock(&attr, 999), EINVAL);
    CHECK_EQ(pthread_condattr_setclock(&attr, CLOCK_MONOTONIC), 0);
    CHECK_EQ(pthread_condattr_setpshared(&attr, 2), EINVAL);
    CHECK_EQ(pthread_condattr_setpshared(&attr, PTHREAD_PROCESS_SHARED), 0);
    CHECK_EQ(pthread_condattr_getpshared(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_PROCESS_SHARED);
    CHECK_EQ(pthread_condattr_getclock(&attr, &clock), 0);
    CHECK_EQ(clock, CLOCK_MONOTONIC);
    CHECK_EQ(pthread_cond_init(&cond, &attr), 0);
    CHECK_EQ(pthread_mutexattr_init(&mattr), 0);
    CHECK_EQ(pthread_mutexattr_settype(&mattr, PTHREAD_MUTEX_ERRORCHECK), 0);
    CHECK_EQ(pthread_mutex_init(&checked, &mattr), 0);
    CHECK_EQ(pthread_cond_wait(&cond, &checked), EPERM);
    CHECK_EQ(pthread_mutex_lock(&checked), 0);
    CHECK_EQ(pthread_cond_timedwait(&cond, &checked, &invalid), EINVAL);
    CHECK_EQ(pthread_cond_timedwait(&cond, &checked, &past), ETIMEDOUT);
    struct timespec time = soon(CLOCK_MONOTONIC, 20), now;
    CHECK_EQ(pthread_cond_timedwait(&cond, &checked, &time), ETIMEDOUT);
    clock_gettime(CLOCK_MONOTONIC, &now);
    CHECK(now.tv_sec > time.tv_sec || (now.tv_sec == time.tv_sec && now.tv_nsec >= time.tv_nsec));
    time = soon(CLOCK_REALTIME, 20);
    CHECK_EQ(pthread_cond_clockwait(&cond, &checked, CLOCK_REALTIME, &time), ETIMEDOUT);
    CHECK_EQ(pthread_cond_clockwait(&cond, &checked, CLOCK_PROCESS_CPUTIME_ID, &time), EINVAL);
    CHECK_EQ(pthread_mutex_unlock(&checked), 0);
    CHECK_EQ(pthread_cond_signal(&cond), 0);
    CHECK_EQ(pthread_cond_broadcast(&cond), 0);
    CHECK_EQ(pthread_cond_destroy(&cond), 0);
    CHECK_EQ(pthread_condattr_setclock(&attr, CLOCK_BOOTTIME), 0);
    CHECK_EQ(pthread_cond_init(&cond, &attr), 0);
    CHECK_EQ(pthread_mutex_lock(&checked), 0);
    time = soon(CLOCK_BOOTTIME, 20);
    CHECK_EQ(pthread_cond_timedwait(&cond, &checked, &time), ETIMEDOUT);
}

/* Destroyed and gone right after the broadcast. */
struct gate {
    pthread_mutex_t mutex;
    pthread_cond_t cond;
    int open, waiting;
};
static void *pass_gate(void *argument) {
    struct gate *gate = argument;
    pthread_mutex_lock(&gate->mutex);
    gate->waiting++;
    while (!gate->open)
        pthread_cond_wait(&gate->cond, &gate->mutex);
    gate->waiting--;
    pthread_mutex_unlock(&gate->mutex);
    return NULL;
}
TEST(cond_destroyed_after_broadcast) {
    for (int round = 0; round < 200; round++) {
        struct gate *gate = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        pthread_t threads[3];
        for (int i = 0; i < 3; i++)
            CHECK_EQ(pthread_create(&threads[i], NULL, pass_gate, gate), 0);
        pthread_mutex_lock(&gate->mutex);
        while (gate->waiting < 3) {
            pthread_mutex_unlock(&gate->mutex);
            sched_yield();
            pthread_mutex_lock(&gate->mutex);
        }
        gate->open = 1;
        CHECK_EQ(pthread_cond_broadcast(&gate->cond), 0);
        CHECK_EQ(pthread_cond_destroy(&gate->cond), 0);
        memset(&gate->cond, 0xff, sizeof gate->cond);
        pthread_mutex_unlock(&gate->mutex);
        for (int i = 0; i < 3; i++)
            CHECK_EQ(pthread_join(threads[i], NULL), 0);
        for (size_t i = 0; i < sizeof gate->cond; i++)
            CHECK_EQ(((unsigned char *)&gate->cond)[i], 0xff);
        munmap(gate, 4096);
    }
}

TEST(cond_between_processes) {
    struct gate *gate = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t mattr;
    pthread_condattr_t cattr;
    pthread_mutexattr_init(&mattr);
    pthread_mutexattr_setpshared(&mattr, 1);
    pthread_condattr_init(&cattr);
    pthread_condattr_setpshared(&cattr, 1);
    CHECK_EQ(pthread_mutex_init(&gate->mutex, &mattr), 0);
    CHECK_EQ(pthread_cond_init(&gate->cond, &cattr), 0);
    pid_t pid = fork();
    if (pid == 0) {
        pass_gate(gate);
        _exit(9);
    }
    for (;;) {
        pthread_mutex_lock(&gate->mutex);
        if (gate->waiting)
            break;
        pthread_mutex_unlock(&gate->mutex);
        sched_yield();
    }
    gate->open = 1;
    pthread_cond_signal(&gate->cond);
    pthread_mutex_unlock(&gate->mutex);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(WEXITSTATUS(status), 9);
}

/* In a child, a condition variable on which threads of the parent wait. */
TEST(cond_in_a_forked_child) {
    static struct gate gate;
    pthread_t threads[3];
    if (emulated())
        return;
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, pass_gate, &gate), 0);
    pthread_mutex_lock(&gate.mutex);
    while (gate.waiting < 3) {
        pthread_mutex_unlock(&gate.mutex);
        sched_yield();
        pthread_mutex_lock(&gate.mutex);
    }
    pid_t pid = fork();
    if (pid == 0) {
        pthread_t thread;
        gate.waiting = 0;
        CHECK_EQ(pthread_create(&thread, NULL, pass_gate, &gate), 0);
        while (!gate.waiting) {
            pthread_mutex_unlock(&gate.mutex);
            sched_yield();
            pthread_mutex_lock(&gate.mutex);
        }
        gate.open = 1;
        CHECK_EQ(pthread_cond_signal(&gate.cond), 0);
        pthread_mutex_unlock(&gate.mutex);
        CHECK_EQ(pthread_join(thread, NULL), 0);
        CHECK_EQ(pthread_cond_destroy(&gate.cond), 0);
        _exit(0);
    }
    gate.open = 1;
    CHECK_EQ(pthread_cond_broadcast(&gate.cond), 0);
    pthread_mutex_unlock(&gate.mutex);
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

/* Read-write locks. */
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static int pair[2];
static void *read_pairs(void *argument) {
    for (int i = 0; i < 20000; i++) {
        CHECK_EQ(pthread_rwlock_rdlock(&rwlock), 0);
        CHECK_EQ(pair[0], pair[1]);
        CHECK_EQ(pthread_rwlock_unlock(&rwlock), 0);
    }
    return argument;
}
static void *write_pairs(void *argument) {
    for (int i = 0; i < 20000; i++) {
        CHECK_EQ(pthread_rwlock_wrlock(&rwlock), 0);
        pair[0]++;
        pair[1]++;
        CHECK_EQ(pthread_rwlock_unlock(&rwlock), 0);
    }
    return argument;
}
static void *rwlock_elsewhere(void *argument) {
    int write = (int)(intptr_t)argument;
    struct timespec time = soon(CLOCK_REALTIME, 10), monotonic = soon(CLOCK_MONOTONIC, 10);
    CHECK_EQ(pthread_rwlock_trywrlock(&rwlock), EBUSY);
    CHECK_EQ(pthread_rwlock_timedwrlock(&rwlock, &time), ETIMEDOUT);
    CHECK_EQ(pthread_rwlock_timedwrlock(&rwlock, &past), ETIMEDOUT);
    CHECK_EQ(pthread_rwlock_timedwrlock(&rwlock, &invalid), EINVAL);
    CHECK_EQ(pthread_rwlock_clockwrlock(&rwlock, CLOCK_MONOTONIC, &monotonic), ETIMEDOUT);
    if (write) {
        CHECK_EQ(pthread_rwlock_tryrdlock(&rwlock), EBUSY);
        CHECK_EQ(pthread_rwlock_timedrdlock(&rwlock, &time), ETIMEDOUT);
        CHECK_EQ(pthread_rwlock_clockrdlock(&rwlock, CLOCK_MONOTONIC, &monotonic), ETIMEDOUT);
    } else {
        CHECK_EQ(pthread_rwlock_tryrdlock(&rwlock), 0);
        CHECK_EQ(pthread_rwlock_unlock(&rwlock), 0);
        CHECK_EQ(pthread_rwlock_timedrdlock(&rwlock, &invalid), 0);
        CHECK_EQ(pthread_rwlock_unlock(&rwlock), 0);
    }
    return NULL;
}

TEST(rwlocks) {
    pthread_t threads[4];
    CHECK_EQ(sizeof rwlock, 56);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, i < 2 ? read_pairs : write_pairs, NULL), 0);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    CHECK_EQ(pair[0], 40000);
    for (int write = 0; write < 2; write++) {
        CHECK_EQ(write ? pthread_rwlock_wrlock(&rwlock) : pthread_rwlock_rdlock(&rwlock), 0);
        CHECK_EQ(pthread_rwlock_destroy(&rwlock), EBUSY);
        CHECK_EQ(pthread_create(&threads[0], NULL, rwlock_elsewhere, (void *)(intptr_t)write), 0);
        CHECK_EQ(pthread_join(threads[0], NULL), 0);
        if (write) {
            CHECK_EQ(pthread_rwlock_wrlock(&rwlock), EDEADLK);
            CHECK_EQ(pthread_rwlock_rdlock(&rwlock), EDEADLK);
        }
        CHECK_EQ(pthread_rwlock_unlock(&rwlock), 0);
    }
    CHECK_EQ(pthread_rwlock_destroy(&rwlock), 0);
    pthread_rwlockattr_t attr;
    int value;
    CHECK_EQ(pthread_rwlockattr_init(&attr), 0);
    CHECK_EQ(pthread_rwlockattr_setpshared(&attr, 2), EINVAL);
    CHECK_EQ(pthread_rwlockattr_setpshared(&attr, 1), 0);
    CHECK_EQ(pthread_rwlockattr_getpshared(&attr, &value), 0);
    CHECK_EQ(value, 1);
    CHECK_EQ(pthread_rwlock_init(&rwlock, &attr), 0);
    CHECK_EQ(pthread_rwlock_wrlock(&rwlock), 0);
    CHECK_EQ(pthread_rwlock_unlock(&rwlock), 0);
    CHECK_EQ(pthread_rwlockattr_destroy(&attr), 0);
}

/* Barriers. */
static pthread_barrier_t barrier;
static atomic_int serial, phase[100];
static void *meet(void *argument) {
    for (int i = 0; i < 100; i++) {
        atomic_fetch_add(&phase[i], 1);
        int e = pthread_barrier_wait(&barrier);
        CHECK(e == 0 || e == PTHREAD_BARRIER_SERIAL_THREAD);
        if (e)
            atomic_fetch_add(&serial, 1);
        CHECK_EQ(atomic_load(&phase[i]), 4);
    }
    return argument;
}
TEST(barriers) {
    pthread_t threads[4];
    pthread_barrierattr_t attr;
    int value;
    CHECK_EQ(sizeof barrier, 32);
    CHECK_EQ(pthread_barrierattr_init(&attr), 0);
    CHECK_EQ(pthread_barrierattr_setpshared(&attr, 2), EINVAL);
    CHECK_EQ(pthread_barrierattr_setpshared(&attr, 0), 0);
    CHECK_EQ(pthread_barrierattr_getpshared(&attr, &value), 0);
    CHECK_EQ(value, 0);
    CHECK_EQ(pthread_barrier_init(&barrier, NULL, 0), EINVAL);
    CHECK_EQ(pthread_barrier_init(&barrier, &attr, 4), 0);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, meet, NULL), 0);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    CHECK_EQ(atomic_load(&serial), 100);
    CHECK_EQ(pthread_barrier_destroy(&barrier), 0);
    CHECK_EQ(pthread_barrier_init(&barrier, NULL, 1), 0);
    CHECK_EQ(pthread_barrier_wait(&barrier), PTHREAD_BARRIER_SERIAL_THREAD);
}
struct meeting { pthread_barrier_t barrier; };
static void *meet_and_tear_down(void *argument) {
    struct meeting *meeting = argument;
    if (pthread_barrier_wait(&meeting->barrier) == PTHREAD_BARRIER_SERIAL_THREAD) {
        CHECK_EQ(pthread_barrier_destroy(&meeting->barrier), 0);
        munmap(meeting, 4096);
    }
    return NULL;
}
TEST(barrier_destroyed_by_the_serial_thread) {
    for (int round = 0; round < 200; round++) {
        struct meeting *meeting = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        pthread_t threads[3];
        CHECK_EQ(pthread_barrier_init(&meeting->barrier, NULL, 3), 0);
        for (int i = 0; i < 3; i++)
            CHECK_EQ(pthread_create(&threads[i], NULL, meet_and_tear_down, meeting), 0);
        for (int i = 0; i < 3; i++)
            CHECK_EQ(pthread_join(threads[i], NULL), 0);
    }
}

/* Spin locks. */
static pthread_spinlock_t spin;
static long spun;
static void *spin_add(void *argument) {
    for (int i = 0; i < 5000; i++) {
        CHECK_EQ(pthread_spin_lock(&spin), 0);
        spun++;
        CHECK_EQ(pthread_spin_unlock(&spin), 0);
    }
    return argument;
}
TEST(spin_locks) {
    pthread_t threads[2];
    CHECK_EQ(pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE), 0);
    CHECK_EQ(pthread_spin_trylock(&spin), 0);
    CHECK_EQ(pthread_spin_trylock(&spin), EBUSY);
    CHECK_EQ(pthread_spin_unlock(&spin), 0);
    for (int i = 0; i < 2; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, spin_add, NULL), 0);
    for (int i = 0; i < 2; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    CHECK_EQ(spun, 10000);
    CHECK_EQ(pthread_spin_destroy(&spin), 0);
}

/* Semaphores. */
static sem_t there, back;
static void *ping(void *argument) {
    for (int i = 0; i < 5000; i++) {
        CHECK_EQ(sem_wait(&there), 0);
        CHECK_EQ(sem_post(&back), 0);
    }
    return argument;
}
static void do_nothing(int signal) { (void)signal; }
TEST(semaphores) {
    pthread_t thread;
    int value;
    CHECK_EQ(sizeof there, 32);
    CHECK_FAILS(sem_init(&there, 0, SEM_VALUE_MAX + 1u), EINVAL);
    CHECK_EQ(sem_init(&there, 0, 0), 0);
    CHECK_EQ(sem_init(&back, 0, 0), 0);
    CHECK_FAILS(sem_trywait(&there), EAGAIN);
    CHECK_FAILS(sem_timedwait(&there, &past), ETIMEDOUT);
    CHECK_FAILS(sem_timedwait(&there, &invalid), EINVAL);
    struct timespec time = soon(CLOCK_REALTIME, 10);
    CHECK_FAILS(sem_timedwait(&there, &time), ETIMEDOUT);
    time = soon(CLOCK_MONOTONIC, 10);
    CHECK_FAILS(sem_clockwait(&there, CLOCK_MONOTONIC, &time), ETIMEDOUT);
    CHECK_FAILS(sem_clockwait(&there, CLOCK_PROCESS_CPUTIME_ID, &time), EINVAL);
    CHECK_EQ(pthread_create(&thread, NULL, ping, NULL), 0);
    for (int i = 0; i < 5000; i++) {
        CHECK_EQ(sem_post(&there), 0);
        CHECK_EQ(sem_wait(&back), 0);
    }
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(sem_getvalue(&there, &value), 0);
    CHECK_EQ(value, 0);
    CHECK_EQ(sem_destroy(&there), 0);
    CHECK_EQ(sem_init(&there, 0, SEM_VALUE_MAX), 0);
    CHECK_FAILS(sem_post(&there), EOVERFLOW);
    CHECK_EQ(sem_trywait(&there), 0);
    CHECK_EQ(sem_getvalue(&there, &value), 0);
    CHECK_EQ(value, SEM_VALUE_MAX - 1);
}

static pthread_t waiting_thread;
static void *disturb(void *argument) {
    atomic_int *done = argument;
    while (!atomic_load(done)) {
        usleep(1000);
        pthread_kill(waiting_thread, SIGUSR1);
    }
    return NULL;
}

TEST(interrupted) {
    struct sigaction action = {.sa_handler = do_nothing};
    atomic_int done = 0;
    pthread_t thread;
    sigaction(SIGUSR1, &action, NULL);
    waiting_thread = pthread_self();
    CHECK_EQ(pthread_create(&thread, NULL, disturb, &done), 0);
    CHECK_EQ(sem_init(&there, 0, 0), 0);
    CHECK_FAILS(sem_wait(&there), EINTR);
    struct timespec far = soon(CLOCK_REALTIME, 100000), near = soon(CLOCK_REALTIME, 50);
    CHECK_FAILS(sem_timedwait(&there, &far), EINTR);
    /* The others never say EINTR. */
    pthread_mutex_t held = PTHREAD_MUTEX_INITIALIZER;
    CHECK_EQ(pthread_mutex_lock(&held), 0);
    CHECK_EQ(pthread_mutex_timedlock(&held, &near), ETIMEDOUT);
    near = soon(CLOCK_REALTIME, 50);
    pthread_cond_t cond = PTHREAD_COND_INITIALIZER;
    int e;
    while ((e = pthread_cond_timedwait(&cond, &held, &near)) == 0)
        ;
    CHECK_EQ(e, ETIMEDOUT);
    near = soon(CLOCK_REALTIME, 50);
    CHECK_EQ(pthread_timedjoin_np(thread, NULL, &near), ETIMEDOUT);
    atomic_store(&done, 1);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}
