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

#endif
