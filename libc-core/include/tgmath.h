/*
 * tgmath.h: type-generic mathematics (C23 7.27).
 *
 * _Generic picks the function by the type that the usual conversions give: integers count as double, and one complex
 * operand makes the operation complex. Adding 0 of each operand's kind computes that type without evaluating anything.
 */
#ifndef _TGMATH_H
#define _TGMATH_H

#include <math.h>
#include <complex.h>

#if __VIS_C23
#define __STDC_VERSION_TGMATH_H__ 202311L
#endif

/* The type of a real operand as a floating type: integers become double. */
#define __tg_type(x) (_Generic((x), \
	float: (x), long double: (x), float _Complex: (x), double _Complex: (x), long double _Complex: (x), \
	default: 0.0))

/* A real function, chosen by the value (not evaluated) `by`. */
#define __tg_real(by, function) _Generic((by), \
	float: function##f, long double: function##l, default: function)

/* A function of math.h or its sister in complex.h. */
#define __tg_either(by, function) _Generic((by), \
	float: function##f, long double: function##l, \
	float _Complex: c##function##f, double _Complex: c##function, long double _Complex: c##function##l, \
	default: function)

/* fabs, whose complex sister is cabs. */
#define __tg_fabs(by) _Generic((by), \
	float: fabsf, long double: fabsl, float _Complex: cabsf, double _Complex: cabs, long double _Complex: cabsl, \
	default: fabs)

/* A function of complex.h alone. */
#define __tg_complex(by, function) _Generic((by), \
	float: function##f, float _Complex: function##f, long double: function##l, long double _Complex: function##l, \
	default: function)

/* math.h and complex.h may have made macros of some. */
#undef acos
#undef acosh
#undef asin
#undef asinh
#undef atan
#undef atan2
#undef atanh
#undef carg
#undef cbrt
#undef ceil
#undef cimag
#undef conj
#undef copysign
#undef cos
#undef cosh
#undef cproj
#undef creal
#undef erf
#undef erfc
#undef exp
#undef exp2
#undef expm1
#undef fabs
#undef fdim
#undef floor
#undef fma
#undef fmax
#undef fmin
#undef fmod
#undef frexp
#undef hypot
#undef ilogb
#undef ldexp
#undef lgamma
#undef llrint
#undef llround
#undef log
#undef log10
#undef log1p
#undef log2
#undef logb
#undef lrint
#undef lround
#undef nearbyint
#undef nextafter
#undef nexttoward
#undef pow
#undef remainder
#undef remquo
#undef rint
#undef round
#undef scalbln
#undef scalbn
#undef sin
#undef sinh
#undef sqrt
#undef tan
#undef tanh
#undef tgamma
#undef trunc

/* One operand, real. */
#define cbrt(x) __tg_real(__tg_type(x), cbrt)(x)
#define ceil(x) __tg_real(__tg_type(x), ceil)(x)
#define erf(x) __tg_real(__tg_type(x), erf)(x)
#define erfc(x) __tg_real(__tg_type(x), erfc)(x)
#define exp2(x) __tg_real(__tg_type(x), exp2)(x)
#define expm1(x) __tg_real(__tg_type(x), expm1)(x)
#define floor(x) __tg_real(__tg_type(x), floor)(x)
#define ilogb(x) __tg_real(__tg_type(x), ilogb)(x)
#define lgamma(x) __tg_real(__tg_type(x), lgamma)(x)
#define llrint(x) __tg_real(__tg_type(x), llrint)(x)
#define llround(x) __tg_real(__tg_type(x), llround)(x)
#define log10(x) __tg_real(__tg_type(x), log10)(x)
#define log1p(x) __tg_real(__tg_type(x), log1p)(x)
#define log2(x) __tg_real(__tg_type(x), log2)(x)
#define logb(x) __tg_real(__tg_type(x), logb)(x)
#define lrint(x) __tg_real(__tg_type(x), lrint)(x)
#define lround(x) __tg_real(__tg_type(x), lround)(x)
#define nearbyint(x) __tg_real(__tg_type(x), nearbyint)(x)
#define rint(x) __tg_real(__tg_type(x), rint)(x)
#define round(x) __tg_real(__tg_type(x), round)(x)
#define tgamma(x) __tg_real(__tg_type(x), tgamma)(x)
#define trunc(x) __tg_real(__tg_type(x), trunc)(x)

/* One operand, real or complex. */
#define acos(x) __tg_either(__tg_type(x), acos)(x)
#define acosh(x) __tg_either(__tg_type(x), acosh)(x)
#define asin(x) __tg_either(__tg_type(x), asin)(x)
#define asinh(x) __tg_either(__tg_type(x), asinh)(x)
#define atan(x) __tg_either(__tg_type(x), atan)(x)
#define atanh(x) __tg_either(__tg_type(x), atanh)(x)
#define cos(x) __tg_either(__tg_type(x), cos)(x)
#define cosh(x) __tg_either(__tg_type(x), cosh)(x)
#define exp(x) __tg_either(__tg_type(x), exp)(x)
#define log(x) __tg_either(__tg_type(x), log)(x)
#define sin(x) __tg_either(__tg_type(x), sin)(x)
#define sinh(x) __tg_either(__tg_type(x), sinh)(x)
#define sqrt(x) __tg_either(__tg_type(x), sqrt)(x)
#define tan(x) __tg_either(__tg_type(x), tan)(x)
#define tanh(x) __tg_either(__tg_type(x), tanh)(x)
#define fabs(x) __tg_fabs(__tg_type(x))(x)

/* Two operands. */
#define atan2(x, y) __tg_real(__tg_type(x) + __tg_type(y), atan2)(x, y)
#define copysign(x, y) __tg_real(__tg_type(x) + __tg_type(y), copysign)(x, y)
#define fdim(x, y) __tg_real(__tg_type(x) + __tg_type(y), fdim)(x, y)
#define fmax(x, y) __tg_real(__tg_type(x) + __tg_type(y), fmax)(x, y)
#define fmin(x, y) __tg_real(__tg_type(x) + __tg_type(y), fmin)(x, y)
#define fmod(x, y) __tg_real(__tg_type(x) + __tg_type(y), fmod)(x, y)
#define hypot(x, y) __tg_real(__tg_type(x) + __tg_type(y), hypot)(x, y)
#define nextafter(x, y) __tg_real(__tg_type(x) + __tg_type(y), nextafter)(x, y)
#define remainder(x, y) __tg_real(__tg_type(x) + __tg_type(y), remainder)(x, y)
#define pow(x, y) __tg_either(__tg_type(x) + __tg_type(y), pow)(x, y)
#define remquo(x, y, quotient) __tg_real(__tg_type(x) + __tg_type(y), remquo)(x, y, quotient)
#define fma(x, y, z) __tg_real(__tg_type(x) + __tg_type(y) + __tg_type(z), fma)(x, y, z)

/* The first operand decides. */
#define frexp(x, y) __tg_real(__tg_type(x), frexp)(x, y)
#define ldexp(x, y) __tg_real(__tg_type(x), ldexp)(x, y)
#define scalbln(x, y) __tg_real(__tg_type(x), scalbln)(x, y)
#define scalbn(x, y) __tg_real(__tg_type(x), scalbn)(x, y)
#define nexttoward(x, y) __tg_real(__tg_type(x), nexttoward)(x, y)

/* Complex. */
#define carg(z) __tg_complex(__tg_type(z), carg)(z)
#define cimag(z) __tg_complex(__tg_type(z), cimag)(z)
#define conj(z) __tg_complex(__tg_type(z), conj)(z)
#define cproj(z) __tg_complex(__tg_type(z), cproj)(z)
#define creal(z) __tg_complex(__tg_type(z), creal)(z)

#if __VIS_C23

/* One operand, real. */
#define acospi(x) __tg_real(__tg_type(x), acospi)(x)
#define asinpi(x) __tg_real(__tg_type(x), asinpi)(x)
#define atanpi(x) __tg_real(__tg_type(x), atanpi)(x)
#define cospi(x) __tg_real(__tg_type(x), cospi)(x)
#define sinpi(x) __tg_real(__tg_type(x), sinpi)(x)
#define tanpi(x) __tg_real(__tg_type(x), tanpi)(x)
#define exp10(x) __tg_real(__tg_type(x), exp10)(x)
#define exp10m1(x) __tg_real(__tg_type(x), exp10m1)(x)
#define exp2m1(x) __tg_real(__tg_type(x), exp2m1)(x)
#define log10p1(x) __tg_real(__tg_type(x), log10p1)(x)
#define log2p1(x) __tg_real(__tg_type(x), log2p1)(x)
#define logp1(x) __tg_real(__tg_type(x), logp1)(x)
#define llogb(x) __tg_real(__tg_type(x), llogb)(x)
#define rsqrt(x) __tg_real(__tg_type(x), rsqrt)(x)
#define roundeven(x) __tg_real(__tg_type(x), roundeven)(x)
#define nextup(x) __tg_real(__tg_type(x), nextup)(x)
#define nextdown(x) __tg_real(__tg_type(x), nextdown)(x)

/* Two operands. */
#define atan2pi(x, y) __tg_real(__tg_type(x) + __tg_type(y), atan2pi)(x, y)
#define powr(x, y) __tg_real(__tg_type(x) + __tg_type(y), powr)(x, y)
#define fmaximum(x, y) __tg_real(__tg_type(x) + __tg_type(y), fmaximum)(x, y)
#define fminimum(x, y) __tg_real(__tg_type(x) + __tg_type(y), fminimum)(x, y)
#define fmaximum_mag(x, y) __tg_real(__tg_type(x) + __tg_type(y), fmaximum_mag)(x, y)
#define fminimum_mag(x, y) __tg_real(__tg_type(x) + __tg_type(y), fminimum_mag)(x, y)
#define fmaximum_num(x, y) __tg_real(__tg_type(x) + __tg_type(y), fmaximum_num)(x, y)
#define fminimum_num(x, y) __tg_real(__tg_type(x) + __tg_type(y), fminimum_num)(x, y)
#define fmaximum_mag_num(x, y) __tg_real(__tg_type(x) + __tg_type(y), fmaximum_mag_num)(x, y)
#define fminimum_mag_num(x, y) __tg_real(__tg_type(x) + __tg_type(y), fminimum_mag_num)(x, y)

/* The first operand decides. */
#define compoundn(x, y) __tg_real(__tg_type(x), compoundn)(x, y)
#define pown(x, y) __tg_real(__tg_type(x), pown)(x, y)
#define rootn(x, y) __tg_real(__tg_type(x), rootn)(x, y)
#define fromfp(x, direction, width) __tg_real(__tg_type(x), fromfp)(x, direction, width)
#define ufromfp(x, direction, width) __tg_real(__tg_type(x), ufromfp)(x, direction, width)
#define fromfpx(x, direction, width) __tg_real(__tg_type(x), fromfpx)(x, direction, width)
#define ufromfpx(x, direction, width) __tg_real(__tg_type(x), ufromfpx)(x, direction, width)

/* A narrower result: the function whose operands are no narrower than these. */
#define __tg_narrow(by, function) _Generic((by), long double: function##l, default: function)
#define fadd(x, y) __tg_narrow(__tg_type(x) + __tg_type(y), fadd)(x, y)
#define dadd(x, y) daddl(x, y)
#define fsub(x, y) __tg_narrow(__tg_type(x) + __tg_type(y), fsub)(x, y)
#define dsub(x, y) dsubl(x, y)
#define fmul(x, y) __tg_narrow(__tg_type(x) + __tg_type(y), fmul)(x, y)
#define dmul(x, y) dmull(x, y)
#define fdiv(x, y) __tg_narrow(__tg_type(x) + __tg_type(y), fdiv)(x, y)
#define ddiv(x, y) ddivl(x, y)
#define ffma(x, y, z) __tg_narrow(__tg_type(x) + __tg_type(y) + __tg_type(z), ffma)(x, y, z)
#define dfma(x, y, z) dfmal(x, y, z)
#define fsqrt(x) __tg_narrow(__tg_type(x), fsqrt)(x)
#define dsqrt(x) dsqrtl(x)

#endif

#endif
