/* The bit functions of <stdbit.h>: as functions of each type and as type-generic macros, against a count by hand. */
#include "check.h"
#include <limits.h>
#include <stdbit.h>

static unsigned bit(unsigned long long value, unsigned at) { return (unsigned)(value >> at & 1); }

/* So many bits of the same kind from one end. */
static unsigned run(unsigned long long value, unsigned width, int from_top, unsigned kind) {
    unsigned count = 0;
    while (count < width && bit(value, from_top ? width - 1 - count : count) == kind)
        count++;
    return count;
}

static unsigned place(unsigned distance, unsigned width) { return distance == width ? 0 : distance + 1; }

static unsigned ones(unsigned long long value) {
    unsigned count = 0;
    for (; value; value &= value - 1)
        count++;
    return count;
}

#define CHECK_TYPE(type, suffix)                                                                                    \
    do {                                                                                                            \
        unsigned width = sizeof(type) * CHAR_BIT;                                                                   \
        for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {                                             \
            type x = (type)values[i];                                                                               \
            CHECK_EQ(stdc_leading_zeros_##suffix(x), run(x, width, 1, 0));                                          \
            CHECK_EQ(stdc_leading_zeros(x), run(x, width, 1, 0));                                                   \
            CHECK_EQ(stdc_leading_ones_##suffix(x), run(x, width, 1, 1));                                           \
            CHECK_EQ(stdc_leading_ones(x), run(x, width, 1, 1));                                                    \
            CHECK_EQ(stdc_trailing_zeros_##suffix(x), run(x, width, 0, 0));                                         \
            CHECK_EQ(stdc_trailing_zeros(x), run(x, width, 0, 0));                                                  \
            CHECK_EQ(stdc_trailing_ones_##suffix(x), run(x, width, 0, 1));                                          \
            CHECK_EQ(stdc_trailing_ones(x), run(x, width, 0, 1));                                                   \
            CHECK_EQ(stdc_first_leading_zero_##suffix(x), place(run(x, width, 1, 1), width));                       \
            CHECK_EQ(stdc_first_leading_zero(x), place(run(x, width, 1, 1), width));                                \
            CHECK_EQ(stdc_first_leading_one_##suffix(x), place(run(x, width, 1, 0), width));                        \
            CHECK_EQ(stdc_first_leading_one(x), place(run(x, width, 1, 0), width));                                 \
            CHECK_EQ(stdc_first_trailing_zero_##suffix(x), place(run(x, width, 0, 1), width));                      \
            CHECK_EQ(stdc_first_trailing_zero(x), place(run(x, width, 0, 1), width));                               \
            CHECK_EQ(stdc_first_trailing_one_##suffix(x), place(run(x, width, 0, 0), width));                       \
            CHECK_EQ(stdc_first_trailing_one(x), place(run(x, width, 0, 0), width));                                \
            CHECK_EQ(stdc_count_ones_##suffix(x), ones(x));                                                         \
            CHECK_EQ(stdc_count_ones(x), ones(x));                                                                  \
            CHECK_EQ(stdc_count_zeros_##suffix(x), width - ones(x));                                                \
            CHECK_EQ(stdc_count_zeros(x), width - ones(x));                                                         \
            CHECK_EQ(stdc_has_single_bit_##suffix(x), ones(x) == 1);                                                \
            CHECK_EQ(stdc_has_single_bit(x), ones(x) == 1);                                                         \
            CHECK_EQ(stdc_bit_width_##suffix(x), width - run(x, width, 1, 0));                                      \
            CHECK_EQ(stdc_bit_width(x), width - run(x, width, 1, 0));                                               \
            type floor = x ? (type)((type)1 << (width - 1 - run(x, width, 1, 0))) : 0;                              \
            CHECK_EQ(stdc_bit_floor_##suffix(x), floor);                                                            \
            CHECK_EQ(stdc_bit_floor(x), floor);                                                                     \
            type ceil = x == 0 ? 1 : floor == x ? x : (type)(floor << 1);                                           \
            CHECK_EQ(stdc_bit_ceil_##suffix(x), ceil);                                                              \
            CHECK_EQ(stdc_bit_ceil(x), ceil);                                                                       \
        }                                                                                                           \
    } while (0)

static const unsigned long long values[] = {
    0,          1,          2,          3,          5,          0x7f,       0x80,       0x81,
    0xfe,       0xff,       0x100,      0x7fff,     0x8000,     0x8001,     0xfffe,     0xffff,
    0x10000,    0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff, 1ULL << 32, 0x123456789abcdef0,
    1ULL << 63, LLONG_MAX,  ULLONG_MAX - 1,         ULLONG_MAX, 0xf0f0f0f0f0f0f0f0,
};

TEST(unsigned_char) { CHECK_TYPE(unsigned char, uc); }
TEST(unsigned_short) { CHECK_TYPE(unsigned short, us); }
TEST(unsigned_int) { CHECK_TYPE(unsigned int, ui); }
TEST(unsigned_long) { CHECK_TYPE(unsigned long, ul); }
TEST(unsigned_long_long) { CHECK_TYPE(unsigned long long, ull); }
