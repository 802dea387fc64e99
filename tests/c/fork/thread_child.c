/* What a forked child can do with threads, and what it has of its own. */
#define _GNU_SOURCE
#include "../check.h"
#include "../emulated.h"
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

static atomic_int stop;
static void *churn(void *argument) {
    while (!atomic_load(&stop)) {
        pthread_key_t key;
        if (pthread_key_create(&key, NULL) == 0) {
            pthread_setspecific(key, &key);
            pthread_key_delete(key);
        }
        free(malloc(100));
    }
    return argument;
}
static void *idle(void *argument) {
    for (;;)
        pause();
    return argument;
}
static void *identity(void *argument) { return argument; }

static void reap(pid_t pid) {
    int status;
    CHECK(pid > 0);
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

static void use_threads(void) {
    if (emulated())
        return;
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, identity, (void *)(intptr_t)i), 0);
    for (int i = 0; i < 4; i++) {
        void *result;
        CHECK_EQ(pthread_join(threads[i], &result), 0);
        CHECK_EQ((intptr_t)result, i);
    }
}

TEST(identity_is_renewed) {
    pthread_t thread, self = pthread_self();
    CHECK_EQ(pthread_create(&thread, NULL, idle, NULL), 0);
    pid_t parent_tid = gettid();
    pid_t pid = fork();
    if (pid == 0) {
        CHECK(pthread_equal(self, pthread_self()));
        CHECK_EQ(gettid(), syscall(SYS_gettid));
        CHECK_EQ(gettid(), getpid());
        CHECK(gettid() != parent_tid);
        clockid_t clock;
        struct timespec time;
        CHECK_EQ(pthread_getcpuclockid(pthread_self(), &clock), 0);
        CHECK_EQ(clock_gettime(clock, &time), 0);
        CHECK_EQ(pthread_kill(pthread_self(), 0), 0);
        use_threads();
        _exit(0);
    }
    CHECK_EQ(gettid(), parent_tid);
    reap(pid);
}

TEST(nested_among_threads) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, churn, NULL), 0);
    for (int round = 0; round < 30; round++) {
        pid_t pid = fork();
        if (pid == 0) {
            for (int depth = 0; depth < 5; depth++) {
                pthread_t thread;
                if (!emulated())
                    CHECK_EQ(pthread_create(&thread, NULL, churn, NULL), 0);
                use_threads();
                pid_t child = fork();
                if (child > 0) {
                    reap(child);
                    _exit(0);
                }
                CHECK_EQ(child, 0);
            }
            _exit(0);
        }
        reap(pid);
    }
    atomic_store(&stop, 1);
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
}

/* The size of the address space in pages. */
static long mapped(void) {
    char text[200] = {0};
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(file != NULL);
    CHECK(fgets(text, sizeof text, file) != NULL);
    fclose(file);
    return atol(text);
}

/* Each generation has 16 threads when it forks the next: the stacks come back. */
TEST(generations_do_not_grow) {
    int generations = 100;
    long first = 0;
    if (emulated())
        return;
    for (int i = 0; i < generations; i++) {
        pthread_t thread;
        for (int j = 0; j < 16; j++) {
            CHECK_EQ(pthread_create(&thread, NULL, j % 2 ? idle : identity, NULL), 0);
            if (j % 4 == 0)
                CHECK_EQ(pthread_detach(thread), 0);
        }
        pid_t pid = fork();
        if (pid > 0) {
            reap(pid);
            if (i == 0)
                return;
            _exit(0);
        }
        CHECK_EQ(pid, 0);
        if (i == 3)
            first = mapped();
    }
    if (mapped() > first + 256) {
        say("grew\n");
        _exit(1);
    }
    _exit(0);
}

TEST(the_childs_thread_may_end) {
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, idle, NULL), 0);
    pid_t pid = fork();
    if (pid == 0)
        pthread_exit(NULL);
    reap(pid);
}

static void *join_first(void *argument) {
    CHECK_EQ(pthread_join(*(pthread_t *)argument, NULL), 0);
    _exit(0);
}
static void *fork_and_end(void *argument) {
    static pthread_t self;
    pid_t pid = fork();
    if (pid == 0) {
        pthread_t thread;
        self = pthread_self();
        CHECK_EQ(pthread_create(&thread, NULL, join_first, &self), 0);
        pthread_exit(NULL);
    }
    reap(pid);
    return argument;
}
TEST(fork_from_a_created_thread) {
    pthread_t thread;
    if (emulated())
        return;
    CHECK_EQ(pthread_create(&thread, NULL, fork_and_end, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}

/* A routine that another thread was running when the process was forked has not begun in the child. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static atomic_int inside;
static void hang(void) {
    atomic_fetch_add(&inside, 1);
    if (atomic_load(&inside) == 1)
        for (;;)
            pause();
}
static void *run_once(void *argument) {
    pthread_once(&once, hang);
    return argument;
}
TEST(once_of_another_thread) {
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, run_once, NULL), 0);
    while (!atomic_load(&inside))
        sched_yield();
    pid_t pid = fork();
    if (pid == 0) {
        CHECK_EQ(pthread_once(&once, hang), 0);
        CHECK_EQ(atomic_load(&inside), 2);
        _exit(0);
    }
    reap(pid);
}

static pthread_once_t forking_once = PTHREAD_ONCE_INIT;
static pid_t forked;
static void fork_inside(void) { forked = fork(); }
TEST(once_that_forks) {
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, idle, NULL), 0);
    CHECK_EQ(pthread_once(&forking_once, fork_inside), 0);
    if (forked == 0) {
        CHECK_EQ(pthread_once(&forking_once, abort), 0);
        _exit(0);
    }
    reap(forked);
}

/* _Fork in a handler that interrupts the library. */
static atomic_int handled;
static void fork_in_handler(int signal) {
    (void)signal;
    int error = errno;
    pid_t pid = _Fork();
    if (pid == 0) {
        if (gettid() != syscall(SYS_gettid) || write(-1, "", 1) != -1)
            _exit(1);
        _exit(0);
    }
    int status;
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
        _exit(2);
    atomic_fetch_add(&handled, 1);
    errno = error;
}
static void *send_signals(void *argument) {
    for (int i = 0; i < 100; i++) {
        CHECK_EQ(pthread_kill(*(pthread_t *)argument, SIGUSR1), 0);
        usleep(500);
    }
    atomic_store(&stop, 1);
    return NULL;
}
TEST(fork_in_a_signal_handler) {
    struct sigaction action = {.sa_handler = fork_in_handler, .sa_flags = SA_RESTART};
    pthread_t thread, self = pthread_self();
    CHECK_EQ(sigaction(SIGUSR1, &action, NULL), 0);
    CHECK_EQ(pthread_create(&thread, NULL, send_signals, &self), 0);
    while (!atomic_load(&stop)) {
        char text[100];
        free(malloc(1000));
        snprintf(text, sizeof text, "%f", 1.5);
        pid_t pid = fork();
        if (pid == 0)
            _exit(0);
        reap(pid);
    }
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK(atomic_load(&handled) > 0);
}

/* Handlers that register handlers, allocate and make threads; and forks at the same time. */
static atomic_int prepared, parents, children;
static void prepare(void) {
    atomic_fetch_add(&prepared, 1);
    free(malloc(50));
}
static void parent(void) { atomic_fetch_add(&parents, 1); }
static void child(void) { atomic_fetch_add(&children, 1); }
static void register_more(void) { CHECK_EQ(pthread_atfork(NULL, NULL, NULL), 0); }
static void *fork_often(void *argument) {
    for (int i = 0; i < 20; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            use_threads();
            _exit(atomic_load(&children) == 1 ? 0 : 3);
        }
        reap(pid);
    }
    return argument;
}
TEST(concurrent_forks_with_handlers) {
    pthread_t threads[3];
    CHECK_EQ(pthread_atfork(prepare, parent, child), 0);
    CHECK_EQ(pthread_atfork(register_more, register_more, register_more), 0);
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, fork_often, NULL), 0);
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    CHECK_EQ(atomic_load(&prepared), 60);
    CHECK_EQ(atomic_load(&parents), 60);
    CHECK_EQ(atomic_load(&children), 0);
}

TEST(vfork_and_exit) {
    pid_t pid = vfork();
    if (pid == 0)
        _exit(7);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(WEXITSTATUS(status), 7);
}

/* Values of keys, and the mask, are the forking thread's. */
TEST(keys_and_mask) {
    pthread_key_t key;
    sigset_t set, now;
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, idle, NULL), 0);
    CHECK_EQ(pthread_key_create(&key, NULL), 0);
    CHECK_EQ(pthread_setspecific(key, &key), 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    CHECK_EQ(pthread_sigmask(SIG_SETMASK, &set, NULL), 0);
    errno = 1234;
    pid_t pid = fork();
    CHECK_EQ(errno, 1234);
    CHECK_EQ(pthread_sigmask(SIG_SETMASK, NULL, &now), 0);
    CHECK(sigismember(&now, SIGUSR2));
    CHECK(!sigismember(&now, SIGUSR1));
    CHECK(pthread_getspecific(key) == &key);
    if (pid == 0)
        _exit(0);
    reap(pid);
}
