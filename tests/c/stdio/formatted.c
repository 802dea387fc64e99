/* Formatted output to strings: results, errors, wide characters. */
#define _GNU_SOURCE
#include "check.h"
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static char text[256];
static wchar_t wide[256];

TEST(cut) {
    CHECK_EQ(snprintf(text, 5, "%s", "abcdefgh"), 8);
    CHECK_STR(text, "abcd");
    CHECK_EQ(snprintf(0, 0, "%d%d", 12, 34), 4);
    text[0] = 'x';
    CHECK_EQ(snprintf(text, 1, "%d", 12), 2);
    CHECK_STR(text, "");
    CHECK_EQ(sprintf(text, "%c%c", 'a', 0), 2);
    CHECK_MEM(text, "a\0", 3);
}

TEST(too_long) {
    errno = 0;
    CHECK_EQ(snprintf(text, sizeof text, "%*d%*d", INT_MAX, 1, INT_MAX, 1), -1);
    CHECK_EQ(errno, EOVERFLOW);
    errno = 0;
    CHECK_EQ(snprintf(text, sizeof text, "%2147483648d", 1), -1);
    CHECK_EQ(errno, EOVERFLOW);
    errno = 0;
    CHECK_EQ(snprintf(text, sizeof text, "%2147483647d ", 1), -1);
    CHECK_EQ(errno, EOVERFLOW);
}

TEST(malformed) {
    CHECK_FAILS(snprintf(text, sizeof text, "%y"), EINVAL);
    CHECK_FAILS(snprintf(text, sizeof text, "%"), EINVAL);
    CHECK_FAILS(snprintf(text, sizeof text, "%2$d", 1, 2), EINVAL);
    CHECK_FAILS(snprintf(text, sizeof text, "%1$d %d", 1, 2), EINVAL);
    CHECK_FAILS(snprintf(text, sizeof text, "%ly", 1), EINVAL);
}

TEST(error_text) {
    errno = ENOENT;
    snprintf(text, sizeof text, "<%m|%30m>");
    char expected[256];
    sprintf(expected, "<%s|%30s>", strerror(ENOENT), strerror(ENOENT));
    CHECK_STR(text, expected);
}

TEST(wide_in_narrow) {
    setlocale(LC_ALL, "C.UTF-8");
    CHECK_EQ(snprintf(text, sizeof text, "%ls|%lc|%.3ls|%6ls|%-6ls|", L"h\xe9", (wint_t)0x20ac, L"a\x20ac" "b", L"\xe9", L"\xe9"), 24);
    CHECK_STR(text, "h\xc3\xa9|\xe2\x82\xac|a|    \xc3\xa9|\xc3\xa9    |");
    CHECK_FAILS(snprintf(text, sizeof text, "%lc", (wint_t)0xd800), EILSEQ);
    wchar_t bad[] = {L'a', (wchar_t)0x7fffffff, 0};
    CHECK_FAILS(snprintf(text, sizeof text, "%ls", bad), EILSEQ);
    /* The precision ends it before what is bad. */
    CHECK_EQ(snprintf(text, sizeof text, "%.1ls", bad), 1);
    CHECK_EQ(snprintf(text, sizeof text, "%S%C", L"x", (wint_t)L'y'), 2);
}

TEST(wide_output) {
    setlocale(LC_ALL, "C.UTF-8");
    CHECK_EQ(swprintf(wide, 256, L"%d %5.2f %s %ls %c %lc \xe9%%", 42, 3.14159, "h\xc3\xa9", L"w\x20ac", 'c', (wint_t)0x20ac), 21);
    CHECK_MEM(wide, L"42  3.14 h\xe9 w\x20ac c \x20ac \xe9%", sizeof L"42  3.14 h\xe9 w\x20ac c \x20ac \xe9%");
    CHECK_EQ(swprintf(wide, 256, L"%6s|%-6s|%.1s|", "\xc3\xa9", "\xc3\xa9", "\xc3\xa9x"), 16);
    CHECK_MEM(wide, L"     \xe9|\xe9     |\xe9|", sizeof L"     \xe9|\xe9     |\xe9|");
    CHECK_EQ(swprintf(wide, 256, L"%2$ls %1$05d", 7, L"z"), 7);
    CHECK_MEM(wide, L"z 00007", sizeof L"z 00007");
    int count;
    CHECK_EQ(swprintf(wide, 256, L"\x20ac\x20ac%n", &count), 2);
    CHECK_EQ(count, 2);
    CHECK_EQ(swprintf(wide, 4, L"abc"), 3);
    CHECK(swprintf(wide, 3, L"abc") < 0);
    CHECK(swprintf(wide, 256, L"%s", "\xff") < 0);
    CHECK_EQ(errno, EILSEQ);
}

TEST(wide_streams) {
    setlocale(LC_ALL, "C.UTF-8");
    FILE *f = tmpfile();
    CHECK(f);
    CHECK_EQ(fwprintf(f, L"%ls %d\x20ac\n", L"\xe9", 7), 5);
    rewind(f);
    wchar_t word[8], sign;
    int number;
    CHECK_EQ(fwscanf(f, L"%7ls %d%lc", word, &number, &sign), 3);
    CHECK_EQ(word[0], 0xe9);
    CHECK_EQ(number, 7);
    CHECK_EQ(sign, 0x20ac);
    rewind(f);
    char bytes[8];
    CHECK_EQ(fwscanf(f, L"%7s", bytes), 1);
    CHECK_STR(bytes, "\xc3\xa9");
    fclose(f);
}
