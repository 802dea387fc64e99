/* Random numbers: documented sequences, states, ranges. */
#define _GNU_SOURCE
#include "check.h"
#include <stdlib.h>

static uint64_t x;

/* POSIX fixes the recurrence. */
static uint64_t step(void) {
    return x = (x * 0x5deece66dull + 0xb) & 0xffffffffffffull;
}

TEST(rand48) {
    srand48(1);
    x = (1ull << 16) + 0x330e;
    for (int i = 0; i < 1000; i++) {
        CHECK_EQ(lrand48(), (long)(step() >> 17));
        CHECK_EQ(mrand48(), (long)(int32_t)(step() >> 16));
        CHECK_BITS(drand48(), (double)step() / 281474976710656.0);
    }
    unsigned short state[3] = {0x330e, 5, 0};
    x = (5ull << 16) + 0x330e;
    CHECK_EQ(nrand48(state), (long)(step() >> 17));
    CHECK_EQ(state[0], (unsigned short)x);
    CHECK_EQ(state[2], (unsigned short)(x >> 32));
    CHECK_EQ(jrand48(state), (long)(int32_t)(step() >> 16));
    CHECK_BITS(erand48(state), (double)step() / 281474976710656.0);
    unsigned short start[3] = {1, 2, 3};
    CHECK(seed48(start));
    x = 0x000300020001ull;
    CHECK_EQ(lrand48(), (long)(step() >> 17));
    unsigned short parameters[7] = {0, 0, 1, 3, 0, 0, 7};
    lcong48(parameters);
    CHECK_EQ(lrand48(), (long)(((1ull << 32) * 3 + 7) >> 17));
}

TEST(repeatable) {
    srand(42);
    int first = rand(), second = rand();
    srand(42);
    CHECK_EQ(rand(), first);
    CHECK_EQ(rand(), second);
    CHECK(first >= 0 && first <= RAND_MAX);
    unsigned a = 7, b = 7;
    CHECK_EQ(rand_r(&a), rand_r(&b));
    CHECK_EQ(a, b);
    srandom(5);
    long number = random();
    srandom(5);
    CHECK_EQ(random(), number);
}

TEST(states) {
    static const size_t sizes[] = {8, 32, 64, 128, 256};
    for (int i = 0; i < 5; i++) {
        static long room[2][32];
        char *state = (char *)room[0], *other = (char *)room[1];
        char *before = initstate(1, state, sizes[i]);
        CHECK(before);
        long a = random(), b = random();
        CHECK(a >= 0 && b >= 0 && a <= 0x7fffffff);
        initstate(9, other, sizes[i]);
        long o = random();
        CHECK(setstate(state) == other);
        long c = random();
        setstate(other);
        srandom(9);
        CHECK_EQ(random(), o);
        initstate(1, state, sizes[i]);
        CHECK_EQ(random(), a);
        CHECK_EQ(random(), b);
        CHECK_EQ(random(), c);
        setstate(before);
    }
    CHECK(!initstate(1, (char *)&sizes, 4));
}

TEST(secure) {
    unsigned char bytes[64] = {0}, others[64] = {0};
    arc4random_buf(bytes, sizeof bytes);
    arc4random_buf(others, sizeof others);
    CHECK(memcmp(bytes, others, sizeof bytes) != 0);
    unsigned seen = 0;
    for (int i = 0; i < 1000; i++) {
        unsigned value = arc4random_uniform(10);
        CHECK(value < 10);
        seen |= 1u << value;
    }
    CHECK_EQ(seen, 0x3ffu);
    CHECK_EQ(arc4random_uniform(0), 0u);
    CHECK_EQ(arc4random_uniform(1), 0u);
    CHECK(arc4random() != arc4random() || arc4random() != arc4random());
}
