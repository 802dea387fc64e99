/* setjmp and its kin. flags: -D_GNU_SOURCE */
#include "check.h"
#include <setjmp.h>
#include <signal.h>

static jmp_buf plain;
static sigjmp_buf whole;
static volatile int calls;

__attribute__((noinline)) static void descend(int levels, int value) {
    volatile char room[200];
    room[0] = (char)levels;
    if (levels)
        descend(levels - 1, value);
    else if (room[0] == 0)
        longjmp(plain, value);
    room[1] = room[0];
}

TEST(values) {
    volatile int kept = 5;
    int value = setjmp(plain);
    if (value == 0) {
        kept = 6;
        descend(20, 42);
        CHECK(0);
    }
    CHECK_EQ(value, 42);
    CHECK_EQ(kept, 6);
    value = setjmp(plain);
    if (value == 0)
        longjmp(plain, 0);
    CHECK_EQ(value, 1);
    volatile int rounds = 0;
    value = setjmp(plain);
    if (rounds++ < 1000)
        longjmp(plain, rounds);
    CHECK_EQ(value, 1000);
    value = _setjmp(plain);
    if (value == 0)
        _longjmp(plain, -7);
    CHECK_EQ(value, -7);
}

/* Registers that calls keep hold what they held at setjmp. */
__attribute__((noinline)) static double clobber(double a) {
    double sum = 0;
    long n[12];
    for (int i = 0; i < 12; i++)
        n[i] = (long)a * i;
    for (int i = 0; i < 12; i++)
        sum += (double)n[i] * a;
    if (sum > 0)
        longjmp(plain, 1);
    return sum;
}

TEST(registers) {
    volatile double seed = 2.5;
    double a = seed, b = seed * 2, c = seed * 3, d = seed * 4;
    long e = (long)(seed * 10), f = e + 1, g = e + 2, h = e + 3;
    if (setjmp(plain) == 0)
        clobber(a + b);
    CHECK_BITS(a + b + c + d, 25.0);
    CHECK_EQ(e + f + g + h, 106);
}

static int blocked(int signal) {
    sigset_t mask;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    return sigismember(&mask, signal);
}

static void jump(int signal) {
    (void)signal;
    calls++;
    siglongjmp(whole, calls);
}

TEST(masks) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, SIGUSR2);
    if (sigsetjmp(whole, 1) == 0) {
        sigprocmask(SIG_BLOCK, &one, NULL);
        siglongjmp(whole, 1);
    }
    CHECK_EQ(blocked(SIGUSR2), 0);
    if (sigsetjmp(whole, 0) == 0) {
        sigprocmask(SIG_BLOCK, &one, NULL);
        siglongjmp(whole, 1);
    }
    CHECK_EQ(blocked(SIGUSR2), 1);
    if (setjmp(plain) == 0) {
        sigprocmask(SIG_UNBLOCK, &one, NULL);
        longjmp(plain, 1);
    }
    CHECK_EQ(blocked(SIGUSR2), 0);
}

TEST(out_of_a_handler) {
    signal(SIGUSR1, jump);
    volatile int rounds = 0;
    int value = sigsetjmp(whole, 1);
    CHECK_EQ(blocked(SIGUSR1), 0);
    if (rounds < 5) {
        rounds++;
        raise(SIGUSR1);
        CHECK(0);
    }
    CHECK_EQ(value, 5);
}

static void fault(int signal, siginfo_t *info, void *context) {
    (void)context;
    CHECK_EQ(signal, SIGSEGV);
    CHECK_EQ((uintptr_t)info->si_addr, 16);
    siglongjmp(whole, 9);
}

TEST(out_of_a_fault) {
    struct sigaction action = {.sa_sigaction = fault, .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, NULL);
    volatile int *volatile nowhere = (volatile int *)16;
    int value = sigsetjmp(whole, 1);
    if (value == 0)
        *nowhere = 1;
    CHECK_EQ(value, 9);
}
