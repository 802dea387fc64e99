/* Forking often while other threads are at work, with each way to go wrong told apart: a hang in the parent, a hang in
 * the child, a crash of the child, a wrong result in it. */
#ifndef FORKING_H
#define FORKING_H

#include "check.h"
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

/* Forks in each test. */
#if !defined FORKS && defined __aarch64__
#define FORKS 60 /* under an emulator */
#endif
#ifndef FORKS
#define FORKS 300
#endif

static volatile int in_child;
static const char *volatile stage = "start";

static void hung(int signal) {
    (void)signal;
    say(in_child ? "hang in the child: " : "hang in the parent: ");
    say(stage);
    say("\n");
    _exit(in_child ? 99 : 98);
}

static inline void watch(unsigned seconds) {
    struct sigaction action = {0};
    action.sa_handler = hung;
    sigaction(SIGALRM, &action, NULL);
    alarm(seconds);
}

/* Forks; the child runs `child` and ends with `_exit(0)` unless that ends it. A failed check in it ends it with 1. */
static inline void fork_once(int number, void (*child)(int)) {
    stage = "fork";
    pid_t pid = fork();
    if (pid == 0) {
        in_child = 1;
        stage = "child";
        watch(10);
        child(number);
        _exit(0);
    }
    CHECK(pid > 0);
    stage = "wait";
    int status;
    while (waitpid(pid, &status, 0) < 0)
        CHECK(errno == EINTR);
    if (WIFSIGNALED(status)) {
        say("crash in the child: signal ");
        say_number((uintmax_t)WTERMSIG(status), 0);
        failed();
    }
    if (WEXITSTATUS(status) != 0) {
        say(WEXITSTATUS(status) == 99 ? "the child hung" : "wrong result in the child");
        say(" at fork ");
        say_number((uintmax_t)number, 0);
        failed();
    }
}

static inline void fork_often(void (*child)(int)) {
    watch(TEST_SECONDS - 5);
    for (int i = 0; i < FORKS; i++)
        fork_once(i, child);
    stage = "end";
}

static inline pthread_t start(void *(*function)(void *), void *argument) {
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, function, argument), 0);
    return thread;
}

/* Waits a moment, so that a thread gets to where it blocks. It decides no test. */
static inline void moment(void) {
    usleep(20000);
}

/* In the child: what the stream writes from now on goes to a pipe of the child's own. */
static int captured = -1;

static inline void capture(FILE *f) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    CHECK(dup2(fds[1], fileno(f)) >= 0);
    close(fds[1]);
    captured = fds[0];
}

/* Closes the stream and checks what it wrote. */
static inline void check_captured(FILE *f, const char *expected) {
    static char got[70000];
    CHECK_EQ(fclose(f), 0);
    size_t total = 0;
    ssize_t n;
    while ((n = read(captured, got + total, sizeof got - 1 - total)) > 0)
        total += (size_t)n;
    got[total] = 0;
    CHECK_STR(got, expected);
}

/* A temporary file's name. */
static inline const char *scratch(void) {
    static char path[40];
    memcpy(path, "/tmp/tine-fork-", 16);
    char *at = path + 15;
    for (long pid = getpid(); pid; pid /= 10)
        *at++ = (char)('0' + pid % 10);
    *at = 0;
    return path;
}

#endif
