/* Handlers and their flags. flags: -D_GNU_SOURCE */
#include "check.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int calls, depth, deepest, value, code, blocked_self, blocked_other;
static volatile pid_t sender;
static void *volatile at;

static void count(int signal) {
    int saved = 0;
    sigset_t mask;
    (void)saved;
    calls++;
    at = &saved;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    blocked_self = sigismember(&mask, signal);
    blocked_other = sigismember(&mask, SIGUSR2);
}

static void information(int signal, siginfo_t *info, void *context) {
    calls++;
    value = info->si_value.sival_int;
    code = info->si_code;
    sender = info->si_pid;
    CHECK_EQ(info->si_signo, signal);
    CHECK(context != NULL);
}

static void nest(int signal) {
    depth++;
    if (depth > deepest)
        deepest = depth;
    if (calls++ < 2)
        raise(signal);
    depth--;
}

TEST(simple) {
    struct sigaction action = {.sa_handler = count}, old;
    sigemptyset(&action.sa_mask);
    sigaddset(&action.sa_mask, SIGUSR2);
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    CHECK_EQ(sigaction(SIGUSR1, NULL, &old), 0);
    CHECK(old.sa_handler == count);
    CHECK_EQ(sigismember(&old.sa_mask, SIGUSR2), 1);
    CHECK_EQ(sigismember(&old.sa_mask, SIGUSR1), 0);
    CHECK_EQ(old.sa_flags & ~0x04000000, 0);
    CHECK_EQ(raise(SIGUSR1), 0);
    CHECK_EQ(calls, 1);
    CHECK_EQ(blocked_self, 1);
    CHECK_EQ(blocked_other, 1);
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    CHECK_EQ(sigismember(&mask, SIGUSR1), 0);
    CHECK_EQ(kill(getpid(), SIGUSR1), 0);
    CHECK_EQ(calls, 2);
}

TEST(siginfo) {
    struct sigaction action = {.sa_sigaction = information, .sa_flags = SA_SIGINFO};
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    CHECK_EQ(sigqueue(getpid(), SIGUSR1, (union sigval){.sival_int = 4711}), 0);
    CHECK_EQ(calls, 1);
    CHECK_EQ(value, 4711);
    CHECK_EQ(code, SI_QUEUE);
    CHECK_EQ(sender, getpid());
    kill(getpid(), SIGUSR1);
    CHECK_EQ(code, SI_USER);
    raise(SIGUSR1);
    CHECK_EQ(code, SI_TKILL);
    CHECK_EQ(calls, 3);
}

TEST(reset) {
    struct sigaction action = {.sa_handler = count, .sa_flags = SA_RESETHAND}, old;
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    raise(SIGUSR1);
    CHECK_EQ(calls, 1);
    CHECK_EQ(sigaction(SIGUSR1, NULL, &old), 0);
    CHECK(old.sa_handler == SIG_DFL);
}

TEST(deferral) {
    struct sigaction action = {.sa_handler = nest};
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    raise(SIGUSR1);
    CHECK_EQ(calls, 3);
    CHECK_EQ(deepest, 1);
    calls = deepest = 0;
    action.sa_flags = SA_NODEFER;
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    raise(SIGUSR1);
    CHECK_EQ(calls, 3);
    CHECK_EQ(deepest, 3);
}

TEST(alternate_stack) {
    size_t size = SIGSTKSZ * 4;
    char *memory = malloc(size);
    stack_t stack = {.ss_sp = memory, .ss_size = size}, old;
    CHECK_EQ(sigaltstack(NULL, &old), 0);
    CHECK(old.ss_flags & SS_DISABLE);
    CHECK_EQ(sigaltstack(&stack, NULL), 0);
    struct sigaction action = {.sa_handler = count, .sa_flags = SA_ONSTACK};
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    CHECK((char *)at >= memory && (char *)at < memory + size);
    action.sa_flags = 0;
    sigaction(SIGUSR1, &action, NULL);
    raise(SIGUSR1);
    CHECK(!((char *)at >= memory && (char *)at < memory + size));
    CHECK_EQ(sigaltstack(NULL, &old), 0);
    CHECK_EQ(old.ss_sp, (void *)memory);
    CHECK_EQ(old.ss_size, size);
    stack.ss_size = 100;
    CHECK_FAILS(sigaltstack(&stack, NULL), ENOMEM);
    stack.ss_size = size;
    stack.ss_flags = 99;
    CHECK_FAILS(sigaltstack(&stack, NULL), EINVAL);
    stack.ss_flags = SS_DISABLE;
    CHECK_EQ(sigaltstack(&stack, NULL), 0);
}

TEST(old_interface) {
    CHECK(signal(SIGUSR1, count) == SIG_DFL);
    CHECK(signal(SIGUSR1, SIG_IGN) == count);
    raise(SIGUSR1);
    CHECK_EQ(calls, 0);
    CHECK(signal(SIGUSR1, count) == SIG_IGN);
    raise(SIGUSR1);
    raise(SIGUSR1);
    CHECK_EQ(calls, 2);
    CHECK_FAILS((intptr_t)signal(SIGKILL, count), EINVAL);
    CHECK_FAILS((intptr_t)signal(0, count), EINVAL);
    CHECK_FAILS((intptr_t)signal(65, count), EINVAL);
}

TEST(restart) {
    for (int restart = 0; restart < 2; restart++) {
        struct sigaction action = {.sa_handler = count, .sa_flags = restart ? SA_RESTART : 0};
        sigaction(SIGUSR1, &action, NULL);
        CHECK_EQ(siginterrupt(SIGUSR1, !restart), 0);
        int pipes[2];
        CHECK_EQ(pipe(pipes), 0);
        pid_t parent = getpid(), child = fork();
        if (child == 0) {
            /* Signals until the parent is done; once the read restarts, what it waits for. */
            for (int i = 0; i < 5; i++) {
                usleep(30000);
                kill(parent, SIGUSR1);
            }
            usleep(30000);
            if (write(pipes[1], "x", 1) != 1)
                _exit(1);
            _exit(0);
        }
        char byte;
        errno = 0;
        ssize_t length = read(pipes[0], &byte, 1);
        if (restart)
            CHECK_EQ(length, 1);
        else
            CHECK(length == -1 && errno == EINTR);
        int status;
        while (waitpid(child, &status, 0) < 0)
            CHECK_EQ(errno, EINTR);
        CHECK_EQ(status, 0);
    }
}

TEST(errors) {
    struct sigaction action = {.sa_handler = count};
    CHECK_FAILS(sigaction(SIGKILL, &action, NULL), EINVAL);
    CHECK_FAILS(sigaction(SIGSTOP, &action, NULL), EINVAL);
    CHECK_FAILS(sigaction(0, &action, NULL), EINVAL);
    CHECK_FAILS(sigaction(-1, &action, NULL), EINVAL);
    CHECK_FAILS(sigaction(65, &action, NULL), EINVAL);
    /* The library keeps these to itself. */
    CHECK_FAILS(sigaction(32, &action, NULL), EINVAL);
    CHECK_FAILS(sigaction(33, &action, NULL), EINVAL);
    CHECK_FAILS(kill(getpid(), 65), EINVAL);
    CHECK_FAILS(kill(0x7ffffff0, 0), ESRCH);
    CHECK_FAILS(killpg(-1, SIGUSR1), EINVAL);
    CHECK(raise(65) != 0);
    CHECK_EQ(errno, EINVAL);
    CHECK_EQ(kill(getpid(), 0), 0);
    CHECK_FAILS(sigqueue(0x7ffffff0, SIGUSR1, (union sigval){0}), ESRCH);
}

TEST(group) {
    pid_t child = fork();
    if (child == 0) {
        setpgid(0, 0);
        signal(SIGUSR1, SIG_DFL);
        killpg(getpgrp(), SIGUSR1);
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR1);
}

TEST(sets) {
    sigset_t set, other, result;
    CHECK_EQ(sigemptyset(&set), 0);
    CHECK_EQ(sigisemptyset(&set), 1);
    for (int signal = 1; signal < 65; signal++)
        CHECK(sigismember(&set, signal) <= 0);
    CHECK_EQ(sigaddset(&set, 31), 0);
    CHECK_EQ(sigisemptyset(&set), 0);
    CHECK_EQ(sigdelset(&set, 31), 0);
    CHECK_EQ(sigaddset(&set, 64), 0);
    CHECK_EQ(sigismember(&set, 64), 1);
    CHECK_EQ(sigfillset(&other), 0);
    CHECK_EQ(sigismember(&other, 1), 1);
    CHECK_EQ(sigdelset(&other, 64), 0);
    CHECK_EQ(sigandset(&result, &set, &other), 0);
    CHECK_EQ(sigisemptyset(&result), 1);
    CHECK_EQ(sigorset(&result, &set, &other), 0);
    CHECK_EQ(sigismember(&result, 64), 1);
    CHECK_EQ(sigismember(&result, 1), 1);
    CHECK_FAILS(sigaddset(&set, 0), EINVAL);
    CHECK_FAILS(sigaddset(&set, 65), EINVAL);
    CHECK_FAILS(sigdelset(&set, 65), EINVAL);
    CHECK_FAILS(sigismember(&set, -1), EINVAL);
    CHECK(SIGRTMIN > 32 && SIGRTMAX == 64);
}
