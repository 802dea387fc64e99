/* Indirect functions: chosen after relocation, thread-local storage and canary, before constructors. */
#include "check.h"
#include <sys/auxv.h>

static int two(void) {
    return 2;
}

static int three(void) {
    return 3;
}

static _Thread_local int own = 5;
static int (*const table[])(void) = {two, three};
static int resolved, seen_own;
static unsigned long capabilities;

#ifdef __aarch64__
struct argument {
    unsigned long size, hwcap, hwcap2;
};
static struct argument passed;

static int (*resolve(unsigned long hwcap, const struct argument *argument))(void) {
    capabilities = hwcap;
    passed = *argument;
#else
static int (*resolve(void))(void) {
#endif
    char text[64];
    for (unsigned i = 0; i < sizeof text; i++)
        ((volatile char *)text)[i] = (char)i;
    resolved++;
    seen_own = own;
    return table[1];
}

int indirect(void) __attribute__((ifunc("resolve")));
static int own_indirect(void) __attribute__((ifunc("resolve")));

static int (*pointer)(void) = indirect;
static int in_constructor;

__attribute__((constructor)) static void construct(void) {
    in_constructor = indirect();
}

TEST(called) {
    CHECK_EQ(indirect(), 3);
    CHECK_EQ(own_indirect(), 3);
    CHECK_EQ(pointer(), 3);
    CHECK_EQ(in_constructor, 3);
    CHECK(resolved >= 1);
    CHECK_EQ(seen_own, 5);
    CHECK(pointer == indirect);
#ifdef __aarch64__
    CHECK_EQ(capabilities, getauxval(AT_HWCAP) | 1ul << 62);
    CHECK_EQ(passed.size, sizeof passed);
    CHECK_EQ(passed.hwcap, getauxval(AT_HWCAP));
    CHECK_EQ(passed.hwcap2, getauxval(AT_HWCAP2));
#else
    CHECK_EQ(capabilities, 0);
#endif
}
