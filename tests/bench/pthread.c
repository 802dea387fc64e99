/* Threads and their synchronisation. A second thread works along in the rows that say so. */
#include "bench.h"
#include <pthread.h>
#if __has_include(<semaphore.h>)
#include <semaphore.h>
#endif

static volatile int stop;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static int turn;
static long shared;

static void *nothing(void *argument) {
    return argument;
}

static void begin(void) {
}

static void check(int error, const char *what) {
    if (error) {
        fprintf(stderr, "%s: error %d\n", what, error);
        exit(1);
    }
}

static pthread_t start(void *(*run)(void *)) {
    pthread_t thread;
    stop = 0;
    check(pthread_create(&thread, NULL, run, NULL), "pthread_create");
    return thread;
}

static void finish(pthread_t thread) {
    stop = 1;
    check(pthread_join(thread, NULL), "pthread_join");
}

static void *add(void *argument) {
    while (!stop) {
        pthread_mutex_lock(&mutex);
        shared++;
        pthread_mutex_unlock(&mutex);
    }
    return argument;
}

/* Takes each turn that it is given, and gives it back, until the turn is 2. */
static void *answer(void *argument) {
    pthread_mutex_lock(&mutex);
    while (turn != 2) {
        while (turn == 0)
            pthread_cond_wait(&condition, &mutex);
        if (turn == 1) {
            turn = 0;
            pthread_cond_signal(&condition);
        }
    }
    pthread_mutex_unlock(&mutex);
    return argument;
}

static void alone(void) {
    pthread_key_t key;
    pthread_once_t once = PTHREAD_ONCE_INIT;
    ROW(pthread_mutex_lock, {
        pthread_mutex_lock(&mutex);
        pthread_mutex_unlock(&mutex);
    }, "mutex lock and unlock");
    ROW(pthread_mutex_trylock, {
        pthread_mutex_trylock(&mutex);
        pthread_mutex_unlock(&mutex);
    }, "mutex trylock and unlock");
#if !defined NO_pthread_mutexattr_settype && !defined NO_PTHREAD_MUTEX_RECURSIVE
    pthread_mutex_t recursive;
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&recursive, &attributes);
    ROW(pthread_mutex_lock, {
        pthread_mutex_lock(&recursive);
        pthread_mutex_unlock(&recursive);
    }, "recursive mutex lock and unlock");
#endif
#if !defined NO_pthread_rwlock_init && !defined NO_pthread_rwlock_t
    pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
    ROW(pthread_rwlock_rdlock, {
        pthread_rwlock_rdlock(&rwlock);
        pthread_rwlock_unlock(&rwlock);
    }, "rwlock rdlock and unlock");
    ROW(pthread_rwlock_wrlock, {
        pthread_rwlock_wrlock(&rwlock);
        pthread_rwlock_unlock(&rwlock);
    }, "rwlock wrlock and unlock");
#endif
#if !defined NO_pthread_spin_init && !defined NO_pthread_spinlock_t
    pthread_spinlock_t spin;
    pthread_spin_init(&spin, 0);
    ROW(pthread_spin_lock, {
        pthread_spin_lock(&spin);
        pthread_spin_unlock(&spin);
    }, "spin lock and unlock");
#endif
#ifndef NO_sem_init
    sem_t semaphore;
    sem_init(&semaphore, 0, 1);
    ROW(sem_wait, {
        sem_wait(&semaphore);
        sem_post(&semaphore);
    }, "sem wait and post");
#endif
    check(pthread_key_create(&key, NULL), "pthread_key_create");
    ROW(pthread_setspecific, pthread_setspecific(key, &key), "setspecific");
    ROW(pthread_getspecific, KEEP(pthread_getspecific(key)), "getspecific");
    ROW(pthread_once, pthread_once(&once, begin), "once");
    ROW(pthread_self, KEEP(pthread_self()), "self");
    ROW(pthread_cond_signal, pthread_cond_signal(&condition), "cond signal, no waiter");
}

static void together(void) {
    pthread_t other;
    ROW(pthread_create, {
        pthread_t thread;
        check(pthread_create(&thread, NULL, nothing, NULL), "pthread_create");
        pthread_join(thread, NULL);
    }, "create and join");
    other = start(add);
    ROW(pthread_mutex_lock, {
        pthread_mutex_lock(&mutex);
        shared++;
        pthread_mutex_unlock(&mutex);
    }, "mutex of two threads");
    finish(other);
    turn = 0;
    other = start(answer);
    ROW(pthread_cond_wait, {
        pthread_mutex_lock(&mutex);
        turn = 1;
        pthread_cond_signal(&condition);
        while (turn == 1)
            pthread_cond_wait(&condition, &mutex);
        pthread_mutex_unlock(&mutex);
    }, "cond to and fro");
    pthread_mutex_lock(&mutex);
    turn = 2;
    pthread_cond_signal(&condition);
    pthread_mutex_unlock(&mutex);
    finish(other);
}

#ifndef NO_sem_init
static sem_t ping, pong;

static void *echo(void *argument) {
    while (sem_wait(&ping), !stop)
        sem_post(&pong);
    return argument;
}

static void semaphores(void) {
    sem_init(&ping, 0, 0);
    sem_init(&pong, 0, 0);
    pthread_t other = start(echo);
    ROW(sem_wait, {
        sem_post(&ping);
        sem_wait(&pong);
    }, "sem to and fro");
    stop = 1;
    sem_post(&ping);
    finish(other);
}
#else
static void semaphores(void) {
}
#endif

#if !defined NO_pthread_barrier_init && !defined NO_pthread_barrier_t
static pthread_barrier_t barrier;
static volatile long last_meeting;

static void *meet(void *argument) {
    long meeting = 0;
    do
        pthread_barrier_wait(&barrier);
    while (++meeting != last_meeting);
    return argument;
}

static void barriers(void) {
    long meeting = 0;
    pthread_barrier_init(&barrier, NULL, 2);
    pthread_t other = start(meet);
    ROW(pthread_barrier_wait, {
        meeting++;
        pthread_barrier_wait(&barrier);
    }, "barrier of two threads");
    last_meeting = meeting + 1;
    pthread_barrier_wait(&barrier);
    finish(other);
}
#else
static void barriers(void) {
}
#endif

BENCHMARK {
    alone();
    together();
    semaphores();
    barriers();
}
