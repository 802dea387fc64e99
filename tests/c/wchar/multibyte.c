/* Characters and strings between their multibyte and wide forms. */
#define _GNU_SOURCE
#include "check.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <uchar.h>
#include <wchar.h>

#define EURO "\xe2\x82\xac"
#define FACE "\xf0\x9f\x98\x80"

static void utf8(void) {
    CHECK(setlocale(LC_ALL, "C.UTF-8"));
}

TEST(one_character) {
    wchar_t wide = 7;
    mbstate_t state = {0};
    utf8();
    CHECK_EQ(mbrtowc(&wide, "a", 1, &state), 1);
    CHECK_EQ(wide, L'a');
    CHECK_EQ(mbrtowc(&wide, EURO, 9, &state), 3);
    CHECK_EQ(wide, 0x20ac);
    CHECK_EQ(mbrtowc(&wide, FACE, 4, &state), 4);
    CHECK_EQ(wide, 0x1f600);
    CHECK_EQ(mbrtowc(&wide, "", 1, &state), 0);
    CHECK_EQ(wide, 0);
    CHECK_EQ(mbrtowc(&wide, "a", 0, &state), (size_t)-2);
    CHECK_EQ(mbrtowc(0, EURO, 3, &state), 3);
    CHECK_EQ(mbrtowc(&wide, 0, 0, &state), 0);
    CHECK_EQ(mbrtowc(&wide, EURO, (size_t)-1, 0), 3);
}

TEST(restarts) {
    wchar_t wide;
    mbstate_t state = {0};
    utf8();
    CHECK(mbsinit(&state) && mbsinit(0));
    CHECK_EQ(mbrtowc(&wide, FACE, 1, &state), (size_t)-2);
    CHECK(!mbsinit(&state));
    CHECK_EQ(mbrlen(FACE + 1, 2, &state), (size_t)-2);
    CHECK_EQ(mbrtowc(&wide, FACE + 3, 1, &state), 1);
    CHECK_EQ(wide, 0x1f600);
    CHECK(mbsinit(&state));
    CHECK_EQ(mbrlen(EURO, 2, &state), (size_t)-2);
    errno = 0;
    CHECK_EQ(mbrtowc(&wide, 0, 0, &state), (size_t)-1);
    CHECK_EQ(errno, EILSEQ);
}

TEST(malformed) {
    static const char *const wrong[] = {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                                        "\xf4\x90\x80\x80", "\xff", "\xe2\x41", "\xc3"};
    utf8();
    for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        mbstate_t state = {0};
        wchar_t wide;
        errno = 0;
        CHECK_EQ(mbrtowc(&wide, wrong[i], strlen(wrong[i]) + 1, &state), (size_t)-1);
        CHECK_EQ(errno, EILSEQ);
        CHECK(mbtowc(&wide, wrong[i], strlen(wrong[i]) + 1) == -1);
    }
}

TEST(writing) {
    char bytes[8];
    mbstate_t state = {0};
    utf8();
    CHECK_EQ(wcrtomb(bytes, 0x20ac, &state), 3);
    CHECK_MEM(bytes, EURO, 3);
    CHECK_EQ(wcrtomb(bytes, 0x1f600, &state), 4);
    CHECK_MEM(bytes, FACE, 4);
    CHECK_EQ(wcrtomb(0, L'x', &state), 1);
    CHECK_EQ(wcrtomb(bytes, 0, &state), 1);
    errno = 0;
    CHECK_EQ(wcrtomb(bytes, 0xd800, &state), (size_t)-1);
    CHECK_EQ(errno, EILSEQ);
    CHECK_EQ(wctomb(bytes, 0x110000), -1);
    CHECK_EQ(wctomb(0, L'x'), 0);
    CHECK_EQ(wctomb(bytes, L'x'), 1);
}

TEST(older_functions) {
    wchar_t wide;
    utf8();
    CHECK_EQ(mbtowc(&wide, EURO, 3), 3);
    CHECK_EQ(wide, 0x20ac);
    CHECK_EQ(mbtowc(&wide, EURO, 2), -1);
    CHECK_EQ(mbtowc(0, 0, 0), 0);
    CHECK_EQ(mbtowc(&wide, "", 1), 0);
    CHECK_EQ(mblen(EURO, 3), 3);
    CHECK_EQ(mblen(0, 0), 0);
    CHECK_EQ(btowc('a'), L'a');
    CHECK_EQ(btowc(0xe9), WEOF);
    CHECK_EQ(btowc(EOF), WEOF);
    CHECK_EQ(wctob(L'a'), 'a');
    CHECK_EQ(wctob(0xe9), EOF);
    CHECK_EQ(wctob(WEOF), EOF);
}

/* Every byte is a character in "C", and comes back. */
TEST(bytes_of_c) {
    for (int byte = 0; byte < 256; byte++) {
        char in[1] = {(char)byte}, out[8];
        wchar_t wide;
        mbstate_t state = {0};
        CHECK_EQ(mbrtowc(&wide, in, 1, &state), byte ? 1 : 0);
        CHECK_EQ(wcrtomb(out, wide, &state), 1);
        CHECK_EQ((unsigned char)out[0], byte);
        CHECK_EQ(wctob(btowc(byte)), byte);
    }
    char out[8];
    CHECK_EQ(wctomb(out, 0xe9), -1);
}

TEST(strings) {
    wchar_t wide[64];
    char bytes[64];
    utf8();
    CHECK_EQ(mbstowcs(0, "a" EURO FACE "z", 0), 4);
    CHECK_EQ(mbstowcs(wide, "a" EURO FACE "z", 64), 4);
    CHECK_MEM(wide, L"a\u20ac\U0001f600z", 5 * sizeof *wide);
    CHECK_EQ(mbstowcs(wide, "abc", 2), 2);
    CHECK_EQ(mbstowcs(wide, "ab\xff", 64), (size_t)-1);
    CHECK_EQ(wcstombs(0, L"a\u20ac\U0001f600z", 0), 9);
    CHECK_EQ(wcstombs(bytes, L"a\u20ac\U0001f600z", 64), 9);
    CHECK_STR(bytes, "a" EURO FACE "z");
    memset(bytes, '#', sizeof bytes);
    CHECK_EQ(wcstombs(bytes, L"a\u20ac\U0001f600z", 6), 4);
    CHECK_EQ(bytes[4], '#');
}

TEST(long_strings) {
    static char bytes[400], back[400];
    static wchar_t wide[400];
    utf8();
    for (size_t length = 0; length < 300; length++) {
        for (size_t at = 0; at < 20; at++) {
            memset(bytes, 'q', sizeof bytes);
            memcpy(bytes + at + length, EURO, 4);
            CHECK_EQ(mbstowcs(wide, bytes + at, 400), length + 1);
            CHECK_EQ(mbstowcs(0, bytes + at, 0), length + 1);
            CHECK_EQ(wide[length], 0x20ac);
            CHECK_EQ(wcstombs(back, wide, 400), length + 3);
            CHECK_STR(back, bytes + at);
            if (length > 40)
                length += 13;
        }
    }
}

TEST(sources_move) {
    mbstate_t state = {0};
    wchar_t wide[8];
    char bytes[8];
    utf8();
    const char *text = "a" EURO "b", *source = text;
    CHECK_EQ(mbsrtowcs(wide, &source, 2, &state), 2);
    CHECK_EQ(source, text + 4);
    CHECK_EQ(mbsrtowcs(wide, &source, 8, &state), 1);
    CHECK(!source);
    source = "ab\xff";
    text = source;
    CHECK_EQ(mbsrtowcs(wide, &source, 8, &state), (size_t)-1);
    CHECK_EQ(source, text + 2);
    const wchar_t *wide_text = L"a\u20acb", *wide_source = wide_text;
    CHECK_EQ(wcsrtombs(bytes, &wide_source, 3, &state), 1);
    CHECK_EQ(wide_source, wide_text + 1);
    CHECK_EQ(wcsrtombs(bytes, &wide_source, 8, &state), 4);
    CHECK(!wide_source);
    wide_source = wide_text;
    CHECK_EQ(wcsnrtombs(bytes, &wide_source, 2, 8, &state), 4);
    CHECK_EQ(wide_source, wide_text + 2);
    wide_source = L"a\xd800";
    CHECK_EQ(wcsrtombs(bytes, &wide_source, 8, &state), (size_t)-1);
}

/* Nothing is lost where a piece ends inside a character. */
TEST(pieces) {
    const char *text = "x" EURO FACE "y";
    utf8();
    for (size_t piece = 1; piece < 9; piece++) {
        mbstate_t state = {0};
        wchar_t wide[16];
        size_t count = 0, done = 0;
        while (done < strlen(text) && count < 10) {
            size_t left = strlen(text) - done;
            const char *source = text + done;
            size_t got = mbsnrtowcs(wide + count, &source, left < piece ? left : piece, 16 - count, &state);
            CHECK(got != (size_t)-1 && source);
            count += got;
            done = (size_t)(source - text);
        }
        CHECK_EQ(count, 4);
        CHECK_MEM(wide, L"x\u20ac\U0001f600y", 4 * sizeof *wide);
        CHECK(mbsinit(&state));
    }
}

TEST(utf16) {
    mbstate_t state = {0};
    char16_t unit;
    char bytes[8];
    utf8();
    CHECK_EQ(mbrtoc16(&unit, FACE, 4, &state), 4);
    CHECK_EQ(unit, 0xd83d);
    CHECK(!mbsinit(&state));
    CHECK_EQ(mbrtoc16(&unit, "?", 1, &state), (size_t)-3);
    CHECK_EQ(unit, 0xde00);
    CHECK_EQ(mbrtoc16(&unit, EURO, 3, &state), 3);
    CHECK_EQ(unit, 0x20ac);
    CHECK_EQ(c16rtomb(bytes, 0xd83d, &state), 0);
    CHECK_EQ(c16rtomb(bytes, 0xde00, &state), 4);
    CHECK_MEM(bytes, FACE, 4);
    CHECK_EQ(c16rtomb(bytes, 0x20ac, &state), 3);
    CHECK_EQ(c16rtomb(bytes, 0xd83d, &state), 0);
    errno = 0;
    CHECK_EQ(c16rtomb(bytes, 'x', &state), (size_t)-1);
    CHECK_EQ(errno, EILSEQ);
}

TEST(utf32) {
    mbstate_t state = {0};
    char32_t unit;
    char bytes[8];
    utf8();
    CHECK_EQ(mbrtoc32(&unit, FACE, 4, &state), 4);
    CHECK_EQ(unit, 0x1f600);
    CHECK_EQ(mbrtoc32(&unit, FACE, 3, &state), (size_t)-2);
    CHECK_EQ(mbrtoc32(&unit, FACE + 3, 1, &state), 1);
    CHECK_EQ(unit, 0x1f600);
    CHECK_EQ(c32rtomb(bytes, 0x1f600, &state), 4);
    CHECK_MEM(bytes, FACE, 4);
    CHECK_EQ(c32rtomb(bytes, 0xdc00, &state), (size_t)-1);
}
