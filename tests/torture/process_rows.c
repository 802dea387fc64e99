/* Threads, processes, and the child as a whole. */
#define _GNU_SOURCE
#include "torture.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void *same(void *argument) {
    return argument;
}

static int run_thread(void) {
    pthread_t thread;
    void *result = NULL;
    return pthread_create(&thread, NULL, same, &result) != 0 || pthread_join(thread, &result) != 0;
}

static void make_threads(int thread) {
    (void)thread;
    run_thread();
}

static int child_makes_threads(int number) {
    (void)number;
    for (int i = 0; i < 5; i++)
        EXPECT(run_thread() == 0);
    return 0;
}

static _Thread_local int destroyed;

static void destroy(void *value) {
    (void)value;
    destroyed++;
}

static void use_keys(int thread) {
    (void)thread;
    pthread_key_t key;
    if (pthread_key_create(&key, destroy) == 0) {
        pthread_setspecific(key, &key);
        pthread_key_delete(key);
    }
}

static pthread_key_t own_key;
static int own_destroyed;

static void destroy_own(void *value) {
    own_destroyed += value == &own_key;
}

static void *set_own(void *unused) {
    (void)unused;
    pthread_setspecific(own_key, &own_key);
    return NULL;
}

static int child_uses_keys(int number) {
    (void)number;
    pthread_t thread;
    EXPECT(pthread_key_create(&own_key, destroy_own) == 0);
    EXPECT(pthread_create(&thread, NULL, set_own, NULL) == 0 && pthread_join(thread, NULL) == 0);
    EXPECT(own_destroyed == 1 && pthread_key_delete(own_key) == 0);
    return 0;
}

static void open_pipe(int thread) {
    (void)thread;
    FILE *pipe = popen("exit 0", "r");
    if (pipe)
        pclose(pipe);
}

static int child_opens_pipe(int number) {
    char command[32];
    int answer = -1;
    snprintf(command, sizeof command, "echo %d", number);
    FILE *pipe = popen(command, "r");
    EXPECT(pipe && fscanf(pipe, "%d", &answer) == 1 && answer == number && pclose(pipe) == 0);
    return 0;
}

static int spawn_true(void) {
    char *arguments[] = {"true", NULL};
    pid_t pid;
    int status;
    return posix_spawn(&pid, "/bin/true", NULL, NULL, arguments, environ) != 0 || waitpid(pid, &status, 0) != pid || status;
}

static void spawn(int thread) {
    (void)thread;
    spawn_true();
}

static int child_spawns(int number) {
    (void)number;
    EXPECT(spawn_true() == 0);
    EXPECT(system("exit 7") == 7 << 8);
    pid_t pid = vfork();
    if (pid == 0)
        _exit(9);
    int status;
    EXPECT(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 9);
    return 0;
}

static void nothing(void) {}

static void register_exit(int thread) {
    static _Atomic int registered;
    (void)thread;
    if (registered++ < 2000)
        atexit(nothing);
    sched_yield();
}

static int child_registers_exit(int number) {
    (void)number;
    EXPECT(atexit(nothing) == 0 && at_quick_exit(nothing) == 0);
    return 0;
}

static int nested(int depth) {
    if (depth == 0)
        return 0;
    FILE *file = tmpfile();
    EXPECT(file && fprintf(file, "%d", depth) > 0);
    EXPECT(run_thread() == 0);
    pid_t pid = fork();
    if (pid == 0)
        _exit(nested(depth - 1));
    int status;
    EXPECT(pid > 0 && waitpid(pid, &status, 0) == pid && status == 0 && fclose(file) == 0);
    return 0;
}

static void work(int thread) {
    char *text;
    if (asprintf(&text, "%d", thread) > 0)
        free(text);
    fflush(NULL);
}

static int child_forks(int number) {
    (void)number;
    return nested(5);
}

static pthread_t parent_self;
static pthread_mutex_t recursive;
static _Thread_local int mine;

static void take_recursive(void) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&recursive, &attributes);
    parent_self = pthread_self();
    mine = 42;
}

static void lock_recursive(int number) {
    (void)number;
    pthread_mutex_lock(&recursive);
}

static void unlock_recursive(int number) {
    (void)number;
    pthread_mutex_unlock(&recursive);
}

static int child_is_itself(int number) {
    (void)number;
    struct timespec used;
    EXPECT(pthread_equal(pthread_self(), parent_self) && mine == 42);
    EXPECT(getpid() == (pid_t)syscall(SYS_getpid) && getpid() == (pid_t)syscall(SYS_gettid));
    EXPECT(pthread_mutex_lock(&recursive) == 0 && pthread_mutex_unlock(&recursive) == 0);
    EXPECT(pthread_mutex_unlock(&recursive) == 0);
    EXPECT(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used) == 0 && used.tv_sec < 5);
    EXPECT(pthread_kill(pthread_self(), 0) == 0 && raise(0) == 0);
    return 0;
}

/* A process that forks 1,000 generations deep with 16 threads each does not grow. */
static long resident_pages(void) {
    long size = 0, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &size, &resident) != 2)
        return -1;
    fclose(file);
    return size;
}

static void *sleep_for_ever(void *unused) {
    char *text;
    if (asprintf(&text, "%p", unused) > 0)
        free(text);
    for (;;)
        pause();
    return NULL;
}

static int child_generations(int number) {
    (void)number;
    long first = 0;
    alarm(300);
    for (int generation = 0; generation < 1000; generation++) {
        pthread_t thread;
        for (int i = 0; i < 16; i++)
            EXPECT(pthread_create(&thread, NULL, sleep_for_ever, NULL) == 0);
        long pages = resident_pages();
        EXPECT(pages > 0);
        if (generation == 20)
            first = pages;
        if (generation > 20)
            EXPECT(pages <= first + first / 10);
        pid_t pid = fork();
        EXPECT(pid >= 0);
        if (pid != 0) {
            int status;
            EXPECT(waitpid(pid, &status, 0) == pid);
            _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
        }
    }
    return 0;
}

const struct row process_rows[] = {
    {"threads", "pthread_create, pthread_join", .hammer = make_threads, .child = child_makes_threads},
    {"keys", "thread-specific keys", .hammer = use_keys, .child = child_uses_keys},
    {"popen", "popen, pclose", .hammer = open_pipe, .child = child_opens_pipe, .most = 300},
    {"spawn", "posix_spawn, system, vfork", .hammer = spawn, .child = child_spawns, .most = 300},
    {"atexit", "atexit, exit", .hammer = register_exit, .child = child_registers_exit, .by_exit = 1},
    {"nested", "forks five deep", .hammer = work, .child = child_forks, .most = 500},
    {"identity", "the same thread: pthread_self, TLS, a held recursive mutex", .set_up = take_recursive, .hammer = work,
     .child = child_is_itself, .before = lock_recursive, .after = unlock_recursive},
    {"generations", "1,000 generations of 16 threads do not grow", .child = child_generations, .threads = -1, .most = 1},
    {NULL},
};
