/* Formatted input from strings: results, failures, allocation, wide characters. */
#define _GNU_SOURCE
#include "check.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static int a, b, c;
static char s[64], t[64];

TEST(results) {
    CHECK_EQ(sscanf("", "%d", &a), EOF);
    CHECK_EQ(sscanf("   ", "%d", &a), EOF);
    CHECK_EQ(sscanf("x", "%d", &a), 0);
    CHECK_EQ(sscanf("1", "%d %d", &a, &b), 1);
    CHECK_EQ(sscanf("1 x", "%d %d", &a, &b), 1);
    CHECK_EQ(sscanf("ab", "ac%d", &a), 0);
    CHECK_EQ(sscanf("a", "ab"), EOF);
    CHECK_EQ(sscanf("5%7", "%d%%%d", &a, &b), 2);
    CHECK_EQ(b, 7);
    CHECK_EQ(sscanf("5 %7", "%d%%%d", &a, &b), 2);
}

TEST(whole_items) {
    double d;
    /* What belongs to a number, but is none, fails (C23 7.23.6.2, the example with "100ergs"). */
    CHECK_EQ(sscanf("100ergs", "%lf", &d), 0);
    CHECK_EQ(sscanf("0xz", "%x", &a), 0);
    CHECK_EQ(sscanf("-", "%d", &a), 0);
    CHECK_EQ(sscanf("1e+x", "%lf", &d), 0);
    CHECK_EQ(sscanf("nan(12", "%lf", &d), 0);
    CHECK_EQ(sscanf("nan(12)3", "%lf%d", &d, &a), 2);
    CHECK_EQ(a, 3);
}

TEST(widths) {
    CHECK_EQ(sscanf("123456", "%2d%3d%d", &a, &b, &c), 3);
    CHECK(a == 12 && b == 345 && c == 6);
    CHECK_EQ(sscanf("abcdef", "%2s%3c%n", s, t, &a), 2);
    CHECK_STR(s, "ab");
    CHECK_MEM(t, "cde", 3);
    CHECK_EQ(a, 5);
    CHECK_EQ(sscanf("ab", "%3c", t), 0);
    float f;
    CHECK_EQ(sscanf("1.25", "%3f%d", &f, &a), 2);
    CHECK(f == 1.2f && a == 5);
}

TEST(sets) {
    CHECK_EQ(sscanf("abc123", "%[a-z]%[0-9]", s, t), 2);
    CHECK_STR(s, "abc");
    CHECK_STR(t, "123");
    CHECK_EQ(sscanf("]]x", "%[]]%s", s, t), 2);
    CHECK_STR(s, "]]");
    CHECK_EQ(sscanf("ab]", "%[^]]%s", s, t), 2);
    CHECK_STR(s, "ab");
    CHECK_EQ(sscanf("a-b", "%[a-]%s", s, t), 2);
    CHECK_STR(s, "a-");
    CHECK_EQ(sscanf("xyz", "%[abc]", s), 0);
    CHECK_EQ(sscanf("\xff\xfe!", "%[^!]", s), 1);
    CHECK_STR(s, "\xff\xfe");
}

TEST(suppressed) {
    CHECK_EQ(sscanf("1 2 3", "%*d %d %*d", &a), 1);
    CHECK_EQ(a, 2);
    CHECK_EQ(sscanf("abc 7", "%*s%d", &a), 1);
    CHECK_EQ(a, 7);
}

TEST(positions) {
    CHECK_EQ(sscanf("1 2 3", "%3$d %1$d %2$d", &a, &b, &c), 3);
    CHECK(c == 1 && a == 2 && b == 3);
}

TEST(lengths) {
    signed char hh;
    short h;
    long l;
    long long ll;
    intmax_t j;
    size_t z;
    ptrdiff_t p;
    long double L;
    void *pointer;
    CHECK_EQ(sscanf("-1 -2 -3 -4 -5 6 7 1.5 0x1234", "%hhd%hd%ld%lld%jd%zu%td%Lf%p", &hh, &h, &l, &ll, &j, &z, &p, &L, &pointer), 9);
    CHECK(hh == -1 && h == -2 && l == -3 && ll == -4 && j == -5 && z == 6 && p == 7 && L == 1.5L);
    CHECK_EQ((uintptr_t)pointer, 0x1234u);
    CHECK_EQ(sscanf("abc", "abc%hhn%ln", &hh, &l), 0);
    CHECK(hh == 3 && l == 3);
    sprintf(s, "%p", (void *)0);
    CHECK_EQ(sscanf(s, "%p", &pointer), 1);
    CHECK(!pointer);
}

TEST(allocated) {
    char *x = 0, *y = 0, *z = 0;
    CHECK_EQ(sscanf("word 12ab", "%ms %m[0-9]%mc", &x, &y, &z), 3);
    CHECK_STR(x, "word");
    CHECK_STR(y, "12");
    CHECK_EQ(*z, 'a');
    free(x);
    free(y);
    free(z);
    x = y = 0;
    /* What was converted stays; what was not leaves nothing. */
    CHECK_EQ(sscanf("word", "%ms %ms", &x, &y), 1);
    CHECK_STR(x, "word");
    CHECK(!y);
    free(x);
    static char large[100001];
    memset(large, 'q', 100000);
    CHECK_EQ(sscanf(large, "%ms", &x), 1);
    CHECK_STR(x, large);
    free(x);
    wchar_t *w;
    setlocale(LC_ALL, "C.UTF-8");
    CHECK_EQ(sscanf("\xc3\xa9z", "%mls", &w), 1);
    CHECK_MEM(w, L"\xe9z", sizeof L"\xe9z");
    free(w);
}

TEST(wide_items) {
    setlocale(LC_ALL, "C.UTF-8");
    wchar_t w[16], one;
    CHECK_EQ(sscanf("h\xc3\xa9 \xe2\x82\xacx", "%ls %lc%l[x]", w, &one, w + 8), 3);
    CHECK_MEM(w, L"h\xe9", sizeof L"h\xe9");
    CHECK_EQ(one, 0x20ac);
    CHECK_MEM(w + 8, L"x", sizeof L"x");
    errno = 0;
    CHECK_EQ(sscanf("\xff", "%ls", w), EOF);
    CHECK_EQ(errno, EILSEQ);
    /* A character outside of the set stays whole. */
    CHECK_EQ(sscanf("ab\xc3\xa9", "%l[ab]%n%s", w, &a, s), 2);
    CHECK_EQ(a, 2);
    CHECK_STR(s, "\xc3\xa9");
}

TEST(wide_strings) {
    setlocale(LC_ALL, "C.UTF-8");
    wchar_t w[16];
    CHECK_EQ(swscanf(L"12 h\xe9 \x20ac!", L"%d %s %1l[\x20ac]%c", &a, s, w, t), 4);
    CHECK_EQ(a, 12);
    CHECK_STR(s, "h\xc3\xa9");
    CHECK_MEM(w, L"\x20ac", sizeof L"\x20ac");
    CHECK_EQ(t[0], '!');
    double d;
    CHECK_EQ(swscanf(L"\x2003-1.5", L"%lf", &d), 1);
    CHECK_BITS(d, -1.5);
}

TEST(malformed) {
    errno = 0;
    CHECK(sscanf("1", "%y", &a) <= 0);
    errno = 0;
    CHECK(sscanf("1", "%[abc", s) <= 0);
}
