/* Mathematics, over 256 arguments each of the range that programs have. */
#include "bench.h"
#include <math.h>

enum { COUNT = 256 };

static double wide[COUNT], unit[COUNT], positive[COUNT];
static float wide_f[COUNT], positive_f[COUNT];
static long double wide_l[COUNT], positive_l[COUNT];

#define X wide[i % COUNT]
#define U unit[i % COUNT]
#define P positive[i % COUNT]
#define OF(function, argument) ROW(function, KEEP(function(argument)), #function)
#define OF_TWO(function, first, second) ROW(function, KEEP(function(first, second)), #function)

BENCHMARK {
    unsigned state = 1;
    for (int i = 0; i < COUNT; i++) {
        double random = ((state = state * 1103515245 + 12345) >> 8) / (double)(1 << 24);
        unit[i] = 2 * random - 1;
        wide_l[i] = wide_f[i] = wide[i] = 20 * random - 10;
        positive_l[i] = positive_f[i] = positive[i] = 10 * random + 0.01;
    }
    OF(exp, X);
    OF(exp2, X);
    OF(expm1, X);
    OF(log, P);
    OF(log2, P);
    OF(log10, P);
    OF(log1p, P);
    OF_TWO(pow, P, X);
    OF(sin, X);
    OF(cos, X);
    OF(tan, X);
    ROW(sin, KEEP(sin(X * 1e15)), "sin of 1e16");
    OF(asin, U);
    OF(acos, U);
    OF(atan, X);
    OF_TWO(atan2, X, P);
    OF(sinh, X);
    OF(cosh, X);
    OF(tanh, X);
    OF(sqrt, P);
    OF(cbrt, X);
    OF_TWO(hypot, X, P);
    OF_TWO(fmod, X, P);
    ROW(fmod, KEEP(fmod(P * 1e200, P)), "fmod of 1e200");
    OF_TWO(remainder, X, P);
    OF(floor, X);
    OF(ceil, X);
    OF(trunc, X);
    OF(round, X);
    OF(rint, X);
    OF(lrint, X);
    OF(fabs, X);
    ROW(fma, KEEP(fma(X, P, U)), "fma");
    ROW(frexp, {
        int exponent;
        KEEP(frexp(X, &exponent));
    }, "frexp");
    ROW(ldexp, KEEP(ldexp(X, (int)(i % 40))), "ldexp");
    ROW(modf, {
        double whole;
        KEEP(modf(X, &whole));
    }, "modf");
    OF(tgamma, P);
    OF(lgamma, P);
    OF(erf, X);
    OF(erfc, X);
    OF(j0, P);
    OF(expf, wide_f[i % COUNT]);
    OF(logf, positive_f[i % COUNT]);
    OF_TWO(powf, positive_f[i % COUNT], wide_f[i % COUNT]);
    OF(sinf, wide_f[i % COUNT]);
    OF(cosf, wide_f[i % COUNT]);
    OF(sqrtf, positive_f[i % COUNT]);
    OF(floorf, wide_f[i % COUNT]);
    OF(expl, wide_l[i % COUNT]);
    OF(logl, positive_l[i % COUNT]);
    OF(sinl, wide_l[i % COUNT]);
    OF_TWO(powl, positive_l[i % COUNT], wide_l[i % COUNT]);
    OF(sqrtl, positive_l[i % COUNT]);
}
