/* Amounts of money as text. */
#include "check.h"
#include <locale.h>
#include <monetary.h>

static char out[200];

TEST(amounts) {
    CHECK_EQ(strfmon(out, sizeof out, "%n|%i|%%", 123.456, -0.5), 14);
    CHECK_STR(out, "123.46|-0.50|%");
}

TEST(several_arguments) {
    CHECK(strfmon(out, sizeof out, "a%.1nb%.0Lnc%=*#4.2nd%(n", 1.25, 2.5L, 3.0, -4.0) > 0);
    CHECK_STR(out, "a1.2b2c ***3.00d(4.00)");
}

TEST(long_double_is_exact) {
    CHECK(strfmon(out, sizeof out, "%.4Ln", 1e15L + 0.0625L) > 0);
    CHECK_STR(out, "1000000000000000.0625");
}

TEST(too_long) {
    memset(out, 'x', sizeof out);
    CHECK_FAILS(strfmon(out, 4, "%n", 1.0), E2BIG);
    CHECK_EQ(out[4], 'x');
    CHECK_EQ(strfmon(out, 5, "%n", 1.0), 4);
    CHECK_FAILS(strfmon(out, 0, ""), E2BIG);
    CHECK_EQ(strfmon(out, 1, ""), 0);
    CHECK_FAILS(strfmon(out, sizeof out, "%999999999n", 1.0), E2BIG);
    CHECK_FAILS(strfmon(out, sizeof out, "%.999999999n", 1.0), E2BIG);
    CHECK_FAILS(strfmon(out, sizeof out, "%#999999999n", 1.0), E2BIG);
}

TEST(malformed) {
    CHECK_FAILS(strfmon(out, sizeof out, "%"), EINVAL);
    CHECK_FAILS(strfmon(out, sizeof out, "%d", 1.0), EINVAL);
    CHECK_FAILS(strfmon(out, sizeof out, "%+(n", 1.0), EINVAL);
    CHECK_FAILS(strfmon(out, sizeof out, "%#n", 1.0), EINVAL);
}

TEST(in_a_locale) {
    locale_t locale = newlocale(LC_ALL_MASK, "C", NULL);
    CHECK(locale != NULL);
    CHECK_EQ(strfmon_l(out, sizeof out, locale, "%8n|%-8.1Ln|", 7.0, 8.0L), 18);
    CHECK_STR(out, "    7.00|8.0     |");
    freelocale(locale);
}
