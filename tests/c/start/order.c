/* What runs before main and after it, in which order, and how a process ends. */
#include "check.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

static char order[32];
static int seen_argc;
static char **seen_environment;
static int pipe_ends[2];

static void note(char what) {
    order[strlen(order)] = what;
}

static void before_constructors(int argc, char **argv, char **envp) {
    (void)argv;
    seen_argc = argc;
    seen_environment = envp;
    note('p');
}

__attribute__((section(".preinit_array"), used)) static void (*const early)(int, char **, char **) = before_constructors;

__attribute__((constructor(101))) static void construct_first(void) {
    note('1');
}

__attribute__((constructor(102))) static void construct_second(void) {
    note('2');
}

__attribute__((constructor)) static void construct_last(void) {
    note('3');
}

extern char **environ;

TEST(before_main) {
    CHECK_STR(order, "p123");
    CHECK_EQ(seen_argc, 2);
    CHECK_EQ(seen_environment, environ);
}

/* What ends a child writes to the pipe. */
static void tell(const char *text) {
    if (write(pipe_ends[1], text, strlen(text)) < 0)
        _exit(99);
}

static void tell_1(void) { tell("1"); }
static void tell_2(void) { tell("2"); }
static void tell_3(void) { tell("3"); }

static void register_more(void) {
    tell("r");
    atexit(tell_3);
}

__attribute__((destructor)) static void destroy(void) {
    if (pipe_ends[1])
        tell("d");
}

static int status_of(void (*child)(void), char *said, size_t size) {
    CHECK_EQ(pipe(pipe_ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        child();
        _exit(98);
    }
    close(pipe_ends[1]);
    pipe_ends[1] = 0;
    size_t length = 0;
    ssize_t more;
    while ((more = read(pipe_ends[0], said + length, size - 1 - length)) > 0)
        length += (size_t)more;
    said[length] = 0;
    close(pipe_ends[0]);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return status;
}

static void leave(void) {
    atexit(tell_1);
    atexit(tell_2);
    atexit(register_more);
    FILE *stream = fdopen(dup(pipe_ends[1]), "w");
    fputs("flushed", stream);
    exit(300 + 7);
}

TEST(exit_runs_everything) {
    char said[64];
    int status = status_of(leave, said, sizeof said);
    CHECK_STR(said, "r321dflushed");
    CHECK(WIFEXITED(status));
    CHECK_EQ(WEXITSTATUS(status), (300 + 7) & 0xff);
}

static void leave_quickly(void) {
    atexit(tell_1);
    at_quick_exit(tell_2);
    at_quick_exit(tell_3);
    FILE *stream = fdopen(dup(pipe_ends[1]), "w");
    fputs("not flushed", stream);
    quick_exit(5);
}

TEST(quick_exit_runs_its_own) {
    char said[64];
    int status = status_of(leave_quickly, said, sizeof said);
    CHECK_STR(said, "32");
    CHECK_EQ(WEXITSTATUS(status), 5);
}

static void leave_at_once(void) {
    atexit(tell_1);
    at_quick_exit(tell_2);
    _Exit(6);
}

TEST(_Exit_runs_nothing) {
    char said[64];
    int status = status_of(leave_at_once, said, sizeof said);
    CHECK_STR(said, "");
    CHECK_EQ(WEXITSTATUS(status), 6);
}

static void abort_plainly(void) {
    atexit(tell_1);
    abort();
}

static void abort_ignored(void) {
    signal(SIGABRT, SIG_IGN);
    abort();
}

static void come_back(int signal) {
    (void)signal;
    tell("h");
}

static void abort_handled(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGABRT);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGABRT, come_back);
    abort();
}

TEST(abort_always_ends) {
    char said[64];
    void (*const ways[])(void) = {abort_plainly, abort_ignored, abort_handled};
    for (int i = 0; i < 3; i++) {
        int status = status_of(ways[i], said, sizeof said);
        CHECK(WIFSIGNALED(status));
        CHECK_EQ(WTERMSIG(status), SIGABRT);
        CHECK_STR(said, i == 2 ? "h" : "");
    }
}

static void many_handlers(void) {
    for (int i = 0; i < 1000; i++)
        if (atexit(tell_1) != 0)
            _exit(97);
    exit(0);
}

TEST(a_thousand_handlers) {
    static char said[2000];
    int status = status_of(many_handlers, said, sizeof said);
    CHECK_EQ(status, 0);
    CHECK_EQ(strlen(said), 1001);
}
