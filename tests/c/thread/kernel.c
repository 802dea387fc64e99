/* Signals, names, CPUs, clocks and scheduling of threads; C11's names; changing users in all threads. */
#define _GNU_SOURCE
#include "../check.h"
#include <grp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <threads.h>
#include <time.h>

static atomic_int state, got_value;
static pthread_t handled_in;
static void on_signal(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)context;
    handled_in = pthread_self();
    atomic_store(&got_value, info->si_value.sival_int);
    atomic_fetch_add(&state, 1);
}
static void *until_stopped(void *argument) {
    while (!atomic_load((atomic_int *)argument))
        usleep(500);
    return NULL;
}

TEST(joining_by_a_clock) {
    pthread_t thread;
    atomic_int stop = 0;
    struct timespec past = {0, 0}, future;
    CHECK_EQ(pthread_create(&thread, NULL, until_stopped, &stop), 0);
    CHECK_EQ(pthread_clockjoin_np(thread, NULL, CLOCK_MONOTONIC, &past), ETIMEDOUT);
    atomic_store(&stop, 1);
    clock_gettime(CLOCK_MONOTONIC, &future);
    future.tv_sec += 50;
    CHECK_EQ(pthread_clockjoin_np(thread, NULL, CLOCK_MONOTONIC, &future), 0);
}

TEST(signals) {
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART};
    pthread_t thread;
    atomic_int stop = 0;
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    CHECK_EQ(pthread_create(&thread, NULL, until_stopped, &stop), 0);
    CHECK_EQ(pthread_kill(thread, SIGUSR1), 0);
    while (atomic_load(&state) != 1)
        usleep(100);
    CHECK(pthread_equal(handled_in, thread));
    union sigval value = {.sival_int = 4711};
    CHECK_EQ(pthread_sigqueue(thread, SIGUSR1, value), 0);
    while (atomic_load(&state) != 2)
        usleep(100);
    CHECK_EQ(atomic_load(&got_value), 4711);
    CHECK_EQ(pthread_kill(thread, 33), EINVAL);
    CHECK_EQ(pthread_kill(thread, -1), EINVAL);
    CHECK_EQ(pthread_sigqueue(thread, 65, value), EINVAL);
    atomic_store(&stop, 1);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}

TEST(names) {
    pthread_t thread;
    atomic_int stop = 0;
    char text[16];
    CHECK_EQ(pthread_create(&thread, NULL, until_stopped, &stop), 0);
    CHECK_EQ(pthread_setname_np(pthread_self(), "first"), 0);
    CHECK_EQ(pthread_getname_np(pthread_self(), text, sizeof text), 0);
    CHECK_STR(text, "first");
    CHECK_EQ(pthread_setname_np(pthread_self(), "a name that is too long"), ERANGE);
    CHECK_EQ(pthread_setname_np(thread, "fifteen letters"), 0);
    CHECK_EQ(pthread_getname_np(thread, text, sizeof text), 0);
    CHECK_STR(text, "fifteen letters");
    CHECK_EQ(pthread_getname_np(thread, text, 15), ERANGE);
    atomic_store(&stop, 1);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}

TEST(cpus) {
    cpu_set_t all, one, found;
    CHECK_EQ(sched_getaffinity(0, sizeof all, &all), 0);
    CHECK(CPU_COUNT(&all) > 0);
    CHECK_EQ(pthread_getaffinity_np(pthread_self(), sizeof found, &found), 0);
    CHECK(CPU_EQUAL(&all, &found));
    CHECK_EQ(pthread_getaffinity_np(pthread_self(), 1, &found), EINVAL);
    int cpu = 0;
    while (!CPU_ISSET(cpu, &all))
        cpu++;
    CPU_ZERO(&one);
    CHECK_EQ(pthread_setaffinity_np(pthread_self(), sizeof one, &one), EINVAL);
    CPU_SET(cpu, &one);
    CHECK_EQ(pthread_setaffinity_np(pthread_self(), sizeof one, &one), 0);
    CHECK_EQ(sched_getaffinity(0, sizeof found, &found), 0);
    CHECK(CPU_EQUAL(&one, &found));
    CHECK_EQ(CPU_COUNT(&found), 1);
    CHECK_EQ(sched_getcpu(), cpu);
    CHECK_EQ(sched_setaffinity(0, sizeof all, &all), 0);
    CHECK_FAILS(sched_getaffinity(0, 1, &all), EINVAL);
}

TEST(clocks) {
    pthread_t thread;
    atomic_int stop = 0;
    clockid_t clock;
    struct timespec time;
    CHECK_EQ(pthread_create(&thread, NULL, until_stopped, &stop), 0);
    CHECK_EQ(pthread_getcpuclockid(thread, &clock), 0);
    CHECK_EQ(clock_gettime(clock, &time), 0);
    atomic_store(&stop, 1);
    while (pthread_tryjoin_np(thread, NULL) == EBUSY)
        usleep(100);
}

TEST(scheduling) {
    struct sched_param param = {.sched_priority = 77};
    struct timespec interval;
    int policy;
    CHECK_EQ(sched_yield(), 0);
    CHECK_EQ(sched_get_priority_min(SCHED_FIFO), 1);
    CHECK_EQ(sched_get_priority_max(SCHED_RR), 99);
    CHECK_EQ(sched_get_priority_max(SCHED_OTHER), 0);
    CHECK_FAILS(sched_get_priority_max(1234), EINVAL);
    CHECK_EQ(sched_getscheduler(0), SCHED_OTHER);
    CHECK_EQ(sched_getparam(0, &param), 0);
    CHECK_EQ(param.sched_priority, 0);
    CHECK_EQ(sched_rr_get_interval(0, &interval), 0);
    CHECK_FAILS(sched_getscheduler(-5), EINVAL);
    CHECK_FAILS(sched_getscheduler(0x3fffffff), ESRCH);
    CHECK_EQ(sched_setscheduler(0, SCHED_BATCH, &param), 0);
    CHECK_EQ(pthread_getschedparam(pthread_self(), &policy, &param), 0);
    CHECK_EQ(policy, SCHED_BATCH);
    CHECK_EQ(pthread_setschedparam(pthread_self(), SCHED_OTHER, &param), 0);
    CHECK_EQ(sched_getscheduler(0), SCHED_OTHER);
    param.sched_priority = 5;
    CHECK_EQ(pthread_setschedparam(pthread_self(), SCHED_OTHER, &param), EINVAL);
    CHECK_EQ(pthread_setschedprio(pthread_self(), 5), EINVAL);
    CHECK_EQ(pthread_setschedprio(pthread_self(), 0), 0);
    CHECK_FAILS(sched_setparam(0, &param), EINVAL);
    CHECK_EQ(pthread_getconcurrency(), 0);
    CHECK_EQ(pthread_setconcurrency(-1), EINVAL);
    CHECK_EQ(pthread_setconcurrency(0), 0);
}

/* C11 */
static tss_t tss;
static mtx_t mtx;
static cnd_t cnd;
static once_flag flag = ONCE_FLAG_INIT;
static int turns, once_runs;
static atomic_int destroyed;
static void destroy(void *value) { atomic_fetch_add(&destroyed, *(int *)value); }
static void run_once(void) { once_runs++; }
static int c11_thread(void *argument) {
    static int five = 5;
    call_once(&flag, run_once);
    if (tss_set(tss, &five) != thrd_success || tss_get(tss) != &five)
        return 1;
    if (mtx_lock(&mtx) != thrd_success)
        return 2;
    turns++;
    if (cnd_signal(&cnd) != thrd_success || mtx_unlock(&mtx) != thrd_success)
        return 3;
    if (argument)
        thrd_exit(-7);
    return 42;
}

TEST(c11) {
    thrd_t thread;
    int result;
    struct timespec time;
    CHECK_EQ(sizeof mtx, 40);
    CHECK_EQ(sizeof cnd, 48);
    CHECK_EQ(tss_create(&tss, destroy), thrd_success);
    CHECK_EQ(mtx_init(&mtx, mtx_timed), thrd_success);
    CHECK_EQ(cnd_init(&cnd), thrd_success);
    CHECK_EQ(mtx_lock(&mtx), thrd_success);
    CHECK_EQ(mtx_trylock(&mtx), thrd_busy);
    timespec_get(&time, TIME_UTC);
    CHECK_EQ(mtx_timedlock(&mtx, &time), thrd_timedout);
    CHECK_EQ(cnd_timedwait(&cnd, &mtx, &time), thrd_timedout);
    CHECK_EQ(thrd_create(&thread, c11_thread, NULL), thrd_success);
    CHECK(!thrd_equal(thread, thrd_current()));
    while (!turns)
        CHECK_EQ(cnd_wait(&cnd, &mtx), thrd_success);
    CHECK_EQ(mtx_unlock(&mtx), thrd_success);
    CHECK_EQ(thrd_join(thread, &result), thrd_success);
    CHECK_EQ(result, 42);
    CHECK_EQ(atomic_load(&destroyed), 5);
    CHECK_EQ(thrd_create(&thread, c11_thread, &tss), thrd_success);
    CHECK_EQ(thrd_join(thread, &result), thrd_success);
    CHECK_EQ(result, -7);
    CHECK_EQ(once_runs, 1);
    CHECK_EQ(cnd_broadcast(&cnd), thrd_success);
    mtx_destroy(&mtx);
    CHECK_EQ(mtx_init(&mtx, mtx_plain | mtx_recursive), thrd_success);
    CHECK_EQ(mtx_lock(&mtx), thrd_success);
    CHECK_EQ(mtx_trylock(&mtx), thrd_success);
    CHECK_EQ(mtx_unlock(&mtx), thrd_success);
    CHECK_EQ(mtx_unlock(&mtx), thrd_success);
    CHECK_EQ(mtx_unlock(&mtx), thrd_error);
    CHECK_EQ(thrd_create(&thread, c11_thread, NULL), thrd_success);
    CHECK_EQ(thrd_detach(thread), thrd_success);
    time = (struct timespec){0, 1000};
    CHECK_EQ(thrd_sleep(&time, NULL), 0);
    time.tv_nsec = -1;
    CHECK(thrd_sleep(&time, NULL) < -1);
    thrd_yield();
    tss_delete(tss);
    cnd_destroy(&cnd);
}

/* Changing users */
static void *report_users(void *argument) {
    while (!atomic_load((atomic_int *)argument))
        usleep(500);
    uid_t real, effective, saved;
    gid_t group[3];
    CHECK_EQ(syscall(SYS_getresuid, &real, &effective, &saved), 0);
    CHECK_EQ(syscall(SYS_getresgid, &group[0], &group[1], &group[2]), 0);
    return (void *)(uintptr_t)(effective * 100000 + group[1]);
}
TEST(users_in_all_threads) {
    pthread_t threads[4];
    atomic_int stop = 0;
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, report_users, &stop), 0);
    if (getuid() != 0) {
        CHECK_FAILS(setuid(getuid() + 1), EPERM);
        CHECK_EQ(setuid(getuid()), 0);
        return;
    }
    gid_t groups[2] = {5, 6}, found[2];
    CHECK_EQ(setgroups(2, groups), 0);
    CHECK_EQ(getgroups(2, found), 2);
    CHECK_EQ(setegid(300), 0);
    CHECK_EQ(seteuid(400), 0);
    CHECK_FAILS(setgroups(0, groups), EPERM);
    CHECK_FAILS(setresuid(7, 8, 9), EPERM);
    atomic_store(&stop, 1);
    for (int i = 0; i < 4; i++) {
        void *result;
        CHECK_EQ(pthread_join(threads[i], &result), 0);
        CHECK_EQ((uintptr_t)result, 400 * 100000 + 300);
    }
    CHECK_EQ(seteuid(0), 0);
    CHECK_EQ(setregid(10, 11), 0);
    CHECK_EQ(setresgid(12, 13, 14), 0);
    CHECK_EQ(getegid(), 13);
    CHECK_EQ(setgid(15), 0);
    CHECK_EQ(getgid(), 15);
    CHECK_EQ(setreuid(20, 0), 0);
    CHECK_EQ(getuid(), 20);
    CHECK_EQ(setuid(21), 0);
    CHECK_EQ(getuid(), 21);
    CHECK_EQ(geteuid(), 21);
    CHECK_FAILS(setuid(0), EPERM);
}
