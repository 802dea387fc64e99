/* What C23 added to <tgmath.h>. */
#include "check.h"
#include <tgmath.h>

#if __STDC_VERSION_TGMATH_H__ != 202311L
#error "the version is C23's"
#endif

#define CHECK_TYPE(expression, type) CHECK(_Generic((expression), type: 1, default: 0))

TEST(types) {
    CHECK_TYPE(cospi(1.f), float);
    CHECK_TYPE(exp10(1), double);
    CHECK_TYPE(rsqrt(1.L), long double);
    CHECK_TYPE(fmaximum(1.f, 1), double);
    CHECK_TYPE(pown(1.f, 3), float);
    CHECK_TYPE(fromfp(1.L, FP_INT_UPWARD, 9), long double);
    CHECK_TYPE(llogb(1.f), long);
    CHECK_TYPE(nextup(1.f), float);
    CHECK_TYPE(fadd(1, 2), float);
    CHECK_TYPE(fmul(1.L, 2), float);
    CHECK_TYPE(ddiv(1, 2), double);
    CHECK_TYPE(dsqrt(1.f), double);
    CHECK(rootn(27.f, 3) == 3);
    CHECK(fsub(1.L, 0x1p-30L) == 1);
    CHECK(dfma(2, 3, 4) == 10);
}
