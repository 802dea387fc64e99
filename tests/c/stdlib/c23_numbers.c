/* What C23 added to conversions of numbers, and allocated output. */
#define _GNU_SOURCE
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

int strfromd(char *restrict, size_t, const char *restrict, double);
int strfromf(char *restrict, size_t, const char *restrict, float);
int strfroml(char *restrict, size_t, const char *restrict, long double);

TEST(binary_integers) {
    char *end;
    const char *text = "0b101x";
    CHECK_EQ(strtol(text, &end, 0), 5);
    CHECK_EQ(*end, 'x');
    CHECK_EQ(strtoul("-0B11", 0, 2), -3ul);
    text = "0b2";
    CHECK_EQ(strtol(text, &end, 0), 0);
    CHECK_EQ(end - text, 1);
    CHECK_EQ(strtol("0b1", 0, 16), 0xb1);
    CHECK_EQ(wcstol(L"0b111", 0, 0), 7);
    int i;
    unsigned u;
    CHECK_EQ(sscanf("0b11 101", "%i %b", &i, &u), 2);
    CHECK_EQ(i, 3);
    CHECK_EQ(u, 5u);
    CHECK_EQ(sscanf("0b2", "%i", &i), 0);
    char buffer[80];
    CHECK_EQ(snprintf(buffer, sizeof buffer, "%b %#b %#B %08b %.4b", 5u, 5u, 5u, 5u, 1u), 29);
    CHECK_STR(buffer, "101 0b101 0B101 00000101 0001");
}

TEST(lengths_by_bits) {
    char buffer[80];
    snprintf(buffer, sizeof buffer, "%w8d %w16u %w32x %w64d", 0x1ff, 0x1ffff, -1, -1ll);
    CHECK_STR(buffer, "-1 65535 ffffffff -1");
    snprintf(buffer, sizeof buffer, "%wf8d %wf16d %wf32d %wf64d", 0x1ff, 70000, -2, -1ll);
    CHECK_STR(buffer, "-1 70000 -2 -1");
    int8_t a;
    int16_t b = 0;
    int32_t c;
    int64_t d;
    CHECK_EQ(sscanf("1 2 3 4", "%w8d %w16d %w32d %w64d", &a, &b, &c, &d), 4);
    CHECK(a == 1 && b == 2 && c == 3 && d == 4);
    CHECK_FAILS(snprintf(buffer, sizeof buffer, "%w7d", 1), EINVAL);
}

TEST(strfrom) {
    char text[64];
    CHECK_EQ(strfromd(text, sizeof text, "%.3f", 2.0 / 3), 5);
    CHECK_STR(text, "0.667");
    CHECK_EQ(strfromd(text, 4, "%g", 123456.0), 6);
    CHECK_STR(text, "123");
    CHECK_EQ(strfromf(text, sizeof text, "%a", 1.5f), 8);
    CHECK_STR(text, "0x1.8p+0");
    CHECK_EQ(strfroml(text, sizeof text, "%.20E", 1.5L), 26);
    CHECK_STR(text, "1.50000000000000000000E+00");
    CHECK_EQ(strfromd(0, 0, "%.0F", 1e10), 11);
    CHECK_FAILS(strfromd(text, sizeof text, "%5f", 1.0), EINVAL);
    CHECK_FAILS(strfromd(text, sizeof text, "%d", 1.0), EINVAL);
}

TEST(allocated_output) {
    char *s;
    CHECK_EQ(asprintf(&s, "%d %s", 42, "words"), 8);
    CHECK_STR(s, "42 words");
    free(s);
    CHECK_EQ(asprintf(&s, "%1000d", 1), 1000);
    CHECK_EQ(strlen(s), 1000u);
    CHECK_EQ(s[999], '1');
    free(s);
    CHECK_EQ(asprintf(&s, "%s", ""), 0);
    CHECK_STR(s, "");
    free(s);
}
