/* The debug build stops a program that takes locks out of order, runs foreign code under one or waits under one, and
 * names both. */
#define _GNU_SOURCE
#include "check.h"
#include "emulated.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef CHECKED

/* Calls the function under a lock of rank Random. */
void __checked_under_lock(void (*function)(void));

/* What a child that runs `function` so says before it is stopped. */
static void check_stopped(void (*function)(void), const char *expected) {
    int ends[2], status;
    char text[200] = {0};
    CHECK_EQ(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], 2);
        __checked_under_lock(function);
        _exit(0);
    }
    close(ends[1]);
    size_t length = 0;
    ssize_t got;
    while ((got = read(ends[0], text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)got;
    close(ends[0]);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    /* qemu-user adds a line of its own. */
    if (emulated())
        text[strcspn(text, "\n") + 1] = 0;
    CHECK_STR(text, expected);
    CHECK(WIFSIGNALED(status));
    CHECK_EQ(WTERMSIG(status), SIGABRT);
}

static void lower_rank(void) { setenv("NAME", "value", 1); }
static void same_rank(void) { random(); }
static void list_of_files(void) { fflush(NULL); }

TEST(out_of_order) {
    check_stopped(lower_rank, "tine: out of rank order: acquiring Environment while holding Random\n");
    check_stopped(same_rank, "tine: out of rank order: acquiring Random while holding Random\n");
    check_stopped(list_of_files, "tine: out of rank order: acquiring OpenFiles while holding Random\n");
}

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
static void sort(void) { qsort((int[]){3, 2, 1}, 3, sizeof(int), compare); }
static void allocate(void) { free(strdup("text")); }

TEST(foreign_code) {
    check_stopped(allocate, "tine: under a lock: malloc while holding Random\n");
    check_stopped(sort, "tine: under a lock: a comparator while holding Random\n");
}

static void nothing(void) {}
static void make_process(void) { fork(); }

TEST(handlers_of_fork) {
    CHECK_EQ(pthread_atfork(nothing, nothing, nothing), 0);
    check_stopped(make_process, "tine: under a lock: an atfork handler while holding Random\n");
}

static void read_pipe(void) {
    int ends[2];
    char byte;
    if (pipe(ends) != 0 || write(ends[1], "a", 1) != 1)
        _exit(1);
    (void)!read(ends[0], &byte, 1);
}
static void wait_for_child(void) { wait(NULL); }
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void wait_for_mutex(void) {
    pthread_mutex_lock(&mutex);
    pthread_mutex_timedlock(&mutex, &(struct timespec){0, 0});
}

TEST(waiting) {
    check_stopped(read_pipe, "tine: under a lock: a call that can block while holding Random\n");
    check_stopped(wait_for_child, "tine: under a lock: a call that can block while holding Random\n");
    check_stopped(wait_for_mutex, "tine: under a lock: a call that can block while holding Random\n");
}

static void leave(void) { _exit(42); }

TEST(what_is_in_order) {
    int status;
    pid_t pid = fork();
    if (pid == 0)
        __checked_under_lock(leave);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 42 << 8);
}

#endif

/* A signal handler may wait in the middle of any function. */
static atomic_int handled;

static void handle(int signal) {
    (void)signal;
    int error = errno;
    usleep(1);
    if (write(-1, "", 0) != -1)
        _exit(2);
    handled++;
    errno = error;
}

TEST(handlers_may_wait) {
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
    struct itimerval often = {{0, 200}, {0, 200}}, never = {0};
    CHECK_EQ(sigaction(SIGVTALRM, &action, NULL), 0);
    CHECK_EQ(setitimer(ITIMER_VIRTUAL, &often, NULL), 0);
    for (int i = 0; handled < 100; i++) {
        random();
        setenv("NAME", i % 2 ? "one" : "two", 1);
    }
    CHECK_EQ(setitimer(ITIMER_VIRTUAL, &never, NULL), 0);
}

/* On a stack of its own, too. */
TEST(handlers_may_wait_on_another_stack) {
    static char memory[1 << 16];
    stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART | SA_ONSTACK};
    struct itimerval often = {{0, 200}, {0, 200}}, never = {0};
    CHECK_EQ(sigaltstack(&stack, NULL), 0);
    CHECK_EQ(sigaction(SIGVTALRM, &action, NULL), 0);
    CHECK_EQ(setitimer(ITIMER_VIRTUAL, &often, NULL), 0);
    while (handled < 100)
        random();
    CHECK_EQ(setitimer(ITIMER_VIRTUAL, &never, NULL), 0);
}
