/* flags: -static-pie -fPIE */
/* A position-independent program relocates itself: pointers in data, in constant data, TLS and constructors. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

static int value = 3;
static int *pointer = &value;
static int *const constant = &value;
static const char *const names[] = {"one", "two", "three"};
static int (*const functions[])(const char *, ...) = {printf};
static _Thread_local int *own = &value;
static int constructed;

__attribute__((constructor)) static void construct(void) {
    constructed = *pointer;
}

TEST(relocated) {
    CHECK_EQ(constructed, 3);
    CHECK_EQ(*pointer, 3);
    CHECK_EQ(*constant, 3);
    CHECK_EQ(own, &value);
    CHECK_STR(names[2], "three");
    CHECK(functions[0] == printf);
    char text[32];
    CHECK_EQ(snprintf(text, sizeof text, "%.3f %s", 1.5, names[1]), 9);
    CHECK_STR(text, "1.500 two");
    free(malloc(100));
}
