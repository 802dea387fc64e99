/* What C23 added to <math.h>, <fenv.h> and <tgmath.h>, as the headers give it. The accuracy of functions is another test's. */
#include "check.h"
#include <fenv.h>
#include <math.h>
#include <stdio.h>

#if __STDC_VERSION_MATH_H__ != 202311L || __STDC_VERSION_FENV_H__ != 202311L || _PRINTF_NAN_LEN_MAX != 4
#error "the versions are C23's"
#endif

/* Each function in its three formats has its type. */
#define ONE(n) double (*n##_d)(double) = n; float (*n##_f)(float) = n##f; long double (*n##_l)(long double) = n##l;
#define TWO(n)                                                                                                      \
    double (*n##_d)(double, double) = n;                                                                            \
    float (*n##_f)(float, float) = n##f;                                                                            \
    long double (*n##_l)(long double, long double) = n##l;
#define INTEGER(n)                                                                                                  \
    double (*n##_d)(double, long long) = n;                                                                         \
    float (*n##_f)(float, long long) = n##f;                                                                        \
    long double (*n##_l)(long double, long long) = n##l;
#define FROMFP(n)                                                                                                   \
    double (*n##_d)(double, int, unsigned) = n;                                                                     \
    float (*n##_f)(float, int, unsigned) = n##f;                                                                    \
    long double (*n##_l)(long double, int, unsigned) = n##l;

ONE(acospi) ONE(asinpi) ONE(atanpi) ONE(cospi) ONE(sinpi) ONE(tanpi) ONE(exp10) ONE(exp10m1) ONE(exp2m1) ONE(log10p1)
ONE(log2p1) ONE(logp1) ONE(rsqrt) ONE(roundeven) ONE(nextup) ONE(nextdown)
TWO(atan2pi) TWO(powr) TWO(fmaximum) TWO(fminimum) TWO(fmaximum_mag) TWO(fminimum_mag) TWO(fmaximum_num)
TWO(fminimum_num) TWO(fmaximum_mag_num) TWO(fminimum_mag_num)
INTEGER(compoundn) INTEGER(pown) INTEGER(rootn)
FROMFP(fromfp) FROMFP(ufromfp) FROMFP(fromfpx) FROMFP(ufromfpx)

static volatile double signaling, quiet;
static volatile double zero;

TEST(values) {
    CHECK_BITS(cospi_d(1), -1);
    CHECK_BITS(sinpi_d(0.5), 1);
    CHECK_BITS(acospi_d(-1), 1);
    CHECK_BITS(atan2pi_d(0, -1), 1);
    CHECK_BITS(exp10_d(3), 1000);
    CHECK_BITS(exp2m1_d(3), 7);
    CHECK_BITS(log2p1_d(7), 3);
    CHECK_BITS(compoundn_d(1, 10), 1024);
    CHECK_BITS(pown_d(-2, 3), -8);
    CHECK_BITS(powr_d(2, 3), 8);
    CHECK_BITS(rootn_d(-27, 3), -3);
    CHECK_BITS(rsqrt_d(4), 0.5);
    CHECK_BITS(roundeven_d(2.5), 2);
    CHECK_BITS(fromfp_d(-2.5, FP_INT_UPWARD, 8), -2);
    CHECK_BITS(fromfp_d(-2.5, FP_INT_DOWNWARD, 8), -3);
    CHECK_BITS(fromfp_d(-2.5, FP_INT_TOWARDZERO, 8), -2);
    CHECK_BITS(fromfp_d(-2.5, FP_INT_TONEARESTFROMZERO, 8), -3);
    CHECK_BITS(fromfp_d(-2.5, FP_INT_TONEAREST, 8), -2);
    CHECK_EQ(llogb(1024.), 10);
    CHECK_EQ(llogb(0.), FP_LLOGB0);
    CHECK_EQ(llogbl((long double)NAN), FP_LLOGBNAN);
    CHECK_BITS(nextup_d(1), 1 + 0x1p-52);
    CHECK(isnan(fmaximum_d(1, NAN)));
    CHECK_BITS(fmaximum_num_d(1, NAN), 1);
    CHECK_BITS(fminimum_mag_d(-1, 2), -1);
    CHECK(fadd(1, 0x1p-24) == 1);
    CHECK(faddl(1, 0x1.8p-24L) == 1 + 0x1p-23f);
    CHECK_BITS(daddl(1, 0x1.8p-53L), 1 + 0x1p-52);
    CHECK_BITS(dfmal(2, 3, 4), 10);
    CHECK(fsqrt(2.25) == 1.5f);
    CHECK_BITS(dsqrtl(2.25L), 1.5);
}

TEST(payloads) {
    double nan, payload = 0;
    CHECK_EQ(setpayload(&nan, 42), 0);
    CHECK(isnan(nan) && !issignaling(nan));
    CHECK_BITS(getpayload(&nan), 42);
    double other;
    CHECK_EQ(setpayloadsig(&other, 7), 0);
    CHECK(issignaling(other));
    CHECK(totalorder(&other, &nan));
    CHECK(!totalorder(&nan, &payload));
    CHECK(totalordermag(&payload, &nan));
    double canonical;
    CHECK_EQ(canonicalize(&canonical, &other), 0);
    CHECK(isnan(canonical) && !issignaling(canonical));
}

TEST(classification) {
    CHECK(iszero(-0.f) && iszero(0.L) && !iszero(1.) && !iszero(0x1p-1074));
    CHECK(issubnormal(0x1p-1074) && !issubnormal(0x1p-1022) && issubnormal(0x1p-149f) && !issubnormal(0.));
    CHECK(iscanonical(1.) && iscanonical(1.f) && iscanonical(0.L) && iscanonical((long double)NAN));
    feclearexcept(FE_ALL_EXCEPT);
    CHECK(iseqsig(1, 1.L) && !iseqsig(1.f, 2));
    CHECK_EQ(fetestexcept(FE_INVALID), 0);
    quiet = NAN;
    CHECK(!iseqsig(quiet, 1));
    CHECK_EQ(fetestexcept(FE_INVALID), FE_INVALID);
#ifdef __x86_64__
    union {
        struct {
            unsigned long significand;
            unsigned short exponent;
        } parts;
        long double value;
    } odd = {.parts = {1ul << 63, 0}};
    CHECK(!iscanonical(odd.value));
    odd.parts.significand = 1;
    CHECK(iscanonical(odd.value) && issubnormal(odd.value));
    odd.parts.exponent = 5;
    CHECK(!iscanonical(odd.value));
#endif
}

TEST(environment) {
    femode_t mode;
    CHECK_EQ(fesetround(FE_UPWARD), 0);
    CHECK_EQ(fegetmode(&mode), 0);
    CHECK_EQ(fesetmode(FE_DFL_MODE), 0);
    CHECK_EQ(fegetround(), FE_TONEAREST);
    CHECK_EQ(fesetexcept(FE_OVERFLOW), 0);
    CHECK_EQ(fesetmode(&mode), 0);
    CHECK_EQ(fegetround(), FE_UPWARD);
    CHECK_EQ(fetestexcept(FE_ALL_EXCEPT), FE_OVERFLOW);
    fexcept_t flags;
    CHECK_EQ(fegetexceptflag(&flags, FE_ALL_EXCEPT), 0);
    CHECK_EQ(feclearexcept(FE_ALL_EXCEPT), 0);
    CHECK_EQ(fetestexceptflag(&flags, FE_OVERFLOW | FE_INVALID), FE_OVERFLOW);
}
