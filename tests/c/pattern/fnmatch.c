/* fnmatch. */
#define _GNU_SOURCE
#include "check.h"
#include <fnmatch.h>
#include <locale.h>

TEST(stars_and_marks) {
    CHECK_EQ(fnmatch("*.c", "main.c", 0), 0);
    CHECK_EQ(fnmatch("*.c", "main.h", 0), FNM_NOMATCH);
    CHECK_EQ(fnmatch("a?c", "abc", 0), 0);
    CHECK_EQ(fnmatch("a?c", "ac", 0), FNM_NOMATCH);
    CHECK_EQ(fnmatch("a*b*c", "aXbYbZc", 0), 0);
    CHECK_EQ(fnmatch("", "", 0), 0);
    CHECK_EQ(fnmatch("", "a", 0), FNM_NOMATCH);
    CHECK_EQ(fnmatch("\\*", "*", 0), 0);
    CHECK_EQ(fnmatch("\\*", "a", 0), FNM_NOMATCH);
    CHECK_EQ(fnmatch("\\*", "\\a", FNM_NOESCAPE), 0);
    CHECK(fnmatch("a\\", "a", 0) != 0);
}

TEST(brackets) {
    CHECK_EQ(fnmatch("[a-c]x", "bx", 0), 0);
    CHECK_EQ(fnmatch("[!a-c]x", "bx", 0), FNM_NOMATCH);
    CHECK_EQ(fnmatch("[]]", "]", 0), 0);
    CHECK_EQ(fnmatch("[!]]", "x", 0), 0);
    CHECK_EQ(fnmatch("[[:digit:]]", "7", 0), 0);
    CHECK_EQ(fnmatch("[[:digit:]a-]", "-", 0), 0);
    CHECK_EQ(fnmatch("[a", "[a", 0), 0);
}

TEST(flags) {
    CHECK_EQ(fnmatch("*", "a/b", 0), 0);
    CHECK_EQ(fnmatch("*", "a/b", FNM_PATHNAME), FNM_NOMATCH);
    CHECK_EQ(fnmatch("*/b", "a/b", FNM_PATHNAME), 0);
    CHECK_EQ(fnmatch("a[/]b", "a/b", FNM_PATHNAME), FNM_NOMATCH);
    CHECK_EQ(fnmatch("*", ".a", FNM_PERIOD), FNM_NOMATCH);
    CHECK_EQ(fnmatch(".*", ".a", FNM_PERIOD), 0);
    CHECK_EQ(fnmatch("a/*", "a/.b", FNM_PERIOD), 0);
    CHECK_EQ(fnmatch("a/*", "a/.b", FNM_PERIOD | FNM_PATHNAME), FNM_NOMATCH);
    CHECK_EQ(fnmatch("a", "a/b", FNM_LEADING_DIR), 0);
    CHECK_EQ(fnmatch("ABC", "abc", FNM_CASEFOLD), 0);
}

TEST(characters) {
    CHECK(setlocale(LC_ALL, "C.UTF-8"));
    CHECK_EQ(fnmatch("?", "\xc3\xa9", 0), 0);
    CHECK_EQ(fnmatch("??", "\xc3\xa9", 0), FNM_NOMATCH);
    CHECK_EQ(fnmatch("[\xc3\xa0-\xc3\xaf]", "\xc3\xa9", 0), 0);
    setlocale(LC_ALL, "C");
    CHECK_EQ(fnmatch("??", "\xc3\xa9", 0), 0);
}

TEST(exploding_pattern) {
    static char text[20001];
    memset(text, 'a', 20000);
    CHECK_EQ(fnmatch("*a*a*a*a*a*a*a*a*a*b", text, 0), FNM_NOMATCH);
}
