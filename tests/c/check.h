/* The frame of a test program: `TEST(name) { ... }` defines a test, the CHECK macros judge, and `main` is here.
 *
 * The program runs the tests that its arguments name, or all of them; `--list` prints their names. It ends with
 * status 0 if every check held. A failed check is reported and ends its test. Reports go out by write(2), so that
 * a broken stdio cannot hide them. */
#ifndef CHECK_H
#define CHECK_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

struct test {
    const char *name;
    void (*run)(void);
};

extern const struct test __start_tests[], __stop_tests[];

#define TEST(id)                                                                                                    \
    static void id(void);                                                                                           \
    __attribute__((section("tests"), used, aligned(8))) static const struct test test_##id = {#id, id};             \
    static void id(void)

static inline void say(const char *text) {
    size_t length = 0;
    while (text[length])
        length++;
    if (write(2, text, length) < 0)
        _exit(3);
}

static inline void say_number(uintmax_t value, int negative) {
    char text[24];
    char *at = text + sizeof text;
    *--at = 0;
    if (negative)
        value = -value;
    do {
        *--at = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    if (negative)
        *--at = '-';
    say(at);
}

static inline void say_hex(uintmax_t value) {
    char text[20];
    char *at = text + sizeof text;
    *--at = 0;
    do {
        *--at = "0123456789abcdef"[value & 15];
        value >>= 4;
    } while (value);
    *--at = 'x';
    *--at = '0';
    say(at);
}

static inline void say_place(const char *file, int line) {
    say(file);
    say(":");
    say_number((uintmax_t)line, 0);
    say(": ");
}

/* A failed check ends the process: each test has one of its own. */
_Noreturn static inline void failed(void) {
    say("\n");
    _exit(1);
}

#define CHECK(condition)                                                                                            \
    do {                                                                                                            \
        if (!(condition)) {                                                                                         \
            say_place(__FILE__, __LINE__);                                                                          \
            say(#condition);                                                                                        \
            say(" (errno ");                                                                                        \
            say_number((uintmax_t)errno, 0);                                                                        \
            say(")");                                                                                               \
            failed();                                                                                               \
        }                                                                                                           \
    } while (0)

/* Integers or pointers; `a` is what was got, `b` what was expected. */
#define CHECK_EQ(a, b)                                                                                              \
    do {                                                                                                            \
        __typeof__(a) check_a = (a);                                                                                \
        __typeof__(a) check_b = (__typeof__(a))(b);                                                                 \
        if (check_a != check_b) {                                                                                   \
            say_place(__FILE__, __LINE__);                                                                          \
            say(#a " == " #b ": got ");                                                                             \
            say_number((uintmax_t)check_a, (intmax_t)check_a < 0);                                                  \
            say(", expected ");                                                                                     \
            say_number((uintmax_t)check_b, (intmax_t)check_b < 0);                                                  \
            say(" (errno ");                                                                                        \
            say_number((uintmax_t)errno, 0);                                                                        \
            say(")");                                                                                               \
            failed();                                                                                               \
        }                                                                                                           \
    } while (0)

#define CHECK_STR(a, b)                                                                                             \
    do {                                                                                                            \
        const char *check_a = (a), *check_b = (b);                                                                  \
        if (!check_a || strcmp(check_a, check_b) != 0) {                                                            \
            say_place(__FILE__, __LINE__);                                                                          \
            say(#a ": got \"");                                                                                     \
            say(check_a ? check_a : "(null)");                                                                      \
            say("\", expected \"");                                                                                 \
            say(check_b);                                                                                           \
            say("\"");                                                                                              \
            failed();                                                                                               \
        }                                                                                                           \
    } while (0)

#define CHECK_MEM(a, b, n)                                                                                          \
    do {                                                                                                            \
        if (memcmp((a), (b), (n)) != 0) {                                                                           \
            say_place(__FILE__, __LINE__);                                                                          \
            say(#a " and " #b " differ");                                                                           \
            failed();                                                                                               \
        }                                                                                                           \
    } while (0)

/* Two doubles, bit for bit. */
#define CHECK_BITS(a, b)                                                                                            \
    do {                                                                                                            \
        double check_a = (a), check_b = (b);                                                                        \
        uint64_t check_x, check_y;                                                                                  \
        memcpy(&check_x, &check_a, 8);                                                                              \
        memcpy(&check_y, &check_b, 8);                                                                              \
        if (check_x != check_y) {                                                                                   \
            say_place(__FILE__, __LINE__);                                                                          \
            say(#a ": got bits ");                                                                                  \
            say_hex(check_x);                                                                                       \
            say(", expected ");                                                                                     \
            say_hex(check_y);                                                                                       \
            failed();                                                                                               \
        }                                                                                                           \
    } while (0)

/* The call returns -1 or a null pointer, and sets errno to `error`. */
#define CHECK_FAILS(call, error)                                                                                    \
    do {                                                                                                            \
        errno = 0;                                                                                                  \
        intptr_t check_result = (intptr_t)(call);                                                                   \
        int check_errno = errno;                                                                                    \
        if ((check_result != -1 && check_result != 0) || check_errno != (error)) {                                  \
            say_place(__FILE__, __LINE__);                                                                          \
            say(#call ": got result ");                                                                             \
            say_number((uintmax_t)check_result, check_result < 0);                                                  \
            say(" and errno ");                                                                                     \
            say_number((uintmax_t)check_errno, 0);                                                                  \
            say(", expected errno " #error);                                                                        \
            failed();                                                                                               \
        }                                                                                                           \
    } while (0)

/* Seconds after which a test has hung; SIGALRM ends it. */
#ifndef TEST_SECONDS
#define TEST_SECONDS 60
#endif

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--list") == 0) {
        for (const struct test *test = __start_tests; test < __stop_tests; test++) {
            if (write(1, test->name, strlen(test->name)) < 0 || write(1, "\n", 1) < 0)
                return 3;
        }
        return 0;
    }
    for (const struct test *test = __start_tests; test < __stop_tests; test++) {
        int wanted = argc < 2;
        for (int i = 1; i < argc; i++)
            wanted |= strcmp(argv[i], test->name) == 0;
        if (wanted) {
            alarm(TEST_SECONDS);
            test->run();
        }
    }
    return 0;
}

#endif
