/* gcc's legacy atomic operations on each size, which on aarch64 are calls. */
#include "check.h"

#define CHECK_SIZE(type)                                                                                            \
    do {                                                                                                            \
        static type x;                                                                                              \
        x = (type)0xa5a5a5a5a5a5a5a5;                                                                               \
        type before = x, more = (type)0x7171717171717171;                                                           \
        CHECK_EQ(__sync_fetch_and_add(&x, more), before);                                                           \
        CHECK_EQ(x, (type)(before + more));                                                                         \
        CHECK_EQ(__sync_sub_and_fetch(&x, more), before);                                                           \
        CHECK_EQ(__sync_fetch_and_or(&x, more), before);                                                            \
        CHECK_EQ(x, (type)(before | more));                                                                         \
        x = before;                                                                                                 \
        CHECK_EQ(__sync_fetch_and_and(&x, more), before);                                                           \
        CHECK_EQ(x, (type)(before & more));                                                                         \
        x = before;                                                                                                 \
        CHECK_EQ(__sync_fetch_and_xor(&x, more), before);                                                           \
        CHECK_EQ(x, (type)(before ^ more));                                                                         \
        x = before;                                                                                                 \
        CHECK_EQ(__sync_nand_and_fetch(&x, more), (type) ~(before & more));                                         \
        x = before;                                                                                                 \
        CHECK_EQ(__sync_lock_test_and_set(&x, more), before);                                                       \
        CHECK_EQ(x, more);                                                                                          \
        CHECK(!__sync_bool_compare_and_swap(&x, before, 1));                                                        \
        CHECK_EQ(x, more);                                                                                          \
        CHECK_EQ(__sync_val_compare_and_swap(&x, more, before), more);                                              \
        CHECK_EQ(x, before);                                                                                        \
        __sync_lock_release(&x);                                                                                    \
        CHECK_EQ(x, 0);                                                                                             \
    } while (0)

TEST(sizes) {
    CHECK_SIZE(unsigned char);
    CHECK_SIZE(unsigned short);
    CHECK_SIZE(unsigned int);
    CHECK_SIZE(unsigned long);
}

#ifdef __aarch64__
TEST(pair) {
    static __int128 x = 5;
    __int128 big = (__int128)1 << 100;
    CHECK(__sync_val_compare_and_swap(&x, 5, big) == 5);
    CHECK(x == big);
    CHECK(!__sync_bool_compare_and_swap(&x, 5, 6));
    CHECK(__sync_bool_compare_and_swap(&x, big, -1));
    CHECK(x == -1);
}
#endif
