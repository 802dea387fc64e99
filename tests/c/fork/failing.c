/* A clone that fails: the handlers of the parent run, nothing is left locked, and errno says why. */
#define _GNU_SOURCE
#include "forking.h"
#include "emulated.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>

static int prepared, parents, children;

static void prepare(void) { prepared++; }
static void parent(void) {
    parents++;
    /* Handlers may use the library, and errno is still what fork failed with. */
    free(malloc(10));
    errno = EDOM;
}
static void child(void) { children++; }

static void nothing(void) {}

static FILE *shared;
static atomic_int stop;

static void *be_busy(void *unused) {
    while (!stop) {
        fprintf(shared, "line %d\n", 1);
        free(malloc(1000));
        setenv("VARIABLE", "value", 1);
        setlocale(LC_ALL, "C");
    }
    return unused;
}

/* What would hang if a lock had been left. */
static void use_everything(void) {
    time_t now = 0;
    struct tm tm;
    locale_t locale;
    CHECK(fprintf(shared, "main %d\n", 2) > 0);
    CHECK_EQ(fflush(NULL), 0);
    CHECK_EQ(setenv("OTHER", "value", 1), 0);
    CHECK(setlocale(LC_ALL, "C"));
    CHECK((locale = newlocale(LC_ALL_MASK, "C", (locale_t)0)));
    freelocale(locale);
    CHECK(localtime_r(&now, &tm));
    random();
    free(malloc(100000));
    CHECK_EQ(pthread_atfork(NULL, NULL, NULL), 0);
    CHECK_EQ(atexit(nothing), 0);
    fclose(fopen("/dev/null", "r"));
}

/* Each way to make a process fails with `error`, among busy threads if `threaded`. */
static void check_failing(int error, int threaded, void (*forbid)(void)) {
    pthread_t threads[2];
    sigset_t set, before, now;
    shared = fopen("/dev/null", "w");
    CHECK(shared);
    setvbuf(shared, NULL, _IOLBF, 100);
    CHECK_EQ(pthread_atfork(prepare, parent, child), 0);
    for (int i = 0; i < 2 * threaded; i++)
        threads[i] = start(be_busy, NULL);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, &set, &before), 0);
    CHECK_EQ(pthread_sigmask(SIG_BLOCK, NULL, &before), 0);
    forbid();
    for (int i = 1; i <= 100; i++) {
        CHECK_FAILS(fork(), error);
        CHECK_EQ(prepared, i);
        CHECK_EQ(parents, i);
        CHECK_EQ(children, 0);
        CHECK_EQ(pthread_sigmask(SIG_BLOCK, NULL, &now), 0);
        for (int number = 1; number < 32; number++)
            CHECK_EQ(sigismember(&now, number), sigismember(&before, number));
        use_everything();
    }
    /* It runs no handlers. */
    CHECK_FAILS(_Fork(), error);
    CHECK_EQ(prepared, 100);
    CHECK_FAILS(popen("true", "r"), error);
    CHECK_FAILS(system("true"), error);
    use_everything();
    stop = 1;
    for (int i = 0; i < 2 * threaded; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
}

/* A filter for the calling thread, which lets calls that make a process fail. */
static int filtered_error;

static void forbid_by_filter(void) {
    struct sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned)filtered_error),
    };
    struct sock_fprog filter = {sizeof program / sizeof *program, program};
    CHECK_EQ(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    CHECK_EQ(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter), 0);
}

static void by_filter(int error, int threaded) {
    if (emulated())
        return;
    filtered_error = error;
    check_failing(error, threaded, forbid_by_filter);
}

TEST(eagain_among_threads) { by_filter(EAGAIN, 1); }
TEST(enomem_among_threads) { by_filter(ENOMEM, 1); }
TEST(eagain_alone) { by_filter(EAGAIN, 0); }
TEST(enomem_alone) { by_filter(ENOMEM, 0); }

/* A user without rights, who may have no process more. */
static void forbid_by_limit(void) {
    CHECK_EQ(setrlimit(RLIMIT_NPROC, &(struct rlimit){1, 1}), 0);
}

TEST(process_limit) {
    if (geteuid() != 0 && getuid() == 0)
        return;
    if (getuid() == 0 && setuid(65534) != 0)
        return;
    check_failing(EAGAIN, 1, forbid_by_limit);
}
