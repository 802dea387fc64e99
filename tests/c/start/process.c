/* What the kernel gave: arguments, environment, auxiliary vector, clocks through the vDSO, canary. */
/* flags: -fstack-protector-all */
#include "check.h"

#include <elf.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;
extern char *program_invocation_name, *program_invocation_short_name;

TEST(auxiliary_vector) {
    CHECK_EQ(getauxval(AT_PAGESZ), sysconf(_SC_PAGESIZE));
    CHECK(getauxval(AT_PHDR) != 0);
    CHECK(getauxval(AT_RANDOM) != 0);
    errno = 0;
    CHECK_EQ(getauxval(12345), 0);
    CHECK_EQ(errno, ENOENT);
}

TEST(names) {
    CHECK(program_invocation_name != NULL);
    CHECK_STR(program_invocation_short_name, "process");
}

TEST(environment_is_there) {
    CHECK(environ != NULL);
    CHECK(getenv("PATH") != NULL);
}

TEST(clocks) {
    struct timespec before, after;
    CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &before), 0);
    for (int i = 0; i < 1000; i++) {
        CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &after), 0);
        CHECK(after.tv_sec > before.tv_sec || (after.tv_sec == before.tv_sec && after.tv_nsec >= before.tv_nsec));
        before = after;
    }
    CHECK_EQ(clock_gettime(CLOCK_REALTIME, &after), 0);
    CHECK(time(NULL) - after.tv_sec <= 1);
    CHECK_FAILS(clock_gettime(12345, &after), EINVAL);
}

__attribute__((noinline)) static void overrun(volatile char *at, int count) {
    for (int i = 0; i < count; i++)
        at[i] = 1;
}

__attribute__((noinline)) static void smash(void) {
    char text[8];
    overrun(text, 64);
}

TEST(canary) {
    pid_t pid = fork();
    if (pid == 0) {
        close(2);
        smash();
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFSIGNALED(status));
    CHECK_EQ(WTERMSIG(status), SIGABRT);
}

static const char *const constant_pointer = "text";

TEST(constants_are_read_only) {
    pid_t pid = fork();
    if (pid == 0) {
        *(const char *volatile *)&constant_pointer = NULL;
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFSIGNALED(status));
    CHECK_EQ(WTERMSIG(status), SIGSEGV);
}

TEST(stack_is_not_executable) {
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    int found = 0;
    CHECK(maps != NULL);
    while (fgets(line, sizeof line, maps))
        if (strstr(line, "[stack]")) {
            found = 1;
            CHECK(strstr(line, "rw-p") != NULL);
        }
    fclose(maps);
    (void)found;
}

/* What lies beside the image of thread-local storage does not make the code writable. */
static _Thread_local volatile int zeroed;

TEST(no_memory_is_writable_and_executable) {
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512];
    CHECK(maps != NULL);
    CHECK_EQ(zeroed, 0);
    while (fgets(line, sizeof line, maps)) {
        const char *rights = strchr(line, ' ');
        CHECK(rights != NULL);
        CHECK(rights[2] != 'w' || rights[3] != 'x');
    }
    fclose(maps);
}
