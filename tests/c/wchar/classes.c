/* <wctype.h>, wcwidth, and comparison without regard to case. */
#define _GNU_SOURCE
#include "check.h"
#include <locale.h>
#include <wchar.h>
#include <wctype.h>

static void utf8(void) {
    CHECK(setlocale(LC_ALL, "C.UTF-8"));
}

TEST(classes) {
    utf8();
    CHECK(iswalpha(L'a') && iswalpha(0xe9) && iswalpha(0x4e2d) && !iswalpha(L'1') && !iswalpha(0x20ac));
    CHECK(iswupper(L'A') && iswupper(0xc9) && !iswupper(0xe9) && iswlower(0xe9) && !iswlower(L'1'));
    CHECK(iswdigit(L'7') && !iswdigit(0x661) && iswalnum(0x661) && iswalnum(L'7'));
    CHECK(iswspace(L'\n') && iswspace(0x3000) && !iswspace(0xa0) && iswblank(L'\t') && !iswblank(L'\n'));
    CHECK(iswpunct(L'!') && iswpunct(0x20ac) && !iswpunct(L'a') && !iswpunct(L' '));
    CHECK(iswprint(L' ') && !iswgraph(L' ') && iswgraph(0x1f600) && !iswprint(7) && !iswprint(WEOF));
    CHECK(iswcntrl(7) && iswcntrl(0x85) && !iswcntrl(L'a') && iswxdigit(L'f') && !iswxdigit(L'g'));
}

TEST(classes_by_name) {
    static const char *const names[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                        "lower", "print", "punct", "space", "upper", "xdigit"};
    static int (*const functions[])(wint_t) = {iswalnum, iswalpha, iswblank, iswcntrl, iswdigit, iswgraph,
                                               iswlower, iswprint, iswpunct, iswspace, iswupper, iswxdigit};
    utf8();
    for (int i = 0; i < 12; i++) {
        wctype_t class = wctype(names[i]);
        CHECK(class != 0);
        for (wint_t c = 0; c < 0x3100; c++)
            CHECK_EQ(!iswctype(c, class), !functions[i](c));
    }
    CHECK_EQ(wctype("letter"), 0);
    CHECK_EQ(wctype(""), 0);
    CHECK_EQ(iswctype(L'a', 0), 0);
}

TEST(locale_forms) {
    locale_t locale = newlocale(LC_ALL_MASK, "C.UTF-8", 0);
    CHECK(locale);
    CHECK(iswalpha_l(0xe9, locale) && iswupper_l(0xc9, locale) && !iswdigit_l(L'a', locale));
    CHECK(iswctype_l(L'x', wctype_l("xdigit", locale), locale) == 0);
    CHECK_EQ(towupper_l(0xe9, locale), 0xc9);
    CHECK_EQ(towctrans_l(0xc9, wctrans_l("tolower", locale), locale), 0xe9);
    CHECK_EQ(wcscasecmp_l(L"ÀB", L"àb", locale), 0);
    CHECK_EQ(wcsncasecmp_l(L"ÀBc", L"àbd", 2, locale), 0);
    freelocale(locale);
}

TEST(cases) {
    utf8();
    CHECK_EQ(towupper(L'z'), L'Z');
    CHECK_EQ(towlower(L'Z'), L'z');
    CHECK_EQ(towupper(0xe9), 0xc9);
    CHECK_EQ(towupper(0xdf), 0xdf);
    CHECK_EQ(towupper(0xff), 0x178);
    CHECK_EQ(towlower(0x130), L'i');
    CHECK_EQ(towupper(0x1f80), 0x1f88);
    CHECK_EQ(towlower(0x10400), 0x10428);
    CHECK_EQ(towupper(WEOF), WEOF);
    CHECK_EQ(towctrans(L'a', wctrans("toupper")), L'A');
    CHECK_EQ(towctrans(L'A', wctrans("tolower")), L'a');
    CHECK(wctrans("title") == 0);
}

TEST(comparison) {
    utf8();
    CHECK_EQ(wcscasecmp(L"Straße", L"sTRAßE"), 0);
    CHECK(wcscasecmp(L"a", L"B") < 0);
    CHECK(wcscasecmp(L"b", L"A") > 0);
    CHECK(wcscasecmp(L"a", L"ab") < 0);
    CHECK_EQ(wcsncasecmp(L"abX", L"ABy", 2), 0);
    CHECK(wcsncasecmp(L"abX", L"ABy", 3) < 0);
    CHECK_EQ(wcsncasecmp(L"x", L"y", 0), 0);
}

TEST(width) {
    utf8();
    CHECK_EQ(wcwidth(0), 0);
    CHECK_EQ(wcwidth(L'a'), 1);
    CHECK_EQ(wcwidth(L'\n'), -1);
    CHECK_EQ(wcwidth(0x301), 0);
    CHECK_EQ(wcwidth(0x4e2d), 2);
    CHECK_EQ(wcwidth(0xff21), 2);
    CHECK_EQ(wcwidth(0x1f600), 2);
    CHECK_EQ(wcwidth(0xd800), -1);
    CHECK_EQ(wcswidth(L"a中é", 3), 4);
    CHECK_EQ(wcswidth(L"a中é", 2), 3);
    CHECK_EQ(wcswidth(L"ab", 100), 2);
    CHECK_EQ(wcswidth(L"a\nb", 3), -1);
    CHECK_EQ(wcswidth(L"\n", 0), 0);
}
