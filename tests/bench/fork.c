/* The time from fork to the end of a child that does nothing and the parent's wait: in a process that never made a thread,
 * beside the bare system calls; with threads that sleep; with threads that allocate all the time. */
#include "bench.h"
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void by_library(void) {
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        abort();
}

static void by_system_calls(void) {
    int status;
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0)
        syscall(SYS_exit_group, 0);
    if (child < 0 || syscall(SYS_wait4, child, &status, 0, NULL) != child || status != 0)
        abort();
}

static int pipe_ends[2];

static void *sleep_in_read(void *unused) {
    char byte;
    (void)!read(pipe_ends[0], &byte, 1);
    return unused;
}

static volatile int stop;

static void *allocate(void *unused) {
    void *blocks[16] = {0};
    for (size_t i = 0; !stop; i++) {
        free(blocks[i % 16]);
        blocks[i % 16] = malloc(16 + i * 37 % 1000);
        KEEP(blocks[i % 16]);
    }
    for (int i = 0; i < 16; i++)
        free(blocks[i]);
    return unused;
}

BENCHMARK {
    pthread_t threads[8];
    MEASURE(by_system_calls(), "clone");
    MEASURE(by_library(), "fork-alone");
    if (pipe(pipe_ends) != 0)
        abort();
    for (int i = 0; i < 8; i++)
        if (pthread_create(&threads[i], NULL, sleep_in_read, NULL) != 0)
            abort();
    MEASURE(by_library(), "fork-8-idle");
    close(pipe_ends[1]);
    for (int i = 0; i < 8; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < 2; i++)
        if (pthread_create(&threads[i], NULL, allocate, NULL) != 0)
            abort();
    MEASURE(by_library(), "fork-2-allocating");
    stop = 1;
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}
