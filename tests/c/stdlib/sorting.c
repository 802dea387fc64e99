/* qsort, bsearch and the search tables. */
#define _GNU_SOURCE
#include "check.h"
#include <search.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned seed = 1;

static unsigned next(void) {
    return seed = seed * 1103515245 + 12345;
}

static int by_first_byte(const void *a, const void *b) {
    unsigned char x = *(const unsigned char *)a, y = *(const unsigned char *)b;
    return (x > y) - (x < y);
}

TEST(every_width) {
    static unsigned char bytes[300 * 70];
    for (size_t width = 1; width < 70; width++) {
        for (size_t count = 0; count < 300; count += 1 + count / 3) {
            int counts[256] = {0};
            for (size_t i = 0; i < count; i++) {
                unsigned char key = (unsigned char)(next() >> 16);
                counts[key]++;
                for (size_t k = 0; k < width; k++)
                    bytes[i * width + k] = (unsigned char)(key + k);
            }
            qsort(bytes, count, width, by_first_byte);
            /* They are in order, the same ones, and the bytes of each are together. */
            for (size_t i = 0; i < count; i++) {
                unsigned char key = bytes[i * width];
                counts[key]--;
                CHECK(i == 0 || bytes[(i - 1) * width] <= key);
                for (size_t k = 1; k < width; k++)
                    CHECK_EQ(bytes[i * width + k], (unsigned char)(key + k));
            }
            for (int i = 0; i < 256; i++)
                CHECK_EQ(counts[i], 0);
        }
    }
}

static int by_int(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static int by_int_with(const void *a, const void *b, void *calls) {
    ++*(int *)calls;
    return by_int(a, b);
}

enum { COUNT = 20000 };
static int array[COUNT];

TEST(patterns) {
    for (int pattern = 0; pattern < 8; pattern++) {
        long long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            switch (pattern) {
            case 0: array[i] = (int)next(); break;
            case 1: array[i] = i; break;
            case 2: array[i] = -i; break;
            case 3: array[i] = i % 7; break;
            case 4: array[i] = i < COUNT / 2 ? i : COUNT - i; break;
            case 5: array[i] = 1; break;
            case 6: array[i] = i == COUNT - 1 ? 0 : i; break;
            default: array[i] = (i * 7919) % COUNT;
            }
            sum += array[i];
        }
        int calls = 0;
        qsort_r(array, COUNT, sizeof *array, by_int_with, &calls);
        for (int i = 0; i < COUNT; i++) {
            CHECK(i == 0 || array[i - 1] <= array[i]);
            sum -= array[i];
        }
        CHECK_EQ(sum, 0);
        CHECK(calls < COUNT * 40);
    }
}

static int contradictory(const void *a, const void *b) {
    CHECK((const int *)a >= array && (const int *)a < array + COUNT);
    CHECK((const int *)b >= array && (const int *)b < array + COUNT);
    return (int)(next() >> 16) % 3 - 1;
}

/* Only tine promises this: glibc hands out copies of elements. */
TEST(contradictory_comparator) {
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < COUNT; i++)
            array[i] = i;
        qsort(array, COUNT, sizeof *array, contradictory);
        qsort(array, COUNT, sizeof *array, by_int);
        for (int i = 0; i < COUNT; i++)
            CHECK_EQ(array[i], i);
    }
}

TEST(binary_search) {
    int sorted[100];
    for (int i = 0; i < 100; i++)
        sorted[i] = 2 * i;
    for (int key = -1; key < 201; key++) {
        for (size_t count = 0; count <= 100; count += 25) {
            int *found = bsearch(&key, sorted, count, sizeof *sorted, by_int);
            int expected = key >= 0 && key % 2 == 0 && (size_t)key / 2 < count;
            CHECK_EQ(found != 0, expected);
            CHECK(!found || *found == key);
        }
    }
}

TEST(linear_search) {
    int table[10] = {3, 1, 4};
    size_t count = 3;
    int key = 4;
    CHECK(lfind(&key, table, &count, sizeof *table, by_int) == table + 2);
    key = 9;
    CHECK(!lfind(&key, table, &count, sizeof *table, by_int));
    CHECK(lsearch(&key, table, &count, sizeof *table, by_int) == table + 3);
    CHECK_EQ(count, 4u);
    CHECK_EQ(table[3], 9);
    CHECK(lsearch(&key, table, &count, sizeof *table, by_int) == table + 3);
    CHECK_EQ(count, 4u);
}

struct element {
    struct element *next, *previous;
};

TEST(queue) {
    struct element x, y, z;
    insque(&x, 0);
    CHECK(!x.next && !x.previous);
    insque(&z, &x);
    insque(&y, &x);
    CHECK(x.next == &y && y.next == &z && !z.next && z.previous == &y && y.previous == &x);
    remque(&y);
    CHECK(x.next == &z && z.previous == &x);
}

static char keys[2000][8];

TEST(hash) {
    CHECK(hcreate(2500));
    for (int i = 0; i < 2000; i++) {
        sprintf(keys[i], "k%d", i);
        ENTRY *entry = hsearch((ENTRY){keys[i], (void *)(intptr_t)i}, ENTER);
        CHECK(entry && entry->data == (void *)(intptr_t)i);
    }
    for (int i = 0; i < 2000; i++) {
        ENTRY *entry = hsearch((ENTRY){keys[i], 0}, FIND);
        CHECK(entry && entry->data == (void *)(intptr_t)i);
    }
    CHECK(!hsearch((ENTRY){"absent", 0}, FIND));
    /* One that is there already stays. */
    CHECK(hsearch((ENTRY){keys[5], (void *)77}, ENTER)->data == (void *)5);
    hdestroy();
    struct hsearch_data table = {0};
    CHECK(hcreate_r(5, &table));
    ENTRY *found;
    CHECK(hsearch_r((ENTRY){"x", (void *)1}, ENTER, &found, &table));
    CHECK(hsearch_r((ENTRY){"x", 0}, FIND, &found, &table));
    CHECK(found->data == (void *)1);
    CHECK(!hsearch_r((ENTRY){"y", 0}, FIND, &found, &table));
    hdestroy_r(&table);
}

static int visits, last, deepest;

static void visit(const void *node, VISIT order, int depth) {
    if (order == postorder || order == leaf) {
        int value = **(int *const *)node;
        CHECK(value > last);
        last = value;
        visits++;
    }
    if (depth > deepest)
        deepest = depth;
}

static int freed;

static void count_freed(void *key) {
    (void)key;
    freed++;
}

TEST(tree) {
    void *root = 0;
    static int values[1000];
    for (int i = 0; i < 1000; i++) {
        values[i] = i;
        int **node = tsearch(&values[i], &root, by_int);
        CHECK(node && *node == &values[i]);
    }
    int twin = 500;
    CHECK(*(int **)tsearch(&twin, &root, by_int) == &values[500]);
    CHECK(*(int **)tfind(&twin, &root, by_int) == &values[500]);
    visits = 0;
    last = -1;
    twalk(root, visit);
    CHECK_EQ(visits, 1000);
    /* It is balanced, though they came in order. */
    CHECK(deepest < 20);
    for (int i = 0; i < 1000; i += 2)
        CHECK(tdelete(&values[i], &root, by_int));
    CHECK(!tdelete(&values[0], &root, by_int));
    CHECK(!tfind(&values[0], &root, by_int));
    visits = 0;
    last = -1;
    twalk(root, visit);
    CHECK_EQ(visits, 500);
    tdestroy(root, count_freed);
    CHECK_EQ(freed, 500);
}
