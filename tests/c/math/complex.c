/* Complex functions through their C interface, in all three formats: how they are passed and returned, and values. */
#include "check.h"
#include <complex.h>
#include <float.h>
#include <math.h>

#define CLOSE(a, b, epsilon) (fabsl((long double)(a) - (long double)(b)) <= (epsilon) * fabsl((long double)(b)))

static volatile double two = 2, three = 3;

#define EACH(type, f, epsilon)                                                                                      \
    {                                                                                                               \
        type _Complex z = (type)two + (type)three * (type _Complex)I;                                               \
        type _Complex w = csin##f(z);                                                                               \
        CHECK(CLOSE(creal##f(w), 9.154499146911429573467299544609832559158861L, epsilon));                                        \
        CHECK(CLOSE(cimag##f(w), -4.168906959966564350754813058853754843573566L, epsilon));                                       \
        w = cexp##f(z);                                                                                             \
        CHECK(CLOSE(creal##f(w), -7.315110094901102517486536151050789321869879L, epsilon));                                       \
        CHECK(CLOSE(cimag##f(w), 1.042743656235904414101503940462552193918330L, epsilon));                                        \
        w = clog##f(z);                                                                                             \
        CHECK(CLOSE(creal##f(w), 1.282474678730768368026743720782659302402634L, epsilon));                                     \
        CHECK(CLOSE(cimag##f(w), 0.982793723247329067985710611014666014496877L, epsilon));                                    \
        w = csqrt##f(z);                                                                                            \
        CHECK(CLOSE(creal##f(w), 1.6741492280355400404480393008490519L, epsilon));                                  \
        CHECK(CLOSE(cimag##f(w), 0.89597747612983812471573375529004348L, epsilon));                                 \
        w = cpow##f(z, (type)0.5);                                                                                  \
        CHECK(CLOSE(creal##f(w), 1.6741492280355400404480393008490519L, epsilon));                                  \
        CHECK(CLOSE(cimag##f(w), 0.89597747612983812471573375529004348L, epsilon));                                 \
        w = conj##f(z);                                                                                             \
        CHECK(creal##f(w) == 2 && cimag##f(w) == -3);                                                               \
        w = cproj##f((type)INFINITY - (type)three * (type _Complex)I);                                              \
        CHECK(isinf(creal##f(w)) && cimag##f(w) == 0);                                                              \
        CHECK(CLOSE(cabs##f(z), 3.605551275463989293119221267470495946251L, epsilon));                                      \
        CHECK(CLOSE(carg##f(z), 0.982793723247329067985710611014666014496877L, epsilon));                                     \
        w = ccosh##f(casinh##f(z));                                                                                 \
        w = csqrt##f(w * w - 1);                                                                                    \
        CHECK(CLOSE(creal##f(w), 2, 8 * epsilon) && CLOSE(cimag##f(w), 3, 8 * epsilon));                            \
        w = ctan##f(catan##f(z));                                                                                   \
        CHECK(CLOSE(creal##f(w), 2, 64 * epsilon) && CLOSE(cimag##f(w), 3, 64 * epsilon));                          \
        w = ctanh##f(catanh##f(z));                                                                                 \
        CHECK(CLOSE(creal##f(w), 2, 64 * epsilon) && CLOSE(cimag##f(w), 3, 64 * epsilon));                          \
        w = csin##f(casin##f(z));                                                                                   \
        CHECK(CLOSE(creal##f(w), 2, 8 * epsilon) && CLOSE(cimag##f(w), 3, 8 * epsilon));                            \
        w = ccos##f(cacos##f(z));                                                                                   \
        CHECK(CLOSE(creal##f(w), 2, 8 * epsilon) && CLOSE(cimag##f(w), 3, 8 * epsilon));                            \
        w = ccosh##f(cacosh##f(z));                                                                                 \
        CHECK(CLOSE(creal##f(w), 2, 8 * epsilon) && CLOSE(cimag##f(w), 3, 8 * epsilon));                            \
        w = csinh##f(casinh##f(z));                                                                                 \
        CHECK(CLOSE(creal##f(w), 2, 8 * epsilon) && CLOSE(cimag##f(w), 3, 8 * epsilon));                            \
    }

TEST(float_complex) EACH(float, f, FLT_EPSILON)
TEST(double_complex) EACH(double, , DBL_EPSILON)
TEST(long_double_complex) EACH(long double, l, LDBL_EPSILON)

/* The compiler calls the library for what its own multiplication makes a NaN of, and for division. */
#define OPERATORS(type, f)                                                                                          \
    {                                                                                                               \
        volatile type _Complex z = (type)two + (type)three * (type _Complex)I, w = 4 - 5 * (type _Complex)I;        \
        type _Complex product = z * w, quotient = product / w;                                                      \
        CHECK(creal##f(product) == 23 && cimag##f(product) == 2);                                                   \
        CHECK(creal##f(quotient) == 2 && cimag##f(quotient) == 3);                                                  \
        volatile type infinity = (type)INFINITY;                                                                    \
        volatile type _Complex far = infinity;                                                                      \
        __imag__ far = infinity;                                                                                    \
        product = far * z;                                                                                          \
        CHECK(isinf(creal##f(product)) || isinf(cimag##f(product)));                                                \
        quotient = z / far;                                                                                         \
        CHECK(creal##f(quotient) == 0 && cimag##f(quotient) == 0);                                                  \
    }

TEST(float_operators) OPERATORS(float, f)
TEST(double_operators) OPERATORS(double, )
TEST(long_double_operators) OPERATORS(long double, l)
