/* Text to numbers: what C23, POSIX and musl say beyond what the comparison with glibc shows. */
#define _GNU_SOURCE
#include "check.h"
#include <fenv.h>
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <wchar.h>

TEST(no_number) {
    char *end;
    const char *text = "  nothing";
    errno = 0;
    CHECK_EQ(strtol(text, &end, 10), 0);
    CHECK(end == text);
    CHECK(errno == 0 || errno == EINVAL);
    errno = 0;
    CHECK_BITS(strtod("  -", &end), 0.0);
    CHECK(errno == 0 || errno == EINVAL);
    CHECK_EQ(strtol("12", 0, 10), 12);
    CHECK_BITS(strtod("12", 0), 12.0);
}

TEST(bases) {
    char *end;
    errno = 0;
    CHECK_EQ(strtol("10", &end, 1), 0);
    CHECK_EQ(errno, EINVAL);
    errno = 0;
    CHECK_EQ(strtoul("10", &end, 37), 0u);
    CHECK_EQ(errno, EINVAL);
    errno = 0;
    CHECK_EQ(strtoll("10", &end, -2), 0);
    CHECK_EQ(errno, EINVAL);
    CHECK_EQ(strtoull("zZ", &end, 36), 35u * 36 + 35);
}

TEST(ranges) {
    errno = 0;
    CHECK_EQ(strtol("-9223372036854775808", 0, 0), LONG_MIN);
    CHECK_EQ(errno, 0);
    CHECK_EQ(strtol("-9223372036854775809", 0, 0), LONG_MIN);
    CHECK_EQ(errno, ERANGE);
    errno = 0;
    CHECK_EQ(strtoimax("9223372036854775808", 0, 10), INTMAX_MAX);
    CHECK_EQ(errno, ERANGE);
    errno = 0;
    CHECK_EQ(strtoumax("-1", 0, 10), UINTMAX_MAX);
    CHECK_EQ(errno, 0);
    CHECK_EQ(strtoumax("-18446744073709551616", 0, 10), UINTMAX_MAX);
    CHECK_EQ(errno, ERANGE);
}

TEST(not_a_number) {
    char *end;
    const char *text = "-nan(1_a)x";
    double d = strtod(text, &end);
    CHECK(isnan(d));
    CHECK_EQ(end - text, 9);
    text = "NAN(1-)";
    CHECK(isnan(strtof(text, &end)));
    CHECK_EQ(end - text, 3);
    text = "-Infinity";
    CHECK(strtold(text, &end) == -HUGE_VALL);
    CHECK_EQ(end - text, 9);
}

static double volatile kept;

/* The exceptions that a conversion raises. */
static int raised(const char *text) {
    feclearexcept(FE_ALL_EXCEPT);
    kept = strtod(text, 0);
    return fetestexcept(FE_INEXACT | FE_OVERFLOW | FE_UNDERFLOW);
}

TEST(exceptions) {
    CHECK_EQ(raised("1.5"), 0);
    CHECK_EQ(raised("0.1"), FE_INEXACT);
    CHECK_EQ(raised("0.10000000000000000000000001"), FE_INEXACT);
    CHECK_EQ(raised("0x1.8p-1074"), FE_INEXACT | FE_UNDERFLOW);
    CHECK_EQ(raised("0x1p-1074"), 0);
    CHECK_EQ(raised("1e309"), FE_INEXACT | FE_OVERFLOW);
    CHECK_EQ(raised("1e-400"), FE_INEXACT | FE_UNDERFLOW);
}

TEST(errors) {
    errno = 0;
    CHECK_BITS(strtod("1e309", 0), HUGE_VAL);
    CHECK_EQ(errno, ERANGE);
    errno = 0;
    CHECK_BITS(strtod("-1e-400", 0), -0.0);
    CHECK_EQ(errno, ERANGE);
    errno = 0;
    CHECK_BITS(strtod("4.9406564584124654e-324", 0), 0x1p-1074);
    CHECK_EQ(errno, ERANGE);
    fesetround(FE_DOWNWARD);
    errno = 0;
    CHECK_BITS(strtod("1e309", 0), 0x1.fffffffffffffp1023);
    CHECK_EQ(errno, ERANGE);
}

TEST(with_a_locale) {
    locale_t c = newlocale(LC_ALL_MASK, "C", 0);
    CHECK(c);
    char *end;
    CHECK_BITS(strtod_l("2.5x", &end, c), 2.5);
    CHECK_EQ(*end, 'x');
    CHECK(strtof_l("2.5", 0, c) == 2.5f);
    CHECK(strtold_l("0x1.8p1y", &end, c) == 3.0L);
    CHECK_EQ(*end, 'y');
    freelocale(c);
}

TEST(wide) {
    wchar_t *end;
    CHECK_EQ(wcstol(L" 42\x661", &end, 10), 42);
    CHECK_EQ(*end, 0x661);
    CHECK_BITS(wcstod(L"-1.25e2z", &end), -125.0);
    CHECK_EQ(*end, L'z');
    CHECK(wcstof(L"0x1p-2", 0) == 0.25f);
    CHECK(wcstold(L"1.5", 0) == 1.5L);
    CHECK_EQ(wcstoull(L"ff", 0, 16), 255u);
    CHECK_EQ(wcstoimax(L"-7", 0, 0), -7);
    CHECK_EQ(wcstoumax(L"7", 0, 0), 7u);
    CHECK_EQ(wcstoll(L"-7", 0, 0), -7);
    CHECK_EQ(wcstoul(L"7", 0, 0), 7u);
}

TEST(short_names) {
    CHECK_EQ(atoi("  -17abc"), -17);
    CHECK_EQ(atol("123456789012"), 123456789012);
    CHECK_EQ(atoll("-123456789012"), -123456789012);
    CHECK_BITS(atof("1e3"), 1000.0);
}

TEST(long_texts) {
    static char text[100020];
    memset(text, '0', 100000);
    text[1] = '.';
    text[99999] = '1';
    errno = 0;
    CHECK_BITS(strtod(text, 0), 0.0);
    CHECK_EQ(errno, ERANGE);
    strcpy(text + 99999, "7e99998");
    CHECK_BITS(strtod(text, 0), 7.0);
    memset(text, '9', 100000);
    strcpy(text + 99000, "e-98990");
    CHECK_BITS(strtod(text, 0), 1e10);
}

TEST(ecvt_and_fcvt) {
    int point, sign;
    CHECK_STR(ecvt(123.456, 4, &point, &sign), "1235");
    CHECK_EQ(point, 3);
    CHECK_EQ(sign, 0);
    CHECK_STR(ecvt(-0.00123456, 3, &point, &sign), "123");
    CHECK_EQ(point, -2);
    CHECK_EQ(sign, 1);
    CHECK_STR(fcvt(123.456, 2, &point, &sign), "12346");
    CHECK_EQ(point, 3);
    CHECK_STR(fcvt(0.00123456, 5, &point, &sign), "123");
    CHECK_EQ(point, -2);
    char text[40];
    CHECK(gcvt(123.4567, 5, text) == text);
    CHECK_STR(text, "123.46");
    CHECK_STR(gcvt(1e-10, 5, text), "1e-10");
}
