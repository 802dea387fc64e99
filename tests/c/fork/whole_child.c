/* The child among threads of the parent's: other programs, and what the kernel keeps for a thread. */
#define _GNU_SOURCE
#include "forking.h"
#include "emulated.h"

#include <spawn.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>

extern char **environ;

static atomic_int stop;

static void *use_library(void *unused) {
    while (!stop) {
        char *text;
        CHECK(asprintf(&text, "%d", 1) == 1);
        setenv("VARIABLE", text, 1);
        free(text);
        fflush(NULL);
    }
    return unused;
}

static void run_programs(int number) {
    char *arguments[] = {"sh", "-c", "exit 5", NULL};
    int status;
    pid_t pid;
    switch (number % 5) {
    case 0:
        CHECK_EQ(posix_spawn(&pid, "/bin/sh", NULL, NULL, arguments, environ), 0);
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 5 << 8);
        break;
    case 1:
        pid = vfork();
        if (pid == 0) {
            execv("/bin/sh", arguments);
            _exit(99);
        }
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 5 << 8);
        break;
    case 2:
        CHECK_EQ(system("exit 5"), 5 << 8);
        break;
    case 3:
        pid = fork();
        if (pid == 0) {
            execlp("sh", "sh", "-c", "exit 5", (char *)NULL);
            _exit(99);
        }
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 5 << 8);
        break;
    case 4:
        execl("/bin/sh", "sh", "-c", "exit 0", (char *)NULL);
        failed();
    }
}

TEST(other_programs) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        threads[i] = start(use_library, NULL);
    watch(TEST_SECONDS - 5);
    for (int i = 0; i < FORKS / 3; i++)
        fork_once(i, run_programs);
    stop = 1;
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
}

static void *sleep_for_ever(void *unused) {
    for (;;)
        pause();
    return unused;
}

/* The kernel forgets a thread's list of robust mutexes when it makes a process: the child shows it its own. */
static pthread_mutex_t *robust;

static void die_holding(int number) {
    (void)number;
    CHECK_EQ(pthread_mutex_lock(robust), 0);
}

TEST(robust_mutexes_of_the_childs_own) {
    pthread_mutexattr_t attributes;
    if (emulated())
        return;
    robust = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(robust != MAP_FAILED);
    CHECK_EQ(pthread_mutexattr_init(&attributes), 0);
    CHECK_EQ(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST), 0);
    CHECK_EQ(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), 0);
    CHECK_EQ(pthread_mutex_init(robust, &attributes), 0);
    start(sleep_for_ever, NULL);
    for (int i = 0; i < 10; i++) {
        /* The parent's list is in use, too. */
        CHECK_EQ(pthread_mutex_lock(robust), 0);
        CHECK_EQ(pthread_mutex_unlock(robust), 0);
        fork_once(i, die_holding);
        CHECK_EQ(pthread_mutex_lock(robust), EOWNERDEAD);
        CHECK_EQ(pthread_mutex_consistent(robust), 0);
        CHECK_EQ(pthread_mutex_unlock(robust), 0);
    }
}

/* Processor time of the thread, in nanoseconds. */
static long long used(clockid_t clock) {
    struct timespec time;
    CHECK_EQ(clock_gettime(clock, &time), 0);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static long long parents;

static void use_time(int number) {
    clockid_t clock;
    (void)number;
    long long first = used(CLOCK_THREAD_CPUTIME_ID);
    CHECK(first < parents);
    CHECK_EQ(pthread_getcpuclockid(pthread_self(), &clock), 0);
    long long second = used(clock);
    CHECK(second >= first && second < parents);
    CHECK(used(CLOCK_PROCESS_CPUTIME_ID) < parents);
}

TEST(processor_time_begins_anew) {
    start(sleep_for_ever, NULL);
    while ((parents = used(CLOCK_THREAD_CPUTIME_ID)) < 300000000)
        ;
    fork_once(0, use_time);
}

/* No signal is pending in the child, and the mask and the actions are the parent's. */
static void handle(int signal) { (void)signal; }

static void look_at_signals(int number) {
    (void)number;
    sigset_t set;
    struct sigaction action;
    CHECK_EQ(sigpending(&set), 0);
    for (int signal = 1; signal < 65; signal++)
        CHECK(sigismember(&set, signal) != 1);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, NULL, &set), 0);
    CHECK_EQ(sigismember(&set, SIGUSR1), 1);
    CHECK_EQ(sigismember(&set, SIGUSR2), 1);
    CHECK_EQ(sigismember(&set, SIGTERM), 0);
    CHECK_EQ(sigaction(SIGTERM, NULL, &action), 0);
    CHECK(action.sa_handler == handle);
}

TEST(signals) {
    sigset_t set;
    struct sigaction action = {.sa_handler = handle};
    CHECK_EQ(sigaction(SIGTERM, &action, NULL), 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGUSR2);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, &set, NULL), 0);
    /* It blocks them, too. */
    start(sleep_for_ever, NULL);
    CHECK_EQ(raise(SIGUSR1), 0);
    CHECK_EQ(kill(getpid(), SIGUSR2), 0);
    for (int i = 0; i < 10; i++)
        fork_once(i, look_at_signals);
    CHECK_EQ(sigpending(&set), 0);
    CHECK_EQ(sigismember(&set, SIGUSR1), 1);
    CHECK_EQ(sigismember(&set, SIGUSR2), 1);
}

/* A signal that comes while fork blocks signals is delivered afterwards: none is lost, and none runs in the child. */
static atomic_int delivered;

static void count(int signal) {
    (void)signal;
    if (in_child)
        _exit(77);
    delivered++;
}

static pthread_t main_thread;
static atomic_int sent;

static void *send(void *unused) {
    while (!stop) {
        CHECK_EQ(pthread_kill(main_thread, SIGUSR1), 0);
        sent++;
        while (delivered < sent && !stop)
            ;
    }
    return unused;
}

static void do_nothing(int number) {
    (void)number;
}

TEST(signals_during_fork) {
    struct sigaction action = {.sa_handler = count, .sa_flags = SA_RESTART};
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    main_thread = pthread_self();
    pthread_t sender = start(send, NULL);
    watch(TEST_SECONDS - 5);
    for (int i = 0; i < FORKS; i++)
        fork_once(i, do_nothing);
    stop = 1;
    CHECK_EQ(pthread_join(sender, NULL), 0);
    CHECK(delivered > 0);
    CHECK_EQ(delivered, sent);
}
