/* Thread-local storage of every alignment, in every thread. */
#include "check.h"

#include <pthread.h>
#include <stdio.h>

static _Thread_local char first = 'a';
static _Thread_local int number = 42;
static _Thread_local long zero;
static _Thread_local char aligned[3] __attribute__((aligned(256))) = {1, 2, 3};
static _Thread_local char page[5000] __attribute__((aligned(4096)));
static _Thread_local double large[1000] = {[999] = 2.5};

static void check_fresh(void) {
    CHECK_EQ(first, 'a');
    CHECK_EQ(number, 42);
    CHECK_EQ(zero, 0);
    CHECK_EQ((uintptr_t)aligned % 256, 0);
    CHECK_EQ(aligned[0] + aligned[1] + aligned[2], 6);
    CHECK_EQ((uintptr_t)page % 4096, 0);
    for (size_t i = 0; i < sizeof page; i++)
        CHECK_EQ(page[i], 0);
    CHECK_BITS(large[999], 2.5);
    CHECK_BITS(large[0], 0.0);
}

static void spoil(void) {
    first = 'z';
    number = 7;
    zero = -1;
    memset(aligned, 9, sizeof aligned);
    memset(page, 1, sizeof page);
    large[999] = 1;
}

static void *run(void *argument) {
    check_fresh();
    spoil();
    return argument;
}

TEST(main_thread) {
    check_fresh();
    spoil();
    CHECK_EQ(number, 7);
}

TEST(threads) {
    spoil();
    pthread_t threads[8];
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 8; i++)
            CHECK_EQ(pthread_create(&threads[i], NULL, run, NULL), 0);
        for (int i = 0; i < 8; i++)
            CHECK_EQ(pthread_join(threads[i], NULL), 0);
    }
    CHECK_EQ(number, 7);
}
