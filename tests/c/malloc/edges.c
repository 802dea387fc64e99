/* malloc and its family at their edges. */
#define _GNU_SOURCE
#include "check.h"

#include <limits.h>
#include <malloc.h>
#include <stdlib.h>

/* Hides a size or a pointer from the compiler, which knows what these functions cannot do. */
static size_t hide(size_t size) {
    __asm__ volatile("" : "+r"(size));
    return size;
}

TEST(blocks_of_no_size_are_distinct) {
    void *blocks[100];
    for (int i = 0; i < 100; i++) {
        blocks[i] = i % 2 ? malloc(hide(0)) : calloc(hide(0), 8);
        CHECK(blocks[i]);
        for (int j = 0; j < i; j++)
            CHECK(blocks[i] != blocks[j]);
    }
    for (int i = 0; i < 100; i++)
        free(blocks[i]);
}

TEST(too_much_is_ENOMEM) {
    static const size_t sizes[] = {(size_t)PTRDIFF_MAX + 1, SIZE_MAX, SIZE_MAX - 15, SIZE_MAX - 4096, (size_t)1 << 62};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t size = hide(sizes[i]);
        CHECK_FAILS(malloc(size), ENOMEM);
        CHECK_FAILS(calloc(size, 1), ENOMEM);
        CHECK_FAILS(realloc(NULL, size), ENOMEM);
        CHECK_FAILS(aligned_alloc(64, size & ~(size_t)63), ENOMEM);
        CHECK_FAILS(memalign(1 << 20, size), ENOMEM);
        CHECK_FAILS(valloc(size), ENOMEM);
        CHECK_FAILS(pvalloc(size), ENOMEM);
        void *out = &out;
        CHECK_EQ(posix_memalign(&out, 64, size), ENOMEM);
        CHECK_EQ(out, (void *)&out);
        char *small = malloc(100), *large = malloc(1000000);
        memset(small, 1, 100);
        memset(large, 2, 1000000);
        CHECK_FAILS(realloc(small, size), ENOMEM);
        CHECK_FAILS(realloc(large, size), ENOMEM);
        CHECK(small[99] == 1 && large[999999] == 2);
        free(small);
        free(large);
    }
    CHECK_FAILS(calloc(hide(SIZE_MAX / 2), 3), ENOMEM);
    CHECK_FAILS(calloc(hide((size_t)1 << 32), (size_t)1 << 32), ENOMEM);
    void *block = malloc(10);
    CHECK_FAILS(reallocarray(block, hide((size_t)1 << 32), (size_t)1 << 32), ENOMEM);
    free(block);
}

TEST(bad_alignments_are_EINVAL) {
    void *out = &out;
    static const size_t bad[] = {0, 1, 2, 4, 3, 24, 48, 100, SIZE_MAX};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_EQ(posix_memalign(&out, hide(bad[i]), 10), EINVAL);
    CHECK_EQ(out, (void *)&out);
    CHECK_FAILS(aligned_alloc(hide(24), 48), EINVAL);
    CHECK_FAILS(aligned_alloc(hide(0), 48), EINVAL);
}

TEST(free_leaves_errno) {
    void *small = malloc(10), *large = malloc(50000000);
    errno = 77;
    free(small);
    free(large);
    free(NULL);
    CHECK_EQ(errno, 77);
}

TEST(blocks_have_what_was_asked_for) {
    for (size_t size = 0; size < 300000; size = size < 3000 ? size + 1 : size + size / 7) {
        unsigned char *block = malloc(size);
        CHECK(block);
        CHECK_EQ((uintptr_t)block % 16, 0);
        size_t usable = malloc_usable_size(block);
        CHECK(usable >= size);
        memset(block, 0xaa, usable);
        unsigned char *zeroed = calloc(1, size);
        CHECK(zeroed);
        for (size_t i = 0; i < size; i++)
            CHECK(zeroed[i] == 0);
        memset(zeroed, 0x55, size);
        for (size_t i = 0; i < usable; i++)
            CHECK(block[i] == 0xaa);
        free(block);
        free(zeroed);
    }
    CHECK_EQ(malloc_usable_size(NULL), 0);
}

TEST(calloc_zeroes_what_was_used_before) {
    for (int round = 0; round < 6; round++) {
        for (size_t size = 100000; size < 5000000; size += 1234567) {
            char *block = malloc(size);
            memset(block, 1, size);
            free(block);
            block = calloc(size, 1);
            for (size_t i = 0; i < size; i++)
                CHECK(block[i] == 0);
            free(block);
        }
    }
}

TEST(realloc_keeps_the_content) {
    static const size_t sizes[] = {1, 16, 17, 100, 129, 4096, 5000, 65536, 70000, 131072, 131073, 200000, 1 << 20, 5000000};
    enum { COUNT = sizeof sizes / sizeof *sizes };
    for (int from = 0; from < COUNT; from++) {
        for (int to = 0; to < COUNT; to++) {
            unsigned char *block = malloc(sizes[from]);
            for (size_t i = 0; i < sizes[from]; i++)
                block[i] = (unsigned char)(i * 7 + i / 251);
            block = realloc(block, sizes[to]);
            CHECK(block);
            size_t both = sizes[from] < sizes[to] ? sizes[from] : sizes[to];
            for (size_t i = 0; i < both; i++)
                CHECK(block[i] == (unsigned char)(i * 7 + i / 251));
            CHECK(malloc_usable_size(block) >= sizes[to]);
            memset(block, 3, sizes[to]);
            free(block);
        }
    }
    void *block = realloc(NULL, 40);
    CHECK(block);
    block = realloc(block, hide(0));
    CHECK(block);
    free(block);
}

TEST(a_block_grows_by_little_steps) {
    unsigned char *block = NULL;
    for (size_t size = 1; size < 3000000; size += 997) {
        block = realloc(block, size);
        CHECK(block);
        block[size - 1] = (unsigned char)(size % 253);
    }
    for (size_t size = 1; size < 3000000; size += 997)
        CHECK(block[size - 1] == (unsigned char)(size % 253));
    for (size_t size = 2900000; size > 1000; size -= size / 9) {
        block = realloc(block, size);
        CHECK(block && block[0] == 1);
    }
    free(block);
}

TEST(aligned_blocks) {
    for (size_t align = 8; align <= 1 << 22; align *= 2) {
        for (size_t size = 1; size < 600000; size = size * 3 + 1) {
            void *block;
            CHECK_EQ(posix_memalign(&block, align, size), 0);
            CHECK_EQ((uintptr_t)block % align, 0);
            CHECK(malloc_usable_size(block) >= size);
            memset(block, 1, size);
            void *other = aligned_alloc(align, size);
            CHECK(other && other != block && (uintptr_t)other % align == 0);
            memset(other, 2, size);
            other = realloc(other, size + 1000);
            CHECK(other && ((char *)other)[size - 1] == 2);
            CHECK(((char *)block)[size - 1] == 1);
            free(block);
            free_aligned_sized(other, align, size + 1000);
        }
    }
    long page = sysconf(_SC_PAGESIZE);
    char *one = valloc(1), *whole = pvalloc(1);
    CHECK_EQ((uintptr_t)one % (uintptr_t)page, 0);
    CHECK_EQ((uintptr_t)whole % (uintptr_t)page, 0);
    CHECK(malloc_usable_size(whole) >= (size_t)page);
    memset(whole, 1, (size_t)page);
    free_sized(one, 1);
    free(whole);
}

TEST(an_array_is_resized) {
    int *array = reallocarray(NULL, 10, sizeof *array);
    array[9] = 5;
    array = reallocarray(array, 100000, sizeof *array);
    CHECK(array && array[9] == 5);
    free(array);
}

/* Small blocks are packed: what the allocator needs beside them is not much. */
TEST(blocks_are_packed) {
    enum { COUNT = 10000 };
    static char *blocks[COUNT];
    char *least = (char *)UINTPTR_MAX, *most = NULL;
    for (int i = 0; i < COUNT; i++) {
        blocks[i] = malloc(24);
        least = blocks[i] < least ? blocks[i] : least;
        most = blocks[i] > most ? blocks[i] : most;
    }
    CHECK(most - least < COUNT * 24 * 3 / 2);
    for (int i = 0; i < COUNT; i++)
        free(blocks[i]);
}
