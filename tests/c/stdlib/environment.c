/* The environment. */
#define _GNU_SOURCE
#include "check.h"
#include <stdlib.h>

extern char **environ;

TEST(set_and_get) {
    CHECK_EQ(setenv("TINE_A", "one", 1), 0);
    CHECK_STR(getenv("TINE_A"), "one");
    CHECK_EQ(setenv("TINE_A", "two", 0), 0);
    CHECK_STR(getenv("TINE_A"), "one");
    CHECK_EQ(setenv("TINE_A", "a longer value than before", 1), 0);
    CHECK_STR(getenv("TINE_A"), "a longer value than before");
    CHECK_STR(secure_getenv("TINE_A"), "a longer value than before");
    CHECK(!getenv("TINE"));
    CHECK(!getenv("TINE_A=a"));
    CHECK(!getenv(""));
    CHECK_EQ(setenv("TINE_EMPTY", "", 1), 0);
    CHECK_STR(getenv("TINE_EMPTY"), "");
    CHECK_EQ(unsetenv("TINE_A"), 0);
    CHECK(!getenv("TINE_A"));
    CHECK_EQ(unsetenv("TINE_A"), 0);
}

TEST(wrong_names) {
    CHECK_FAILS(setenv("", "x", 1), EINVAL);
    CHECK_FAILS(setenv("a=b", "x", 1), EINVAL);
    CHECK_FAILS(unsetenv(""), EINVAL);
    CHECK_FAILS(unsetenv("a=b"), EINVAL);
}

TEST(put) {
    static char text[] = "TINE_P=x";
    CHECK_EQ(putenv(text), 0);
    CHECK_STR(getenv("TINE_P"), "x");
    /* The string itself is in the environment. */
    text[7] = 'y';
    CHECK_STR(getenv("TINE_P"), "y");
    CHECK(getenv("TINE_P") == text + 7);
    CHECK_EQ(setenv("TINE_P", "z", 1), 0);
    CHECK_STR(getenv("TINE_P"), "z");
    CHECK_STR(text, "TINE_P=y");
}

TEST(clear) {
    CHECK_EQ(clearenv(), 0);
    CHECK(!environ || !*environ);
    CHECK(!getenv("PATH"));
    CHECK_EQ(setenv("TINE_C", "1", 1), 0);
    CHECK_STR(getenv("TINE_C"), "1");
    CHECK(environ && environ[0] && !environ[1]);
    CHECK_STR(environ[0], "TINE_C=1");
}

TEST(own_array) {
    char *mine[] = {"A=1", "B=2", 0};
    environ = mine;
    CHECK_STR(getenv("B"), "2");
    CHECK_EQ(setenv("C", "3", 1), 0);
    CHECK_STR(getenv("A"), "1");
    CHECK_STR(getenv("C"), "3");
    CHECK_EQ(unsetenv("A"), 0);
    CHECK(!getenv("A"));
    CHECK_STR(getenv("B"), "2");
}

TEST(many) {
    char name[6] = "N0000";
    for (int i = 0; i < 2000; i++) {
        for (int k = 0, n = i; k < 4; k++, n /= 10)
            name[4 - k] = (char)('0' + n % 10);
        CHECK_EQ(setenv(name, name, 1), 0);
    }
    CHECK_STR(getenv("N0000"), "N0000");
    CHECK_STR(getenv("N1234"), "N1234");
    CHECK_STR(getenv("N1999"), "N1999");
}
