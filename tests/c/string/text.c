/* Strings: results and limits. */
#define _GNU_SOURCE
#include "check.h"
#include <stdlib.h>
#include <strings.h>

static char a[2048], b[2048];

static void letters(char *s, size_t n) {
    for (size_t i = 0; i < n; i++)
        s[i] = (char)('a' + i % 25);
    s[n] = 0;
}

TEST(lengths_and_bytes) {
    for (size_t n = 0; n < 600; n++) {
        char *s = a + n % 64;
        letters(s, n);
        CHECK_EQ(strlen(s), n);
        CHECK_EQ(strnlen(s, 2 * n + 1), n);
        CHECK_EQ(strnlen(s, n / 2), n / 2);
        CHECK_EQ(strchr(s, 0), s + n);
        CHECK_EQ(strrchr(s, 0), s + n);
        CHECK_EQ(strchr(s, 'z'), NULL);
        CHECK_EQ(strrchr(s, 'z'), NULL);
        CHECK_EQ(strchrnul(s, 'z'), s + n);
        if (n) {
            CHECK_EQ(strrchr(s, 'a'), s + (n - 1) / 25 * 25);
            CHECK_EQ(rindex(s, 'a'), s + (n - 1) / 25 * 25);
            s[n - 1] = 'z';
            CHECK_EQ(strchr(s, 0x100 + 'z'), s + n - 1);
            CHECK_EQ(index(s, 'z'), s + n - 1);
            CHECK_EQ(strchrnul(s, 'z'), s + n - 1);
        }
    }
}

TEST(comparisons) {
    for (size_t n = 1; n < 500; n++) {
        letters(a + n % 33, n);
        letters(b + n % 7, n);
        char *x = a + n % 33, *y = b + n % 7;
        CHECK_EQ(strcmp(x, y), 0);
        CHECK_EQ(strncmp(x, y, SIZE_MAX), 0);
        CHECK_EQ(strcoll(x, y), 0);
        y[n / 2] = 'A';
        CHECK(strcmp(x, y) > 0 && strcmp(y, x) < 0);
        CHECK_EQ(strncmp(x, y, n / 2), 0);
        CHECK(strncmp(x, y, n / 2 + 1) > 0);
        y[n / 2] = (char)(x[n / 2] - 32);
        CHECK_EQ(strcasecmp(x, y), 0);
        CHECK_EQ(strncasecmp(x, y, n), 0);
        y[n / 2] = '\xe1';
        CHECK(strcasecmp(x, y) < 0);
        CHECK_EQ(strncasecmp(x, y, n / 2), 0);
        CHECK(strcmp(x, y) < 0);
        y[n / 2] = 0;
        CHECK(strcmp(x, y) > 0);
        CHECK_EQ(strncmp(x, y, 0), 0);
    }
    CHECK(strcasecmp("[", "a") < 0 && strcasecmp("@", "A") < 0);
    CHECK(strcasecmp("Z", "[") > 0);
}

TEST(copies) {
    for (size_t n = 0; n < 500; n++) {
        char *s = a + n % 40;
        letters(s, n);
        memset(b, '-', sizeof b);
        CHECK_EQ(strcpy(b + 1, s), b + 1);
        CHECK_EQ(strcmp(b + 1, s), 0);
        CHECK_EQ(b[n + 2], '-');
        CHECK_EQ(stpcpy(b, s), b + n);
        memset(b, '-', sizeof b);
        CHECK_EQ(strncpy(b, s, n + 20), b);
        for (size_t i = n; i < n + 20; i++)
            CHECK_EQ(b[i], 0);
        CHECK_EQ(b[n + 20], '-');
        memset(b, '-', sizeof b);
        CHECK_EQ(stpncpy(b, s, n / 2), b + n / 2);
        CHECK_EQ(b[n / 2], '-');
        CHECK_EQ(stpncpy(b, s, n + 3), b + n);
        strcpy(b, "head");
        CHECK_EQ(strcat(b, s), b);
        CHECK_EQ(strlen(b), n + 4);
        CHECK_EQ(strncat(b, s, n / 2), b);
        CHECK_EQ(strlen(b), n + 4 + n / 2);
        char *copy = strdup(s), *head = strndup(s, n / 2);
        CHECK_STR(copy, s);
        CHECK(strlen(head) == n / 2 && memcmp(head, s, n / 2) == 0);
        free(copy);
        free(head);
    }
}

TEST(bounded_copies) {
    char to[6] = "-----";
    CHECK_EQ(strlcpy(to, "abcdefgh", 4), 8);
    CHECK_STR(to, "abc");
    CHECK_EQ(to[4], '-');
    CHECK_EQ(strlcpy(to, "x", 0), 1);
    CHECK_STR(to, "abc");
    CHECK_EQ(strlcat(to, "def", sizeof to), 6);
    CHECK_STR(to, "abcde");
    CHECK_EQ(strlcat(to, "z", 3), 4);
    CHECK_STR(to, "abcde");
    CHECK_EQ(strlcpy(to, "ab", sizeof to), 2);
    CHECK_EQ(strlcat(to, "c", sizeof to), 3);
    CHECK_STR(to, "abc");
}

TEST(spans) {
    CHECK_EQ(strspn("hello world", "leho"), 5);
    CHECK_EQ(strspn("hello", ""), 0);
    CHECK_EQ(strcspn("hello world", " "), 5);
    CHECK_EQ(strcspn("hello world", "wr"), 6);
    CHECK_EQ(strcspn("hello", ""), 5);
    CHECK_EQ(strcspn("a\xff\x80", "\x80"), 2);
    CHECK_EQ(strspn("\xff\x80\x80q", "\x80\xff"), 3);
    const char *text = "a long line of words, which goes on for more than sixty-four bytes; then ends";
    CHECK_EQ(strpbrk(text, ";,"), text + 20);
    CHECK_EQ(strpbrk(text, ";!"), text + 66);
    CHECK_EQ(strpbrk(text, "!?"), NULL);
}

TEST(tokens) {
    char text[] = ",,one,;two;three,", *rest;
    CHECK_STR(strtok_r(text, ",;", &rest), "one");
    CHECK_STR(strtok_r(NULL, ",;", &rest), "two");
    CHECK_STR(strtok_r(NULL, ";", &rest), "three,");
    CHECK_EQ(strtok_r(NULL, ",;", &rest), NULL);
    CHECK_EQ(strtok_r(NULL, ",;", &rest), NULL);
    char again[] = " a b ";
    CHECK_STR(strtok(again, " "), "a");
    CHECK_STR(strtok(NULL, " "), "b");
    CHECK_EQ(strtok(NULL, " "), NULL);
    char fields[] = "a,,b", *at = fields;
    CHECK_STR(strsep(&at, ","), "a");
    CHECK_STR(strsep(&at, ","), "");
    CHECK_STR(strsep(&at, ","), "b");
    CHECK_EQ(strsep(&at, ","), NULL);
}

TEST(searches) {
    const char *text = "the quick brown fox jumps over the lazy dog and the quicker cat";
    CHECK_EQ(strstr(text, ""), text);
    CHECK_EQ(strstr(text, "t"), text);
    CHECK_EQ(strstr(text, "quicker"), text + 52);
    CHECK_EQ(strstr(text, "cat"), text + 60);
    CHECK_EQ(strstr(text, "cats"), NULL);
    CHECK_EQ(strstr("", "a"), NULL);
    CHECK_EQ(strcasestr(text, "QUICKER"), text + 52);
    CHECK_EQ(strcasestr(text, "DOGS"), NULL);
    CHECK_EQ(memmem(text, 30, "fox", 3), (void *)(text + 16));
    CHECK_EQ(memmem(text, 18, "fox", 3), NULL);
    CHECK_EQ(memmem(text, 18, "", 0), (void *)text);
    CHECK_EQ(memmem("a\0b\0c", 5, "b\0c", 3) != NULL, 1);
}

TEST(long_searches) {
    size_t n = 100000;
    char *text = malloc(n + 1), *needle = malloc(n + 1);
    memset(text, 'a', n);
    text[n] = 0;
    memset(needle, 'a', n / 2);
    strcpy(needle + n / 2, "b");
    CHECK_EQ(strstr(text, needle), NULL);
    text[n - 1] = 'b';
    CHECK_EQ(strstr(text, needle), text + n - 1 - n / 2);
    CHECK_EQ(memmem(text, n, needle, n / 2 + 1), (void *)(text + n - 1 - n / 2));
}

TEST(versions) {
    static const char *const order[] = {"", "00", "01", "010", "09", "0", "1", "9", "10", "10a", "item#99", "item#100"};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t j = 0; j < sizeof order / sizeof *order; j++)
            if (i && j) {
                int result = strverscmp(order[i], order[j]);
                CHECK(i < j ? result < 0 : i > j ? result > 0 : result == 0);
            }
}

TEST(collation) {
    char to[8];
    CHECK(strcoll("a", "b") < 0);
    CHECK_EQ(strxfrm(to, "abc", sizeof to), 3);
    CHECK_STR(to, "abc");
    CHECK_EQ(strxfrm(NULL, "abcdef", 0), 6);
}

TEST(messages) {
    char text[64];
    CHECK_STR(strerror(ENOENT), "No such file or directory");
    CHECK(strlen(strerror(EHWPOISON)) > 0 && strlen(strerror(-1)) > 0 && strlen(strerror(9999)) > 0);
    for (int i = 0; i < 140; i++)
        CHECK(strlen(strerror(i)) > 0);
    CHECK(strlen(strsignal(11)) > 0 && strlen(strsignal(-1)) > 0 && strlen(strsignal(64)) > 0);
    (void)text;
}
