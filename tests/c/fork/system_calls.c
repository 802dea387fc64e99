/* Which system calls fork makes: watched by ptrace(2). In a process that never made a thread it is one, clone, and fork
 * takes no lock: it works in a signal handler that interrupted any function. */
#define _GNU_SOURCE
#include "forking.h"
#include "emulated.h"

#include <stdatomic.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>

/* linux/ptrace.h's `struct ptrace_syscall_info`. */
struct information {
    uint8_t op;
    uint8_t padding[3];
    uint32_t arch;
    uint64_t instruction_pointer, stack_pointer;
    uint64_t number, arguments[6];
    uint64_t more[4];
};

enum { GET_SYSCALL_INFO = 0x420e, ENTRY = 1 };

/* A system call that does nothing, and that nobody else makes so. */
static void mark(void) {
    syscall(SYS_getpgid, -777);
}

struct calls {
    long number[64];
    int count;
};

/* Lets `traced` run to its end, and notes the calls that it makes between two marks. */
static void watch_calls(pid_t traced, struct calls *calls, int seen_marks) {
    int status;
    for (;;) {
        CHECK_EQ(ptrace(PTRACE_SYSCALL, traced, NULL, NULL), 0);
        CHECK_EQ(waitpid(traced, &status, __WALL), traced);
        if (WIFEXITED(status)) {
            CHECK_EQ(WEXITSTATUS(status), 0);
            return;
        }
        CHECK(WIFSTOPPED(status));
        struct information information;
        if (WSTOPSIG(status) != (SIGTRAP | 0x80))
            continue;
        CHECK(ptrace(GET_SYSCALL_INFO, traced, sizeof information, &information) > 0);
        if (information.op != ENTRY)
            continue;
        if (information.number == SYS_getpgid && (int)information.arguments[0] == -777) {
            seen_marks++;
        } else if (seen_marks == 1) {
            CHECK(calls->count < 64);
            calls->number[calls->count++] = (long)information.number;
        }
    }
}

static void fork_between_marks(void) {
    mark();
    pid_t pid = fork();
    mark();
    if (pid == 0)
        _exit(0);
    CHECK(pid > 0);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

/* Runs `traced` in a process of its own; what it does between the marks, and what its child does before the mark. */
static void trace(void (*traced)(void), struct calls *in_parent, struct calls *in_child) {
    pid_t pid = fork();
    if (pid == 0) {
        CHECK_EQ(ptrace(PTRACE_TRACEME, 0, NULL, NULL), 0);
        raise(SIGSTOP);
        traced();
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFSTOPPED(status));
    /* TRACESYSGOOD, TRACEFORK, TRACECLONE, EXITKILL */
    CHECK_EQ(ptrace(PTRACE_SETOPTIONS, pid, NULL, (void *)(1L | 2 | 8 | 0x100000)), 0);
    pid_t forked = -1;
    int marks = 0;
    while (forked < 0) {
        CHECK_EQ(ptrace(PTRACE_SYSCALL, pid, NULL, NULL), 0);
        CHECK_EQ(waitpid(pid, &status, __WALL), pid);
        CHECK(WIFSTOPPED(status));
        struct information information;
        if (status >> 8 == (SIGTRAP | PTRACE_EVENT_FORK << 8) || status >> 8 == (SIGTRAP | PTRACE_EVENT_CLONE << 8)) {
            unsigned long number;
            CHECK_EQ(ptrace(PTRACE_GETEVENTMSG, pid, NULL, &number), 0);
            forked = (pid_t)number;
        } else if (WSTOPSIG(status) == (SIGTRAP | 0x80)) {
            CHECK(ptrace(GET_SYSCALL_INFO, pid, sizeof information, &information) > 0);
            if (information.op != ENTRY)
                continue;
            if (information.number == SYS_getpgid && (int)information.arguments[0] == -777)
                marks++;
            else if (marks == 1)
                in_parent->number[in_parent->count++] = (long)information.number;
        }
    }
    CHECK_EQ(waitpid(forked, &status, __WALL), forked);
    watch_calls(forked, in_child, 1);
    watch_calls(pid, in_parent, 1);
}

TEST(one_call_if_there_never_was_a_thread) {
    struct calls in_parent = {0}, in_child = {0};
    if (emulated())
        return;
    trace(fork_between_marks, &in_parent, &in_child);
    CHECK_EQ(in_parent.count, 1);
    CHECK_EQ(in_parent.number[0], SYS_clone);
    CHECK_EQ(in_child.count, 0);
}

/* Every function that takes a lock, in a process without threads; a handler forks amid them. */
static atomic_int handled;

static void fork_in_handler(int signal) {
    (void)signal;
    int error = errno;
    pid_t pid = fork();
    if (pid == 0)
        _exit(7);
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 7)
        _exit(2);
    handled++;
    errno = error;
}

TEST(no_lock_if_there_never_was_a_thread) {
    FILE *file = fopen("/dev/null", "w");
    struct sigaction action = {.sa_handler = fork_in_handler, .sa_flags = SA_RESTART};
    struct itimerval often = {{0, 500}, {0, 500}}, never = {0};
    CHECK(file);
    CHECK_EQ(sigaction(SIGVTALRM, &action, NULL), 0);
    CHECK_EQ(setitimer(ITIMER_VIRTUAL, &often, NULL), 0);
    stage = "functions that a fork interrupts";
    for (int i = 0; handled < (emulated() ? 20 : 200); i++) {
        time_t now = i;
        struct tm tm;
        free(malloc((size_t)(i % 5000)));
        fprintf(file, "%d\n", i);
        setenv("VARIABLE", i % 2 ? "one" : "two", 1);
        random();
        localtime_r(&now, &tm);
        fclose(fopen("/dev/null", "r"));
    }
    CHECK_EQ(setitimer(ITIMER_VIRTUAL, &never, NULL), 0);
    CHECK_EQ(fclose(file), 0);
}
