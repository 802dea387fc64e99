/* Every function against the tables of exact values: no error is above the function's bound, in units of the last
 * place. With ULP_TABLE in the environment each test prints the largest errors that it saw. */
#define _GNU_SOURCE
#include "check.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>

#define ONES(F)                                                                                                     \
    F(sin) F(cos) F(tan) F(asin) F(acos) F(atan) F(sinh) F(cosh) F(tanh) F(asinh) F(acosh) F(atanh) F(exp) F(exp2)  \
    F(exp10) F(expm1) F(log) F(log2) F(log10) F(log1p) F(cbrt) F(erf) F(erfc) F(tgamma) F(lgamma)
#define TWOS(F) F(pow) F(atan2) F(hypot)

/* C23's. */
#define NEW_ONES(F)                                                                                                 \
    F(exp2m1) F(exp10m1) F(log2p1) F(log10p1) F(rsqrt) F(sinpi) F(cospi) F(tanpi) F(asinpi) F(acospi) F(atanpi)
#define NEW_TWOS(F) F(atan2pi) F(powr)
#define NEW_INTEGERS(F) F(pown) F(compoundn) F(rootn)

#define BESSEL(F) F(j0) F(j1) F(y0) F(y1)

#define DECLARE_ONE(n) double n(double); float n##f(float); long double n##l(long double);
#define DECLARE_TWO(n) double n(double, double); float n##f(float, float); long double n##l(long double, long double);
#define DECLARE_INTEGER(n) double n(double, long long); float n##f(float, long long); long double n##l(long double, long long);
NEW_ONES(DECLARE_ONE)
NEW_TWOS(DECLARE_TWO)
NEW_INTEGERS(DECLARE_INTEGER)

struct worst {
    const char *name;
    double bound, error;
    int line;
};

static void say_thousandths(double value) {
    say_number((uintmax_t)value, 0);
    say(".");
    uintmax_t thousandths = (uintmax_t)(value * 1000 + 0.999) % 1000;
    say(thousandths < 10 ? "00" : thousandths < 100 ? "0" : "");
    say_number(thousandths, 0);
}

static int judge(const struct worst *worst, int count) {
    int wrong = 0;
    for (int i = 0; i < count; i++) {
        if (getenv("ULP_TABLE")) {
            say(worst[i].name);
            say(" ");
            say_thousandths(worst[i].error);
            say("\n");
        }
        if (worst[i].error > worst[i].bound) {
            say(worst[i].name);
            say(": error ");
            say_thousandths(worst[i].error);
            say(" in line ");
            say_number((uintmax_t)worst[i].line, 0);
            say("\n");
            wrong = 1;
        }
    }
    return wrong;
}

/* Where a number stands among those of its format. */
static __int128 float_index(float x) {
    uint32_t bits;
    memcpy(&bits, &x, 4);
    __int128 index = bits & 0x7fffffff;
    return bits >> 31 ? -index : index;
}

static __int128 double_index(double x) {
    uint64_t bits;
    memcpy(&bits, &x, 8);
    __int128 index = bits & 0x7fffffffffffffff;
    return bits >> 63 ? -index : index;
}

static __int128 long_index(long double x) {
    uint64_t bits[2];
    memcpy(bits, &x, 16);
#if LDBL_MANT_DIG == 64
    __int128 index = (__int128)(bits[1] & 0x7fff) << 63 | (bits[0] & 0x7fffffffffffffff);
    return bits[1] >> 15 & 1 ? -index : index;
#else
    __int128 index = (__int128)(bits[1] & 0x7fffffffffffffff) << 64 | bits[0];
    return bits[1] >> 63 ? -index : index;
#endif
}

#define ONE_ROW(n) {#n, .one = n},
#define TWO_ROW(n) {#n, .two = n},
#define INTEGER_ROW(n) {#n, .integer = n},
#define ONE_ROW_F(n) {#n, .one = n##f},
#define TWO_ROW_F(n) {#n, .two = n##f},
#define INTEGER_ROW_F(n) {#n, .integer = n##f},
#define ONE_ROW_L(n) {#n, .one = n##l},
#define TWO_ROW_L(n) {#n, .two = n##l},
#define INTEGER_ROW_L(n) {#n, .integer = n##l},

#define ALL(suffix, bessel)                                                                                         \
    ONES(ONE_ROW##suffix) TWOS(TWO_ROW##suffix) NEW_ONES(ONE_ROW##suffix) NEW_TWOS(TWO_ROW##suffix)                 \
        NEW_INTEGERS(INTEGER_ROW##suffix) bessel

#define FORMAT(type, table, functions, index, bound_of)                                                             \
    static const struct {                                                                                           \
        const char *name;                                                                                           \
        type (*one)(type);                                                                                          \
        type (*two)(type, type);                                                                                    \
        type (*integer)(type, long long);                                                                           \
    } functions_of_##index[] = {functions};                                                                         \
    TEST(index##_functions) {                                                                                       \
        enum { COUNT = sizeof functions_of_##index / sizeof *functions_of_##index };                                \
        struct worst worst[COUNT];                                                                                  \
        for (int i = 0; i < COUNT; i++)                                                                             \
            worst[i] = (struct worst){functions_of_##index[i].name, bound_of(functions_of_##index[i].name), 0, 0};  \
        for (size_t i = 0; i < sizeof table / sizeof *table; i++) {                                                 \
            int k = 0;                                                                                              \
            while (strcmp(functions_of_##index[k].name, table[i].function) != 0) {                                  \
                k++;                                                                                                \
                CHECK(k < COUNT);                                                                                   \
            }                                                                                                       \
            type x = (type)table[i].x;                                                                              \
            type result = functions_of_##index[k].one ? functions_of_##index[k].one(x)                              \
                : functions_of_##index[k].two ? functions_of_##index[k].two(x, (type)table[i].y)                    \
                                              : functions_of_##index[k].integer(x, (long long)table[i].y);          \
            double rest = table[i].result < 0 ? -table[i].rest : table[i].rest;                                     \
            double error = (double)(index(result) - index((type)table[i].result)) - rest;                           \
            if (error < 0)                                                                                          \
                error = -error;                                                                                     \
            if (error > worst[k].error) {                                                                           \
                worst[k].error = error;                                                                             \
                worst[k].line = table[i].line;                                                                      \
            }                                                                                                       \
        }                                                                                                           \
        CHECK_EQ(judge(worst, COUNT), 0);                                                                           \
    }

struct row {
    const char *function;
    double x, y, result, rest;
    int line;
};

struct long_row {
    const char *function;
    long double x, y, result;
    double rest;
    int line;
};

/* What is computed with 128 bits errs by its one rounding and no more. */
static double exact_bound(const char *name) {
    (void)name;
    return LDBL_MANT_DIG == 64 ? 0.501 : 0.51;
}

static double usual_bound(const char *name) {
#define IS(f) if (strcmp(name, #f) == 0) return 0.501;
    NEW_ONES(IS) NEW_TWOS(IS) NEW_INTEGERS(IS)
#undef IS
    if (strcmp(name, "lgamma") == 0 || name[0] == 'j' || name[0] == 'y')
        return 8;
    return 1.25;
}

#define CASE(function, x, y, result, rest) {#function, x, y, result, rest, __LINE__},
static const struct row float_table[] = {
#include "reference_float.inc"
};
static const struct row double_table[] = {
#include "reference_double.inc"
};
#undef CASE

#define CASE(function, x, y, result, rest) {#function, x##L, y##L, result##L, rest, __LINE__},
static const struct long_row long_table[] = {
#if LDBL_MANT_DIG == 64
#include "reference_x87.inc"
#else
#include "reference_binary128.inc"
#endif
};
#undef CASE

FORMAT(float, float_table, ALL(_F, BESSEL(ONE_ROW_F)), float_index, usual_bound)
FORMAT(double, double_table, ALL(, BESSEL(ONE_ROW)), double_index, usual_bound)
FORMAT(long double, long_table, ALL(_L, ), long_index, exact_bound)
