/* Handlers that do not come back, and what fork has noted of them. */
#define _GNU_SOURCE
#include "forking.h"

#include <setjmp.h>
#include <stdatomic.h>

static atomic_int stop;

static void *print(void *unused) {
    FILE *file = fopen("/dev/null", "w");
    while (!stop) {
        fprintf(file, "line\n");
        free(malloc(100));
    }
    fclose(file);
    return unused;
}

/* exit() in a handler runs what atexit registered and flushes all streams. */
static int ends[2];

static void say_goodbye(void) {
    if (write(ends[1], "goodbye ", 8) != 8)
        _exit(1);
}

static void leave(void) {
    exit(33);
}

/* A process with threads that forks, with a handler that leaves. What it and its child write, and its status. */
static void check_leaving(void (*prepare)(void), void (*parent)(void), void (*child)(void), int leaves) {
    CHECK_EQ(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        FILE *file = fdopen(dup(ends[1]), "w");
        start(print, NULL);
        atexit(say_goodbye);
        CHECK_EQ(pthread_atfork(prepare, parent, child), 0);
        CHECK(fputs("flushed ", file) >= 0);
        CHECK_EQ(fflush(file), 0);
        pid_t inner = fork();
        if (inner == 0)
            _exit(0);
        int status;
        CHECK_EQ(waitpid(inner, &status, 0), inner);
        _exit(WEXITSTATUS(status));
    }
    close(ends[1]);
    char text[100] = {0};
    size_t length = 0;
    ssize_t got;
    while ((got = read(ends[0], text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)got;
    close(ends[0]);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, leaves ? 33 << 8 : 0);
    CHECK_STR(text, leaves ? "flushed goodbye " : "flushed ");
}

TEST(exit_in_prepare) { check_leaving(leave, NULL, NULL, 1); }
TEST(exit_in_parent) { check_leaving(NULL, leave, NULL, 1); }
TEST(exit_in_child) { check_leaving(NULL, NULL, leave, 1); }
TEST(no_exit) { check_leaving(NULL, NULL, NULL, 0); }

/* A handler that jumps out of fork leaves nothing locked. */
static jmp_buf out;
static int jumps;

static void jump(void) {
    if (jumps > 0) {
        jumps--;
        longjmp(out, 1);
    }
}

static void use(int number) {
    FILE *file = fopen("/dev/null", "w");
    CHECK(file && fprintf(file, "%d", number) > 0 && fclose(file) == 0);
    free(malloc(1000));
    CHECK_EQ(setenv("NAME", "value", 1), 0);
    CHECK_EQ(fflush(NULL), 0);
}

TEST(jump_out_of_prepare) {
    pthread_t thread = start(print, NULL);
    CHECK_EQ(pthread_atfork(jump, NULL, NULL), 0);
    for (int i = 0; i < 10; i++) {
        jumps = 1;
        if (setjmp(out) == 0) {
            fork();
            failed();
        }
        use(i);
        fork_once(i, use);
    }
    stop = 1;
    CHECK_EQ(pthread_join(thread, NULL), 0);
}
