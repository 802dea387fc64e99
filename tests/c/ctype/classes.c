/* The classes of bytes, against their definitions. */
#define _GNU_SOURCE
#include "check.h"
#include <ctype.h>

static int within(int c, int from, int to) {
    return c >= from && c <= to;
}

TEST(classes) {
    for (int c = -1; c < 256; c++) {
        int upper = within(c, 'A', 'Z'), lower = within(c, 'a', 'z'), digit = within(c, '0', '9');
        CHECK_EQ(!!(isupper)(c), upper);
        CHECK_EQ(!!(islower)(c), lower);
        CHECK_EQ(!!(isalpha)(c), upper || lower);
        CHECK_EQ(!!(isdigit)(c), digit);
        CHECK_EQ(!!(isalnum)(c), upper || lower || digit);
        CHECK_EQ(!!(isxdigit)(c), digit || within(c, 'a', 'f') || within(c, 'A', 'F'));
        CHECK_EQ(!!(isblank)(c), c == ' ' || c == '\t');
        CHECK_EQ(!!(isspace)(c), c == ' ' || within(c, '\t', '\r'));
        CHECK_EQ(!!(iscntrl)(c), within(c, 0, 31) || c == 127);
        CHECK_EQ(!!(isprint)(c), within(c, 32, 126));
        CHECK_EQ(!!(isgraph)(c), within(c, 33, 126));
        CHECK_EQ(!!(ispunct)(c), within(c, 33, 126) && !(upper || lower || digit));
        CHECK_EQ((tolower)(c), upper ? c + 32 : c);
        CHECK_EQ((toupper)(c), lower ? c - 32 : c);
        CHECK_EQ(!!(isascii)(c), within(c, 0, 127));
        CHECK_EQ((toascii)(c), c & 127);
        CHECK_EQ(!!isspace(c), !!(isspace)(c));
        CHECK_EQ(!!isalpha(c), !!(isalpha)(c));
    }
}
