/* Arithmetic, base 64, suboptions. */
#define _GNU_SOURCE
#include "check.h"
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>

TEST(division) {
    CHECK_EQ(div(-7, 2).quot, -3);
    CHECK_EQ(div(-7, 2).rem, -1);
    CHECK_EQ(ldiv(7, -2).quot, -3);
    CHECK_EQ(ldiv(7, -2).rem, 1);
    CHECK_EQ(lldiv(LLONG_MIN, 10).rem, -8);
    CHECK_EQ(imaxdiv(100, 7).quot, 14);
    CHECK_EQ(abs(-5), 5);
    CHECK_EQ(labs(-5000000000), 5000000000);
    CHECK_EQ(llabs(-1), 1);
    CHECK_EQ(imaxabs(-9), 9);
}

TEST(base_64) {
    CHECK_STR(l64a(0), "");
    CHECK_STR(l64a(1), "/");
    CHECK_EQ(a64l("/"), 1);
    CHECK_EQ(a64l(""), 0);
    for (long value = 1; value < 0x7fffffff; value = value * 3 + 1)
        CHECK_EQ(a64l(l64a(value)), value);
    CHECK_EQ((int)a64l("zzzzz1"), -1);
}

TEST(suboptions) {
    char options[] = "ro,size=10,,unknown=x,rw";
    char *at = options, *value;
    char *const tokens[] = {"ro", "rw", "size", 0};
    CHECK_EQ(getsubopt(&at, tokens, &value), 0);
    CHECK(!value);
    CHECK_EQ(getsubopt(&at, tokens, &value), 2);
    CHECK_STR(value, "10");
    CHECK_EQ(getsubopt(&at, tokens, &value), -1);
    CHECK_EQ(getsubopt(&at, tokens, &value), -1);
    CHECK_EQ(getsubopt(&at, tokens, &value), 1);
    CHECK_EQ(*at, 0);
}
