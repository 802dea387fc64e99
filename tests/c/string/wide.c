/* Wide strings: results and limits. */
#define _GNU_SOURCE
#include "check.h"
#include <stdlib.h>
#include <wchar.h>

static wchar_t a[700], b[700];

static void letters(wchar_t *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        s[i] = (wchar_t)(0x10000 + i);
    s[n] = 0;
}

TEST(arrays) {
    for (size_t n = 1; n < 250; n++) {
        letters(a, n);
        CHECK_EQ(wmemcpy(b, a, n), b);
        CHECK_EQ(wmemcmp(a, b, n), 0);
        CHECK_EQ(wmemchr(a, a[n - 1], n), a + n - 1);
        CHECK_EQ(wmemchr(a, 1, n), NULL);
        CHECK_EQ(wmemmove(a + 1, a, n), a + 1);
        CHECK_EQ(wmemcmp(a + 1, b, n), 0);
        b[n - 1]++;
        CHECK(wmemcmp(a + 1, b, n) < 0 && wmemcmp(b, a + 1, n) > 0);
        b[n] = 5;
        CHECK_EQ(wmemset(b, 0x12345678, n), b);
        for (size_t i = 0; i < n; i++)
            CHECK_EQ(b[i], 0x12345678);
        CHECK_EQ(b[n], 5);
    }
    b[0] = (wchar_t)0xffffffff;
    CHECK_EQ(wmemcmp(a, b, 1) < 0, (wchar_t)-1 > 0);
}

TEST(strings) {
    for (size_t n = 1; n < 250; n++) {
        letters(a, n);
        CHECK_EQ(wcslen(a), n);
        CHECK_EQ(wcsnlen(a, n + 5), n);
        CHECK_EQ(wcsnlen(a, n / 2), n / 2);
        CHECK_EQ(wcscpy(b, a), b);
        CHECK_EQ(wcscmp(a, b), 0);
        CHECK_EQ(wcscoll(a, b), 0);
        CHECK_EQ(wcpcpy(b, a), b + n);
        CHECK_EQ(wcschr(a, a[n / 2]), a + n / 2);
        CHECK_EQ(wcsrchr(a, a[n / 2]), a + n / 2);
        CHECK_EQ(wcschr(a, 0), a + n);
        CHECK_EQ(wcsrchr(a, 1), NULL);
        b[n / 2] = 7;
        CHECK(wcscmp(a, b) > 0);
        CHECK_EQ(wcsncmp(a, b, n / 2), 0);
        CHECK(wcsncmp(b, a, n / 2 + 1) < 0);
        wmemset(b, 9, n + 5);
        CHECK_EQ(wcsncpy(b, a, n + 3), b);
        CHECK(b[n] == 0 && b[n + 2] == 0 && b[n + 3] == 9);
        CHECK_EQ(wcpncpy(b, a, n + 3), b + n);
        CHECK_EQ(wcscat(b, a), b);
        CHECK_EQ(wcslen(b), 2 * n);
        CHECK_EQ(wcsncat(b, a, n / 2), b);
        CHECK_EQ(wcslen(b), 2 * n + n / 2);
        wchar_t *copy = wcsdup(a);
        CHECK_EQ(wcscmp(copy, a), 0);
        free(copy);
    }
}

TEST(sets_and_searches) {
    CHECK_EQ(wcsspn(L"hello world", L"leho"), 5);
    CHECK_EQ(wcscspn(L"hello world", L"wr"), 6);
    const wchar_t *text = L"a quick fox, a slow fox; the end";
    CHECK_EQ(wcspbrk(text, L";,"), text + 11);
    CHECK_EQ(wcspbrk(text, L"!"), NULL);
    CHECK_EQ(wcsstr(text, L"fox;"), text + 20);
    CHECK_EQ(wcsstr(text, L""), text);
    CHECK_EQ(wcsstr(text, L"foxes"), NULL);
    wchar_t tokens[] = L",,one,;two", *rest;
    CHECK_EQ(wcscmp(wcstok(tokens, L",;", &rest), L"one"), 0);
    CHECK_EQ(wcscmp(wcstok(NULL, L",;", &rest), L"two"), 0);
    CHECK_EQ(wcstok(NULL, L",;", &rest), NULL);
    CHECK_EQ(wcstok(NULL, L",;", &rest), NULL);
    wchar_t to[8];
    CHECK_EQ(wcsxfrm(to, L"abc", 8), 3);
    CHECK_EQ(wcscmp(to, L"abc"), 0);
}
