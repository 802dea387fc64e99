/* pthread_atfork handlers, and _Fork in signal handlers. */
#define _GNU_SOURCE
#include "torture.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static FILE *shared;

static void open_shared(void) {
    shared = tmpfile();
    if (!shared)
        _exit(8);
}

static void print(int thread) {
    fprintf(shared, "thread %d\n", thread);
    free(malloc(100));
}

/* Handlers print and allocate. */
static void handler_prints(void) {
    fprintf(shared, "handler\n");
    free(malloc(1000));
}

static void register_printing(void) {
    open_shared();
    pthread_atfork(handler_prints, handler_prints, handler_prints);
}

static int child_prints(int number) {
    EXPECT(fprintf(shared, "child %d\n", number) > 0 && fflush(shared) == 0);
    return 0;
}

/* A handler registers more, which run from the next fork on. */
static int later_prepared;

static void later_prepare(void) {
    later_prepared++;
}

static int registered;

static void handler_registers(void) {
    if (registered++ < 20)
        pthread_atfork(later_prepare, NULL, NULL);
}

static void register_registering(void) {
    open_shared();
    pthread_atfork(handler_registers, NULL, NULL);
}

static int child_counts(int number) {
    /* The fork before the last registered one each time: 0 + 1 + ... handlers have run. */
    int expected = 0;
    for (int i = 0; i <= number; i++)
        expected += i < 20 ? i : 20;
    EXPECT(later_prepared == expected);
    return child_prints(number);
}

/* A handler forks. */
static int forking;

static void handler_forks(void) {
    if (forking)
        return;
    forking = 1;
    pid_t pid = fork();
    if (pid == 0)
        _exit(11);
    int status;
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 11)
        _exit(9);
    forking = 0;
}

static void register_forking(void) {
    open_shared();
    pthread_atfork(handler_forks, handler_forks, handler_forks);
}

/* Order: prepare in reverse, parent and child forwards. */
static char order[64];

static void note(char what) {
    size_t length = strlen(order);
    if (length + 1 < sizeof order) {
        order[length] = what;
        order[length + 1] = 0;
    }
}

static void prepare_1(void) { note('a'); }
static void parent_1(void) { note('b'); }
static void child_1(void) { note('c'); }
static void prepare_2(void) { note('d'); }
static void parent_2(void) { note('e'); }
static void child_2(void) { note('f'); }

static void register_ordered(void) {
    open_shared();
    pthread_atfork(prepare_1, parent_1, child_1);
    pthread_atfork(prepare_2, parent_2, child_2);
}

static void forget_order(int number) {
    (void)number;
    order[0] = 0;
}

static void check_order(int number) {
    (void)number;
    if (strcmp(order, "dabe") != 0)
        _exit(6);
}

static int child_checks_order(int number) {
    (void)number;
    EXPECT(strcmp(order, "dacf") == 0);
    return 0;
}

/* The application's locks, taken by its handlers. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int pair[2];

static void take(void) { pthread_mutex_lock(&lock); }
static void give(void) { pthread_mutex_unlock(&lock); }

static void register_locking(void) {
    open_shared();
    pthread_atfork(take, give, give);
}

static void change_pair(int thread) {
    pthread_mutex_lock(&lock);
    pair[0]++;
    fprintf(shared, "thread %d\n", thread);
    pair[1]++;
    pthread_mutex_unlock(&lock);
}

static int child_sees_pair(int number) {
    pthread_mutex_lock(&lock);
    EXPECT(pair[0] == pair[1]);
    pthread_mutex_unlock(&lock);
    return child_prints(number);
}

/* Threads fork and register at the same time: each fork has a matched set of handlers. */
static _Thread_local int depth;

static void enter(void) { depth++; }
static void leave(void) { depth--; }

static void fork_and_register(int thread) {
    static atomic_int count;
    if (thread == 0 && count++ < 1000)
        pthread_atfork(enter, leave, leave);
    pid_t pid = fork();
    if (pid == 0)
        _exit(depth);
    int status;
    if (pid > 0 && (waitpid(pid, &status, 0) != pid || status != 0 || depth != 0))
        _exit(6);
}

static int child_is_matched(int number) {
    EXPECT(depth == 0);
    return child_prints(number);
}

/* _Fork in a handler of a signal that interrupts whatever the thread is doing. */
static atomic_int bad_forks;
static pthread_t main_thread;

#ifdef NO__FORK
#define _Fork fork
#endif

static void handler_underscore_fork(int signal) {
    (void)signal;
    int error = errno;
    pid_t pid = _Fork();
    if (pid == 0)
        _exit(getpid() == 1);
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
        bad_forks++;
    errno = error;
}

static void handle_signals(void) {
    open_shared();
    struct sigaction action = {.sa_handler = handler_underscore_fork, .sa_flags = SA_RESTART};
    sigaction(SIGUSR1, &action, NULL);
    main_thread = pthread_self();
}

static void interrupt_main(int thread) {
    if (thread == 0)
        pthread_kill(main_thread, SIGUSR1);
    print(thread);
}

static int child_ignores(int number) {
    signal(SIGUSR1, SIG_IGN);
    return child_prints(number);
}

static int no_bad_forks(int forks) {
    (void)forks;
    return bad_forks != 0;
}

const struct row handler_rows[] = {
    {"atfork-prints", "atfork handlers print and allocate", .set_up = register_printing, .hammer = print,
     .child = child_prints},
    {"atfork-registers", "an atfork handler registers handlers", .set_up = register_registering, .hammer = print,
     .child = child_counts},
    {"atfork-forks", "atfork handlers fork", .set_up = register_forking, .hammer = print, .child = child_prints,
     .most = 500},
    {"atfork-order", "prepare in reverse, parent and child in order", .set_up = register_ordered, .hammer = print,
     .before = forget_order, .after = check_order, .child = child_checks_order},
    {"atfork-locks", "atfork handlers take the application's locks", .set_up = register_locking, .hammer = change_pair,
     .child = child_sees_pair},
    {"atfork-matched", "threads fork and register at the same time", .set_up = open_shared, .hammer = fork_and_register,
     .child = child_is_matched, .most = 500},
    {"_Fork", "_Fork in a signal handler that interrupts anything", .set_up = handle_signals, .hammer = interrupt_main,
     .child = child_ignores, .finish = no_bad_forks},
    {NULL},
};
