/* Formatted input from streams: what is taken, what stays. */
#define _GNU_SOURCE
#include "check.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static FILE *with(const char *text) {
    FILE *f = tmpfile();
    CHECK(f);
    fputs(text, f);
    rewind(f);
    return f;
}

TEST(items) {
    FILE *f = with("12 0x1f 3.5 word  [rest of it]\nnext");
    int a;
    unsigned b;
    double d;
    char word[20], rest[20];
    CHECK_EQ(fscanf(f, "%d %x %lf %19s [%19[^]]]", &a, &b, &d, word, rest), 5);
    CHECK_EQ(a, 12);
    CHECK_EQ(b, 0x1f);
    CHECK_BITS(d, 3.5);
    CHECK_STR(word, "word");
    CHECK_STR(rest, "rest of it");
    CHECK_EQ(getc(f), '\n');
    CHECK_EQ(fscanf(f, "%d", &a), 0);
    CHECK_EQ(fscanf(f, "%3s", word), 1);
    CHECK_STR(word, "nex");
    CHECK_EQ(getc(f), 't');
    CHECK_EQ(fscanf(f, "%d", &a), EOF);
    CHECK(feof(f));
    fclose(f);
}

TEST(allocated) {
    FILE *f = with("alpha beta");
    char *one, *two;
    CHECK_EQ(fscanf(f, "%ms %m[a-z]", &one, &two), 2);
    CHECK_STR(one, "alpha");
    CHECK_STR(two, "beta");
    free(one);
    free(two);
    fclose(f);
}

/* Items across the ends of the buffer. */
TEST(long_input) {
    FILE *f = tmpfile();
    for (int i = 0; i < 20000; i++)
        fprintf(f, "%d ", i * 7919);
    rewind(f);
    for (int i = 0; i < 20000; i++) {
        int got;
        CHECK_EQ(fscanf(f, "%d", &got), 1);
        CHECK_EQ(got, i * 7919);
    }
    fclose(f);
}

TEST(wide_characters) {
    CHECK(setlocale(LC_ALL, "C.UTF-8"));
    FILE *f = tmpfile();
    CHECK(fwide(f, 1) > 0);
    for (int i = 0; i < 3000; i++) {
        CHECK_EQ(fputwc((wchar_t)(0x20ac + i % 100), f), (wint_t)(0x20ac + i % 100));
        CHECK_EQ(fputwc(L' ', f), L' ');
        CHECK_EQ(fputwc((wchar_t)0x1f600, f), (wint_t)0x1f600);
    }
    CHECK(fputws(L"\x3b1\x3b2\n\x3b3", f) >= 0);
    rewind(f);
    for (int i = 0; i < 1500; i++) {
        CHECK_EQ(fgetwc(f), (wint_t)(0x20ac + i % 100));
        CHECK_EQ(getwc(f), L' ');
        CHECK_EQ(ungetwc(L'x', f), L'x');
        CHECK_EQ(fgetwc(f), L'x');
        CHECK_EQ(fgetwc(f), (wint_t)0x1f600);
    }
    for (int i = 0; i < 1500; i++) {
        wchar_t a, b;
        CHECK_EQ(fwscanf(f, L"%lc %lc", &a, &b), 2);
        CHECK_EQ(a, (wchar_t)(0x20ac + i % 100));
        CHECK_EQ(b, (wchar_t)0x1f600);
    }
    wchar_t line[10];
    CHECK_EQ(fgetws(line, 10, f) == line, 1);
    CHECK_MEM(line, L"\x3b1\x3b2\n", sizeof L"\x3b1\x3b2\n");
    CHECK_EQ(fgetws(line, 10, f) == line, 1);
    CHECK_MEM(line, L"\x3b3", sizeof L"\x3b3");
    CHECK_EQ(fgetwc(f), WEOF);
    CHECK(feof(f));
    fclose(f);
}

TEST(what_is_no_character) {
    CHECK(setlocale(LC_ALL, "C.UTF-8"));
    FILE *f = with("a\xe2\x82z\xff");
    CHECK_EQ(fgetwc(f), L'a');
    errno = 0;
    CHECK_EQ(fgetwc(f), WEOF);
    CHECK_EQ(errno, EILSEQ);
    CHECK(ferror(f));
    clearerr(f);
    CHECK_EQ(fgetwc(f), L'z');
    CHECK_EQ(fgetwc(f), WEOF);
    CHECK(ferror(f));
    fclose(f);
    f = tmpfile();
    errno = 0;
    CHECK_EQ(fputwc((wchar_t)0xd800, f), WEOF);
    CHECK_EQ(errno, EILSEQ);
    CHECK(ferror(f));
    CHECK_EQ(fwide(f, -1) > 0, 1);
    fclose(f);
    f = tmpfile();
    CHECK_EQ(fwide(f, 0), 0);
    CHECK(fwide(f, -1) < 0);
    CHECK(fwide(f, 1) < 0);
    fclose(f);
}
