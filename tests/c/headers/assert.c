/* assert: what it says, and how it ends. */
#include "check.h"
#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

TEST(holds) {
    int evaluated = 0;
    assert(++evaluated == 1);
    CHECK_EQ(evaluated, 1);
}

TEST(fails) {
    int pipes[2], status;
    CHECK_EQ(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(pipes[1], 2);
        assert(getpid() == 0 && "reason");
        _exit(0);
    }
    close(pipes[1]);
    char text[512];
    ssize_t length = 0, got;
    while ((got = read(pipes[0], text + length, sizeof text - 1 - (size_t)length)) > 0)
        length += got;
    text[length] = 0;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    CHECK(strstr(text, "getpid() == 0 && \"reason\""));
    CHECK(strstr(text, "assert.c"));
    CHECK(strstr(text, "fails"));
    CHECK(strstr(text, "20"));
    CHECK(length && text[length - 1] == '\n');
}

#define NDEBUG
#include <assert.h>

TEST(is_nothing) {
    int evaluated = 0;
    assert(++evaluated == 5);
    CHECK_EQ(evaluated, 0);
}
