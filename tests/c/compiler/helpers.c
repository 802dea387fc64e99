/* The routines that gcc and clang call for operations without instructions. There is no libgcc: each is tine's. They are
 * called by name, so that no instruction or folding takes their place. */
#include "check.h"
#include <complex.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/wait.h>

typedef __int128 i128;
typedef unsigned __int128 u128;

#define SPLIT(high, low) ((i128)((u128)(uint64_t)(high) << 64 | (uint64_t)(low)))
#define CHECK_I128(a, b)                                                                                            \
    do {                                                                                                            \
        i128 got = (a), wanted = (b);                                                                               \
        CHECK_EQ((uint64_t)((u128)got >> 64), (uint64_t)((u128)wanted >> 64));                                      \
        CHECK_EQ((uint64_t)got, (uint64_t)wanted);                                                                  \
    } while (0)

#define DECLARE(type, name, ...) extern type name(__VA_ARGS__)

DECLARE(int, __popcountsi2, int);
DECLARE(int, __popcountdi2, long);
DECLARE(int, __popcountti2, i128);
DECLARE(int, __paritysi2, int);
DECLARE(int, __paritydi2, long);
DECLARE(int, __parityti2, i128);
DECLARE(int, __clzsi2, int);
DECLARE(int, __clzdi2, long);
DECLARE(int, __clzti2, i128);
DECLARE(int, __ctzsi2, int);
DECLARE(int, __ctzdi2, long);
DECLARE(int, __ctzti2, i128);
DECLARE(int, __ffsdi2, long);
DECLARE(int, __ffsti2, i128);
DECLARE(int, __clrsbdi2, long);
DECLARE(int, __clrsbti2, i128);
DECLARE(unsigned, __bswapsi2, unsigned);
DECLARE(unsigned long, __bswapdi2, unsigned long);

TEST(bits) {
    CHECK_EQ(__popcountsi2(-1), 32);
    CHECK_EQ(__popcountdi2(0x8001000000000003), 4);
    CHECK_EQ(__popcountti2(SPLIT(-1, 1)), 65);
    CHECK_EQ(__paritysi2(7), 1);
    CHECK_EQ(__paritydi2(3), 0);
    CHECK_EQ(__parityti2(SPLIT(1, 3)), 1);
    CHECK_EQ(__clzsi2(1), 31);
    CHECK_EQ(__clzdi2(1), 63);
    CHECK_EQ(__clzti2(1), 127);
    CHECK_EQ(__ctzsi2(8), 3);
    CHECK_EQ(__ctzdi2(1L << 40), 40);
    CHECK_EQ(__ctzti2(SPLIT(1, 0)), 64);
    CHECK_EQ(__ffsdi2(0), 0);
    CHECK_EQ(__ffsdi2(1L << 62), 63);
    CHECK_EQ(__ffsti2(SPLIT(2, 0)), 66);
    CHECK_EQ(__clrsbdi2(-1), 63);
    CHECK_EQ(__clrsbti2(1), 126);
    CHECK_EQ(__bswapsi2(0x01020304), 0x04030201);
    CHECK_EQ(__bswapdi2(0x0102030405060708), 0x0807060504030201);
}

DECLARE(i128, __multi3, i128, i128);
DECLARE(i128, __divti3, i128, i128);
DECLARE(i128, __modti3, i128, i128);
DECLARE(u128, __udivti3, u128, u128);
DECLARE(u128, __umodti3, u128, u128);
DECLARE(u128, __udivmodti4, u128, u128, u128 *);
DECLARE(i128, __divmodti4, i128, i128, i128 *);
DECLARE(i128, __ashlti3, i128, int);
DECLARE(i128, __ashrti3, i128, int);
DECLARE(i128, __lshrti3, i128, int);
DECLARE(i128, __negti2, i128);
DECLARE(int, __cmpti2, i128, i128);
DECLARE(int, __ucmpti2, u128, u128);
DECLARE(long, __mulodi4, long, long, int *);
DECLARE(i128, __muloti4, i128, i128, int *);

TEST(wide_integers) {
    i128 big = SPLIT(0x0123456789abcdef, 0xfedcba9876543210);
    CHECK_I128(__multi3(big, 1000), SPLIT(0x71c71c71c71c717b, 0x8e38e38e38e38e80));
    CHECK_I128(__divti3(-big, 1000) * 1000 + __modti3(-big, 1000), -big);
    CHECK(__modti3(-big, 1000) <= 0 && __modti3(-big, 1000) > -1000);
    CHECK_I128(__udivti3(big, SPLIT(1, 0)), 0x0123456789abcdef);
    CHECK_I128(__umodti3(big, SPLIT(1, 0)), SPLIT(0, 0xfedcba9876543210));
    u128 rest;
    CHECK_I128(__udivmodti4(big, 10, &rest) * 10 + rest, big);
    CHECK(rest < 10);
    i128 signed_rest;
    CHECK_I128(__divmodti4(-big, 10, &signed_rest) * 10 + signed_rest, -big);
    CHECK_I128(__ashlti3(1, 100), SPLIT(1L << 36, 0));
    CHECK_I128(__ashrti3(SPLIT(1UL << 63, 0), 64), SPLIT(-1, 1UL << 63));
    CHECK_I128(__lshrti3(SPLIT(1UL << 63, 0), 64), SPLIT(0, 1UL << 63));
    CHECK_I128(__negti2(5), -5);
    CHECK_EQ(__cmpti2(-1, 1), 0);
    CHECK_EQ(__ucmpti2(-1, 1), 2);
    int overflowed = 7;
    CHECK_EQ(__mulodi4(3, 5, &overflowed), 15);
    CHECK_EQ(overflowed, 0);
    __mulodi4(INT64_MAX, 2, &overflowed);
    CHECK_EQ(overflowed, 1);
    CHECK_I128(__muloti4(big, 3, &overflowed), big * 3);
    CHECK_EQ(overflowed, 0);
}

DECLARE(int, __addvsi3, int, int);
DECLARE(long, __addvdi3, long, long);
DECLARE(long, __subvdi3, long, long);
DECLARE(long, __mulvdi3, long, long);
DECLARE(long, __negvdi2, long);
DECLARE(int, __absvsi2, int);
DECLARE(i128, __addvti3, i128, i128);

static int aborts(void (*run)(void)) {
    pid_t child = fork();
    if (child == 0) {
        run();
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void add(void) {
    __addvsi3(INT32_MAX, 1);
}
static void multiply(void) {
    __mulvdi3(INT64_MAX, 2);
}
static void negate(void) {
    __negvdi2(INT64_MIN);
}

TEST(trapping) {
    CHECK_EQ(__addvsi3(-3, 5), 2);
    CHECK_EQ(__addvdi3(INT64_MAX, -1), INT64_MAX - 1);
    CHECK_EQ(__subvdi3(1, 2), -1);
    CHECK_EQ(__mulvdi3(-4, 5), -20);
    CHECK_EQ(__negvdi2(4), -4);
    CHECK_EQ(__absvsi2(-9), 9);
    CHECK_I128(__addvti3(SPLIT(1, -1), 1), SPLIT(2, 0));
    CHECK(aborts(add));
    CHECK(aborts(multiply));
    CHECK(aborts(negate));
}

DECLARE(double, __powidf2, double, int);
DECLARE(float, __powisf2, float, int);
DECLARE(float, __floattisf, i128);
DECLARE(double, __floattidf, i128);
DECLARE(float, __floatuntisf, u128);
DECLARE(double, __floatuntidf, u128);
DECLARE(i128, __fixsfti, float);
DECLARE(i128, __fixdfti, double);
DECLARE(u128, __fixunssfti, float);
DECLARE(u128, __fixunsdfti, double);

TEST(conversions) {
    CHECK_BITS(__powidf2(3, 5), 243);
    CHECK_BITS(__powidf2(2, -3), 0.125);
    CHECK(__powisf2(-2, 3) == -8);
    CHECK(__floattisf(-3) == -3);
    CHECK_BITS(__floattidf(SPLIT(1, 0)), 0x1p64);
    CHECK_BITS(__floattidf(SPLIT(1L << 62, 1)), 0x1p126);
    CHECK(isinf(__floatuntisf((u128)SPLIT(-1, -1))));
    CHECK_BITS(__floatuntidf((u128)SPLIT(-1, -1)), 0x1p128);
    CHECK_I128(__fixsfti(-2.75f), -2);
    CHECK_I128(__fixdfti(-0x1.8p100), -((i128)3 << 99));
    CHECK_I128(__fixunssfti(0x1p120f), (i128)1 << 120);
    CHECK_I128(__fixunsdfti(0x1p127), SPLIT(1UL << 63, 0));
}

DECLARE(float complex, __mulsc3, float, float, float, float);
DECLARE(double complex, __muldc3, double, double, double, double);
DECLARE(float complex, __divsc3, float, float, float, float);
DECLARE(double complex, __divdc3, double, double, double, double);

TEST(complex_arithmetic) {
    double complex product = __muldc3(1, 2, 3, 4), quotient = __divdc3(-5, 10, 3, 4);
    CHECK_BITS(creal(product), -5);
    CHECK_BITS(cimag(product), 10);
    CHECK_BITS(creal(quotient), 1);
    CHECK_BITS(cimag(quotient), 2);
    float complex small = __mulsc3(1, 2, 3, 4), ratio = __divsc3(-5, 10, 3, 4);
    CHECK(crealf(small) == -5 && cimagf(small) == 10);
    CHECK(crealf(ratio) == 1 && cimagf(ratio) == 2);
    /* Annex G: an infinity times a number is an infinity. */
    product = __muldc3(INFINITY, NAN, 1, 1);
    CHECK(isinf(creal(product)) || isinf(cimag(product)));
    quotient = __divdc3(1, 1, INFINITY, 0);
    CHECK(creal(quotient) == 0 && cimag(quotient) == 0);
    quotient = __divdc3(1, 1, 0, 0);
    CHECK(isinf(creal(quotient)));
    /* No overflow on the way. */
    quotient = __divdc3(0x1p1000, 0x1p1000, 0x1p1000, 0x1p1000);
    CHECK_BITS(creal(quotient), 1);
    CHECK_BITS(cimag(quotient), 0);
}

#ifdef __x86_64__
#define LD long double
DECLARE(LD, __powixf2, LD, int);
DECLARE(LD, __floattixf, i128);
DECLARE(LD, __floatuntixf, u128);
DECLARE(LD, __floatundixf, unsigned long);
DECLARE(i128, __fixxfti, LD);
DECLARE(u128, __fixunsxfti, LD);
DECLARE(unsigned long, __fixunsxfdi, LD);
DECLARE(LD complex, __mulxc3, LD, LD, LD, LD);
DECLARE(LD complex, __divxc3, LD, LD, LD, LD);

TEST(x87) {
    CHECK(__powixf2(3, 5) == 243);
    CHECK(__powixf2(2, -2) == 0.25L);
    CHECK(__floattixf(-1) == -1);
    CHECK(__floatuntixf((u128)SPLIT(-1, -1)) == 0x1p128L);
    CHECK(__floatundixf(-1UL) == 0xffffffffffffffffp0L);
    CHECK_I128(__fixxfti(-7.9L), -7);
    CHECK_I128(__fixunsxfti(0x1p127L), SPLIT(1UL << 63, 0));
    CHECK_EQ(__fixunsxfdi(0xffffffffffffffffp0L), -1UL);
    LD complex product = __mulxc3(1, 2, 3, 4), quotient = __divxc3(-5, 10, 3, 4);
    CHECK(creall(product) == -5 && cimagl(product) == 10);
    CHECK(creall(quotient) == 1 && cimagl(quotient) == 2);
}

typedef __float128 f128;
/* Annex G, and gcc's names for it. */
typedef _Complex float __attribute__((mode(TC))) c128;
DECLARE(c128, __multc3, f128, f128, f128, f128);
DECLARE(c128, __divtc3, f128, f128, f128, f128);
#else
typedef long double f128;
typedef long double complex c128;
DECLARE(c128, __multc3, f128, f128, f128, f128);
DECLARE(c128, __divtc3, f128, f128, f128, f128);
#endif

DECLARE(f128, __powitf2, f128, int);
DECLARE(f128, __floattitf, i128);
DECLARE(f128, __floatuntitf, u128);
DECLARE(i128, __fixtfti, f128);
DECLARE(u128, __fixunstfti, f128);
DECLARE(int, __unordtf2, f128, f128);

/* Operations that the compiler turns into calls. */
static volatile f128 one = 1, three = 3, not_a_number;
static volatile double double_value = 0.1;
static volatile float float_value = 0.5f;
static volatile int int_value = -12;
static volatile unsigned unsigned_value = 4000000000u;
static volatile long long_value = INT64_MIN;
static volatile unsigned long unsigned_long_value = UINT64_MAX;

TEST(binary128) {
    f128 third = one / three, sum = third + third + third;
    CHECK(sum == 1);
    CHECK(third * three == 1);
    CHECK(one - three == -2);
    CHECK(-one < three && three > one && one <= one && one >= one && one != three);
    CHECK((double)third == 1.0 / 3);
    CHECK((float)third == 1.0f / 3);
    CHECK((double)(f128)double_value == 0.1);
    CHECK((float)(f128)float_value == 0.5f);
    CHECK((f128)int_value == -12 && (int)(f128)int_value == -12);
    CHECK((f128)unsigned_value == 4000000000.0 && (unsigned)(f128)unsigned_value == 4000000000u);
    CHECK((f128)long_value == -0x1p63 && (long)(f128)long_value == INT64_MIN);
    CHECK((unsigned long)(f128)unsigned_long_value == UINT64_MAX);
    CHECK_I128(__fixtfti(__floattitf(SPLIT(-1, 5))), SPLIT(-1, 5));
    CHECK(__floatuntitf((u128)SPLIT(-1, -1)) == 0x1p128);
    CHECK_I128(__fixunstfti(0x1p127), SPLIT(1UL << 63, 0));
    CHECK(__powitf2(three, 4) == 81);
    not_a_number = (one - one) / (one - one);
    CHECK(__unordtf2(not_a_number, one) != 0 && __unordtf2(one, one) == 0);
    CHECK(!(not_a_number < one) && not_a_number != not_a_number);
    c128 product = __multc3(1, 2, 3, 4), quotient = __divtc3(-5, 10, 3, 4);
    CHECK(__real__ product == -5 && __imag__ product == 10);
    CHECK(__real__ quotient == 1 && __imag__ quotient == 2);
#ifdef __x86_64__
    volatile long double extended = 0x1.0000000000000002p0L;
    CHECK((long double)(f128)extended == extended);
#endif
}

#ifdef __FLT16_MAX__
static volatile _Float16 half = 1.5f16, tenth = 0.1f16;

TEST(binary16) {
    CHECK((float)half == 1.5f);
    CHECK((double)half == 1.5);
    CHECK((long double)half == 1.5L);
    CHECK((float)tenth == 0x1.998p-4f);
    CHECK((_Float16)double_value == tenth);
    CHECK((_Float16)(float)double_value == tenth);
    CHECK((_Float16)(long double)double_value == tenth);
    CHECK((float)(_Float16)65519.99 == 65504);
    volatile double huge = 65520, tiny = 0x1p-25, above = 0x1.8p-24;
    CHECK(isinf((float)(_Float16)huge));
    CHECK((float)(_Float16)tiny == 0);
    CHECK((float)(_Float16)above == 0x1p-23f);
    /* One rounding only: through float it would be a tie. */
    volatile double twice = 1 + 0x1p-11 + 0x1p-40;
    CHECK((float)(_Float16)twice == 1 + 0x1p-10f);
    CHECK(half * tenth != 0);
    f128 wide = half;
    CHECK((double)wide == 1.5);
    CHECK((_Float16)wide == half);
}
#endif

TEST(instructions) {
    static char code[64];
    __builtin___clear_cache(code, code + sizeof code);
}
