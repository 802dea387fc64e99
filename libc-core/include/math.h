/* math.h: mathematics in float, double and long double (C23 7.12). */
#ifndef _MATH_H
#define _MATH_H

#include <features.h>
#include <bits/types/float_t.h>
#include <bits/types/double_t.h>

__EXTERN_C_BEGIN

#undef INFINITY
#undef NAN
#define INFINITY (__builtin_inff())
#define NAN (__builtin_nanf(""))
#define HUGE_VALF (__builtin_huge_valf())
#define HUGE_VAL (__builtin_huge_val())
#define HUGE_VALL (__builtin_huge_vall())

/* Errors raise floating-point exceptions; errno is left alone. */
#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
#define math_errhandling MATH_ERREXCEPT

/* What ilogb gives for 0 and for a NaN. */
#define FP_ILOGB0 (-0x7fffffff - 1)
#define FP_ILOGBNAN (-0x7fffffff - 1)

/* Where one instruction multiplies and adds. */
#ifdef __FP_FAST_FMA
#define FP_FAST_FMA 1
#endif
#ifdef __FP_FAST_FMAF
#define FP_FAST_FMAF 1
#endif
#ifdef __FP_FAST_FMAL
#define FP_FAST_FMAL 1
#endif

/* Classification (7.12.3). The library's own functions serve a compiler without the built-in ones. */
#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4

int __fpclassify(double);
int __fpclassifyf(float);
int __fpclassifyl(long double);
int __signbit(double);
int __signbitf(float);
int __signbitl(long double);

#ifdef __GNUC__

#define fpclassify(x) __builtin_fpclassify(FP_NAN, FP_INFINITE, FP_NORMAL, FP_SUBNORMAL, FP_ZERO, x)
#define isfinite(x) __builtin_isfinite(x)
#define isinf(x) __builtin_isinf(x)
#define isnan(x) __builtin_isnan(x)
#define isnormal(x) __builtin_isnormal(x)
#define signbit(x) (__builtin_signbit(x) != 0)

#define isgreater(x, y) __builtin_isgreater(x, y)
#define isgreaterequal(x, y) __builtin_isgreaterequal(x, y)
#define isless(x, y) __builtin_isless(x, y)
#define islessequal(x, y) __builtin_islessequal(x, y)
#define islessgreater(x, y) __builtin_islessgreater(x, y)
#define isunordered(x, y) __builtin_isunordered(x, y)

#else

#define __by_size(function, x) \
	(sizeof(x) == sizeof(float) ? function##f(x) : sizeof(x) == sizeof(double) ? function(x) : function##l(x))
#define fpclassify(x) __by_size(__fpclassify, x)
#define isfinite(x) (fpclassify(x) > FP_INFINITE)
#define isinf(x) (fpclassify(x) == FP_INFINITE)
#define isnan(x) (fpclassify(x) == FP_NAN)
#define isnormal(x) (fpclassify(x) == FP_NORMAL)
#define signbit(x) __by_size(__signbit, x)

/* A comparison that is false raises no exception when it is not made. */
#define isunordered(x, y) (isnan(x) || isnan(y))
#define isgreater(x, y) (!isunordered(x, y) && (x) > (y))
#define isgreaterequal(x, y) (!isunordered(x, y) && (x) >= (y))
#define isless(x, y) (!isunordered(x, y) && (x) < (y))
#define islessequal(x, y) (!isunordered(x, y) && (x) <= (y))
#define islessgreater(x, y) (!isunordered(x, y) && (x) != (y))

#endif

/* Trigonometric functions (7.12.4). */
double acos(double);
float acosf(float);
long double acosl(long double);
double asin(double);
float asinf(float);
long double asinl(long double);
double atan(double);
float atanf(float);
long double atanl(long double);
double atan2(double, double);
float atan2f(float, float);
long double atan2l(long double, long double);
double cos(double);
float cosf(float);
long double cosl(long double);
double sin(double);
float sinf(float);
long double sinl(long double);
double tan(double);
float tanf(float);
long double tanl(long double);

/* Hyperbolic functions (7.12.5). */
double acosh(double);
float acoshf(float);
long double acoshl(long double);
double asinh(double);
float asinhf(float);
long double asinhl(long double);
double atanh(double);
float atanhf(float);
long double atanhl(long double);
double cosh(double);
float coshf(float);
long double coshl(long double);
double sinh(double);
float sinhf(float);
long double sinhl(long double);
double tanh(double);
float tanhf(float);
long double tanhl(long double);

/* Exponential and logarithmic functions (7.12.6). */
double exp(double);
float expf(float);
long double expl(long double);
double exp2(double);
float exp2f(float);
long double exp2l(long double);
double expm1(double);
float expm1f(float);
long double expm1l(long double);
double frexp(double, int *);
float frexpf(float, int *);
long double frexpl(long double, int *);
int ilogb(double);
int ilogbf(float);
int ilogbl(long double);
double ldexp(double, int);
float ldexpf(float, int);
long double ldexpl(long double, int);
double log(double);
float logf(float);
long double logl(long double);
double log10(double);
float log10f(float);
long double log10l(long double);
double log1p(double);
float log1pf(float);
long double log1pl(long double);
double log2(double);
float log2f(float);
long double log2l(long double);
double logb(double);
float logbf(float);
long double logbl(long double);
double modf(double, double *);
float modff(float, float *);
long double modfl(long double, long double *);
double scalbn(double, int);
float scalbnf(float, int);
long double scalbnl(long double, int);
double scalbln(double, long);
float scalblnf(float, long);
long double scalblnl(long double, long);

/* Powers and absolute values (7.12.7). */
double cbrt(double);
float cbrtf(float);
long double cbrtl(long double);
double fabs(double);
float fabsf(float);
long double fabsl(long double);
double hypot(double, double);
float hypotf(float, float);
long double hypotl(long double, long double);
double pow(double, double);
float powf(float, float);
long double powl(long double, long double);
double sqrt(double);
float sqrtf(float);
long double sqrtl(long double);

/* Error and gamma functions (7.12.8). */
double erf(double);
float erff(float);
long double erfl(long double);
double erfc(double);
float erfcf(float);
long double erfcl(long double);
double lgamma(double);
float lgammaf(float);
long double lgammal(long double);
double tgamma(double);
float tgammaf(float);
long double tgammal(long double);

/* Nearest integers (7.12.9). */
double ceil(double);
float ceilf(float);
long double ceill(long double);
double floor(double);
float floorf(float);
long double floorl(long double);
double nearbyint(double);
float nearbyintf(float);
long double nearbyintl(long double);
double rint(double);
float rintf(float);
long double rintl(long double);
long lrint(double);
long lrintf(float);
long lrintl(long double);
long long llrint(double);
long long llrintf(float);
long long llrintl(long double);
double round(double);
float roundf(float);
long double roundl(long double);
long lround(double);
long lroundf(float);
long lroundl(long double);
long long llround(double);
long long llroundf(float);
long long llroundl(long double);
double trunc(double);
float truncf(float);
long double truncl(long double);

/* Remainders (7.12.10). */
double fmod(double, double);
float fmodf(float, float);
long double fmodl(long double, long double);
double remainder(double, double);
float remainderf(float, float);
long double remainderl(long double, long double);
double remquo(double, double, int *);
float remquof(float, float, int *);
long double remquol(long double, long double, int *);

/* Neighbours and signs (7.12.11). */
double copysign(double, double);
float copysignf(float, float);
long double copysignl(long double, long double);
double nan(const char *);
float nanf(const char *);
long double nanl(const char *);
double nextafter(double, double);
float nextafterf(float, float);
long double nextafterl(long double, long double);
double nexttoward(double, long double);
float nexttowardf(float, long double);
long double nexttowardl(long double, long double);

/* Maximum, minimum, difference and multiply-add (7.12.12, 7.12.13). */
double fdim(double, double);
float fdimf(float, float);
long double fdiml(long double, long double);
double fmax(double, double);
float fmaxf(float, float);
long double fmaxl(long double, long double);
double fmin(double, double);
float fminf(float, float);
long double fminl(long double, long double);
double fma(double, double, double);
float fmaf(float, float, float);
long double fmal(long double, long double, long double);

#if __VIS_XSI
extern int signgam;

/* Bessel functions (POSIX: math.h). */
double j0(double);
double j1(double);
double jn(int, double);
double y0(double);
double y1(double);
double yn(int, double);

#define M_E 2.71828182845904523536
#define M_LOG2E 1.44269504088896340736
#define M_LOG10E 0.434294481903251827651
#define M_LN2 0.693147180559945309417
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.785398163397448309616
#define M_1_PI 0.318309886183790671538
#define M_2_PI 0.636619772367581343076
#define M_2_SQRTPI 1.12837916709551257390
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.707106781186547524401
#endif

#if __VIS_POSIX2024
#define M_1_SQRTPI 0.564189583547756286948
#define M_EGAMMA 0.577215664901532860607
#define M_PHI 1.61803398874989484820
#define M_SQRT1_3 0.577350269189625764509
#define M_SQRT3 1.73205080756887729353
#endif

#if defined(_XOPEN_SOURCE) || defined(_BSD_SOURCE)
#define MAXFLOAT 3.40282346638528859811704183484516925e+38F
#endif

#if __VIS_BSD
#define HUGE 3.40282346638528859811704183484516925e+38F

/* BSD's older names. */
double drem(double, double);
float dremf(float, float);
int finite(double);
int finitef(float);
double scalb(double, double);
float scalbf(float, float);
double significand(double);
float significandf(float);

/* Here the sign goes to a variable of the caller's, not to signgam. */
double lgamma_r(double, int *);
float lgammaf_r(float, int *);

float j0f(float);
float j1f(float);
float jnf(int, float);
float y0f(float);
float y1f(float);
float ynf(int, float);
#endif

#if __VIS_GNU
long double lgammal_r(long double, int *);
void sincos(double, double *, double *);
void sincosf(float, float *, float *);
void sincosl(long double, long double *, long double *);
double pow10(double);
float pow10f(float);
long double pow10l(long double);
#endif

#if __VIS_C23

#define __STDC_VERSION_MATH_H__ 202311L

/* Directions for fromfp (7.12.9.10). */
#define FP_INT_UPWARD 0
#define FP_INT_DOWNWARD 1
#define FP_INT_TOWARDZERO 2
#define FP_INT_TONEARESTFROMZERO 3
#define FP_INT_TONEAREST 4

/* What llogb gives for 0 and for a NaN. */
#define FP_LLOGB0 (-0x7fffffffffffffffL - 1)
#define FP_LLOGBNAN (-0x7fffffffffffffffL - 1)

/* Classification and comparison (7.12.3, 7.12.17). */
int __iscanonical(double);
int __iscanonicalf(float);
int __iscanonicall(long double);
int __issignaling(double);
int __issignalingf(float);
int __issignalingl(long double);
int __iseqsig(double, double);
int __iseqsigf(float, float);
int __iseqsigl(long double, long double);

/* Everyday words in C++. */
#ifndef __cplusplus
#define __for_size(function, x) \
	(sizeof(x) == sizeof(float) ? function##f((float)(x)) \
	: sizeof(x) == sizeof(double) ? function((double)(x)) : function##l((long double)(x)))
#define iscanonical(x) __for_size(__iscanonical, x)
#define issignaling(x) __for_size(__issignaling, x)
#define issubnormal(x) (fpclassify(x) == FP_SUBNORMAL)
#define iszero(x) (fpclassify(x) == FP_ZERO)
#define iseqsig(x, y) \
	(sizeof((x) + (y)) == sizeof(float) ? __iseqsigf((float)(x), (float)(y)) \
	: sizeof((x) + (y)) == sizeof(double) ? __iseqsig((double)(x), (double)(y)) \
	: __iseqsigl((long double)(x), (long double)(y)))
#endif

/* Trigonometric functions of multiples of pi (7.12.4.8 to 7.12.4.14). */
double acospi(double);
float acospif(float);
long double acospil(long double);
double asinpi(double);
float asinpif(float);
long double asinpil(long double);
double atanpi(double);
float atanpif(float);
long double atanpil(long double);
double cospi(double);
float cospif(float);
long double cospil(long double);
double sinpi(double);
float sinpif(float);
long double sinpil(long double);
double tanpi(double);
float tanpif(float);
long double tanpil(long double);
double atan2pi(double, double);
float atan2pif(float, float);
long double atan2pil(long double, long double);

/* Exponentials and logarithms (7.12.6). */
double exp10(double);
float exp10f(float);
long double exp10l(long double);
double exp10m1(double);
float exp10m1f(float);
long double exp10m1l(long double);
double exp2m1(double);
float exp2m1f(float);
long double exp2m1l(long double);
double log10p1(double);
float log10p1f(float);
long double log10p1l(long double);
double log2p1(double);
float log2p1f(float);
long double log2p1l(long double);
double logp1(double);
float logp1f(float);
long double logp1l(long double);
long llogb(double);
long llogbf(float);
long llogbl(long double);

/* Powers and roots (7.12.7). */
double compoundn(double, long long);
float compoundnf(float, long long);
long double compoundnl(long double, long long);
double pown(double, long long);
float pownf(float, long long);
long double pownl(long double, long long);
double powr(double, double);
float powrf(float, float);
long double powrl(long double, long double);
double rootn(double, long long);
float rootnf(float, long long);
long double rootnl(long double, long long);
double rsqrt(double);
float rsqrtf(float);
long double rsqrtl(long double);

/* Rounding (7.12.9). */
double roundeven(double);
float roundevenf(float);
long double roundevenl(long double);
double fromfp(double, int, unsigned int);
float fromfpf(float, int, unsigned int);
long double fromfpl(long double, int, unsigned int);
double ufromfp(double, int, unsigned int);
float ufromfpf(float, int, unsigned int);
long double ufromfpl(long double, int, unsigned int);
double fromfpx(double, int, unsigned int);
float fromfpxf(float, int, unsigned int);
long double fromfpxl(long double, int, unsigned int);
double ufromfpx(double, int, unsigned int);
float ufromfpxf(float, int, unsigned int);
long double ufromfpxl(long double, int, unsigned int);

/* Neighbours and encodings (7.12.11). */
double nextup(double);
float nextupf(float);
long double nextupl(long double);
double nextdown(double);
float nextdownf(float);
long double nextdownl(long double);
int canonicalize(double *, const double *);
int canonicalizef(float *, const float *);
int canonicalizel(long double *, const long double *);

/* Maxima and minima (7.12.12). */
double fmaximum(double, double);
float fmaximumf(float, float);
long double fmaximuml(long double, long double);
double fminimum(double, double);
float fminimumf(float, float);
long double fminimuml(long double, long double);
double fmaximum_mag(double, double);
float fmaximum_magf(float, float);
long double fmaximum_magl(long double, long double);
double fminimum_mag(double, double);
float fminimum_magf(float, float);
long double fminimum_magl(long double, long double);
double fmaximum_num(double, double);
float fmaximum_numf(float, float);
long double fmaximum_numl(long double, long double);
double fminimum_num(double, double);
float fminimum_numf(float, float);
long double fminimum_numl(long double, long double);
double fmaximum_mag_num(double, double);
float fmaximum_mag_numf(float, float);
long double fmaximum_mag_numl(long double, long double);
double fminimum_mag_num(double, double);
float fminimum_mag_numf(float, float);
long double fminimum_mag_numl(long double, long double);

/* NaNs' payloads and the total order (F.10.12, F.10.13). */
int totalorder(const double *, const double *);
int totalorderf(const float *, const float *);
int totalorderl(const long double *, const long double *);
int totalordermag(const double *, const double *);
int totalordermagf(const float *, const float *);
int totalordermagl(const long double *, const long double *);
double getpayload(const double *);
float getpayloadf(const float *);
long double getpayloadl(const long double *);
int setpayload(double *, double);
int setpayloadf(float *, float);
int setpayloadl(long double *, long double);
int setpayloadsig(double *, double);
int setpayloadsigf(float *, float);
int setpayloadsigl(long double *, long double);

/* Results of a narrower type, rounded once (7.12.14). */
float fadd(double, double);
float faddl(long double, long double);
double daddl(long double, long double);
float fsub(double, double);
float fsubl(long double, long double);
double dsubl(long double, long double);
float fmul(double, double);
float fmull(long double, long double);
double dmull(long double, long double);
float fdiv(double, double);
float fdivl(long double, long double);
double ddivl(long double, long double);
float ffma(double, double, double);
float ffmal(long double, long double, long double);
double dfmal(long double, long double, long double);
float fsqrt(double);
float fsqrtl(long double);
double dsqrtl(long double);

#endif

__EXTERN_C_END

#endif
