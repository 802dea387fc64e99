/* Malformed formats: an error, and nothing beyond what came before it. */
#include "check.h"

#include <limits.h>
#include <stdio.h>
#include <wchar.h>

#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-security"

static int print(char *to, size_t size, const char *format, ...) {
    va_list list;
    __builtin_va_start(list, format);
    int result = vsnprintf(to, size, format, list);
    __builtin_va_end(list);
    return result;
}

TEST(malformed_output) {
    char text[64];
    CHECK_FAILS(print(text, sizeof text, "ok %"), EINVAL);
    CHECK_FAILS(print(text, sizeof text, "%y", 1), EINVAL);
    CHECK_FAILS(print(text, sizeof text, "%ll"), EINVAL);
    CHECK_FAILS(print(text, sizeof text, "%0$d", 1), EINVAL);
    CHECK_FAILS(print(text, sizeof text, "%2$d", 1, 2), EINVAL);
    CHECK_FAILS(print(text, sizeof text, "%1$d %d", 1, 2), EINVAL);
}

TEST(too_long) {
    char text[8];
    CHECK_FAILS(print(text, sizeof text, "%*dx", INT_MAX, 1), EOVERFLOW);
    CHECK_FAILS(print(text, sizeof text, "%2147483648d", 1), EOVERFLOW);
    CHECK_FAILS(print(text, sizeof text, "%s%*d", "x", INT_MAX, 1), EOVERFLOW);
}

TEST(no_character) {
    char text[16];
    CHECK_FAILS(print(text, sizeof text, "%lc", (wint_t)0x110000), EILSEQ);
    CHECK_FAILS(print(text, sizeof text, "%ls", L"\xd800"), EILSEQ);
}

TEST(malformed_input) {
    int number = 7;
    CHECK_EQ(sscanf("12", "%y", &number), -1);
    CHECK_EQ(number, 7);
    CHECK_EQ(sscanf("", "%d", &number), EOF);
    CHECK_EQ(sscanf("x", "%d", &number), 0);
    CHECK_EQ(number, 7);
}
