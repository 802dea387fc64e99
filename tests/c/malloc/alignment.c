/* Aligned blocks, and the alignment of an address. flags: -D_GNU_SOURCE */
#include "check.h"
#include <malloc.h>
#include <stdlib.h>

TEST(page) {
    for (int i = 0; i < 5; i++) {
        char *block = valloc(1 + 1000 * i);
        CHECK(block);
        CHECK_EQ((uintptr_t)block % (uintptr_t)sysconf(_SC_PAGESIZE), 0);
        memset(block, 1, 1 + 1000 * i);
        free(block);
    }
    CHECK_FAILS(valloc((size_t)-1) ? 0 : -1, ENOMEM);
}

TEST(of_an_address) {
    CHECK_EQ(memalignment(0), 0);
    CHECK_EQ(memalignment((void *)1), 1);
    CHECK_EQ(memalignment((void *)0x1230), 16);
    CHECK_EQ(memalignment((void *)(1UL << 47)), 1UL << 47);
}
