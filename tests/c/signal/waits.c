/* Blocked and queued signals, and waiting for them. flags: -D_GNU_SOURCE */
#include "check.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int calls, last[8];
static void count(int signal) {
    if (calls < 8)
        last[calls] = signal;
    calls++;
}

static sigset_t set_of(int first, int second) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, first);
    if (second)
        sigaddset(&set, second);
    return set;
}

TEST(mask) {
    sigset_t one = set_of(SIGUSR1, 0), two = set_of(SIGUSR2, 0), old, pending;
    signal(SIGUSR1, count);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &one, &old), 0);
    CHECK_EQ(sigismember(&old, SIGUSR1), 0);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &two, &old), 0);
    CHECK_EQ(sigismember(&old, SIGUSR1), 1);
    CHECK_EQ(sigismember(&old, SIGUSR2), 0);
    raise(SIGUSR1);
    CHECK_EQ(calls, 0);
    CHECK_EQ(sigpending(&pending), 0);
    CHECK_EQ(sigismember(&pending, SIGUSR1), 1);
    CHECK_EQ(sigismember(&pending, SIGUSR2), 0);
    CHECK_EQ(sigprocmask(SIG_UNBLOCK, &one, NULL), 0);
    CHECK_EQ(calls, 1);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &one, &old), 0);
    CHECK_EQ(sigismember(&old, SIGUSR2), 1);
    CHECK_EQ(sigprocmask(99, NULL, &old), 0);
    CHECK_EQ(sigismember(&old, SIGUSR1), 1);
    CHECK_EQ(sigismember(&old, SIGUSR2), 0);
    CHECK_FAILS(sigprocmask(99, &one, NULL), EINVAL);
    errno = 0;
    CHECK_EQ(pthread_sigmask(99, &one, NULL), EINVAL);
    CHECK_EQ(errno, 0);
    /* These two cannot be blocked, and the library's own are not. */
    sigset_t all;
    sigfillset(&all);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &all, NULL), 0);
    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &old), 0);
    CHECK_EQ(sigismember(&old, SIGKILL), 0);
    CHECK_EQ(sigismember(&old, SIGSTOP), 0);
    CHECK_EQ(sigismember(&old, SIGRTMIN), 1);
}

TEST(suspend) {
    sigset_t one = set_of(SIGUSR1, 0), none, now;
    sigemptyset(&none);
    signal(SIGUSR1, count);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &one, NULL), 0);
    raise(SIGUSR1);
    CHECK_EQ(calls, 0);
    CHECK_FAILS(sigsuspend(&none), EINTR);
    CHECK_EQ(calls, 1);
    sigprocmask(SIG_BLOCK, NULL, &now);
    CHECK_EQ(sigismember(&now, SIGUSR1), 1);
}

TEST(queue_in_order) {
    int signal = SIGRTMIN + 1;
    sigset_t set = set_of(signal, SIGRTMIN);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    for (int i = 0; i < 10; i++)
        CHECK_EQ(sigqueue(getpid(), signal, (union sigval){.sival_int = i}), 0);
    CHECK_EQ(sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_ptr = &set}), 0);
    siginfo_t info;
    /* The lowest number first. */
    CHECK_EQ(sigwaitinfo(&set, &info), SIGRTMIN);
    CHECK_EQ(info.si_value.sival_ptr, &set);
    for (int i = 0; i < 10; i++) {
        memset(&info, 0, sizeof info);
        CHECK_EQ(sigtimedwait(&set, &info, &(struct timespec){0, 0}), signal);
        CHECK_EQ(info.si_value.sival_int, i);
        CHECK_EQ(info.si_code, SI_QUEUE);
        CHECK_EQ(info.si_pid, getpid());
        CHECK_EQ(info.si_uid, getuid());
    }
    CHECK_FAILS(sigtimedwait(&set, NULL, &(struct timespec){0, 0}), EAGAIN);
    CHECK_FAILS(sigtimedwait(&set, &info, &(struct timespec){0, 10000000}), EAGAIN);
    CHECK_FAILS(sigtimedwait(&set, &info, &(struct timespec){0, -1}), EINVAL);
    /* An ordinary signal is pending once. */
    set = set_of(SIGUSR1, 0);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR1);
    raise(SIGUSR1);
    CHECK_EQ(sigwaitinfo(&set, NULL), SIGUSR1);
    CHECK_FAILS(sigtimedwait(&set, NULL, &(struct timespec){0, 0}), EAGAIN);
}

TEST(wait_passes_over_others) {
    sigset_t set = set_of(SIGUSR1, 0);
    int got = 0;
    signal(SIGUSR2, count);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    pid_t parent = getpid(), child = fork();
    if (child == 0) {
        usleep(30000);
        kill(parent, SIGUSR2);
        usleep(30000);
        kill(parent, SIGUSR1);
        _exit(0);
    }
    errno = 0;
    CHECK_EQ(sigwait(&set, &got), 0);
    CHECK_EQ(got, SIGUSR1);
    CHECK_EQ(calls, 1);
    while (waitpid(child, NULL, 0) < 0)
        CHECK_EQ(errno, EINTR);
    /* sigtimedwait does tell. */
    child = fork();
    if (child == 0) {
        for (int i = 0; i < 10; i++) {
            usleep(20000);
            kill(parent, SIGUSR2);
        }
        _exit(0);
    }
    CHECK_FAILS(sigtimedwait(&set, NULL, &(struct timespec){20, 0}), EINTR);
    while (waitpid(child, NULL, 0) < 0)
        CHECK_EQ(errno, EINTR);
}

TEST(system_v) {
    signal(SIGUSR1, count);
    CHECK_EQ(sighold(SIGUSR1), 0);
    raise(SIGUSR1);
    CHECK_EQ(calls, 0);
    CHECK_FAILS(sigpause(SIGUSR1), EINTR);
    CHECK_EQ(calls, 1);
    raise(SIGUSR1);
    CHECK_EQ(calls, 1);
    CHECK_EQ(sigrelse(SIGUSR1), 0);
    CHECK_EQ(calls, 2);
    CHECK_EQ(sigignore(SIGUSR1), 0);
    raise(SIGUSR1);
    CHECK_EQ(calls, 2);
    CHECK(sigset(SIGUSR1, count) == SIG_IGN);
    CHECK(sigset(SIGUSR1, SIG_HOLD) == count);
    CHECK(sigset(SIGUSR1, count) == SIG_HOLD);
    raise(SIGUSR1);
    CHECK_EQ(calls, 3);
    CHECK_FAILS(sighold(65), EINVAL);
    CHECK_FAILS(sigignore(SIGKILL), EINVAL);
}
