/* Memory functions: results and limits. */
#define _GNU_SOURCE
#include "check.h"
#include <stdlib.h>
#include <strings.h>

static unsigned char a[4096], b[4096];

static void fill(unsigned char *p, size_t n) {
    for (size_t i = 0; i < n; i++)
        p[i] = (unsigned char)(i * 7 + i / 251 + 1);
}

TEST(copies) {
    for (size_t n = 0; n < 700; n++) {
        fill(a, sizeof a);
        memset(b, 0, sizeof b);
        CHECK_EQ(memcpy(b + 5, a + n % 33, n), (void *)(b + 5));
        for (size_t i = 0; i < n; i++)
            CHECK_EQ(b[5 + i], a[n % 33 + i]);
        CHECK_EQ(b[4], 0);
        CHECK_EQ(b[5 + n], 0);
        CHECK_EQ(mempcpy(b, a, n), (void *)(b + n));
    }
}

TEST(overlap) {
    for (size_t n = 1; n < 700; n += 3) {
        for (size_t shift = 0; shift < 70; shift += 3) {
            fill(a, sizeof a);
            CHECK_EQ(memmove(a + 100 + shift, a + 100, n), (void *)(a + 100 + shift));
            fill(b, sizeof b);
            CHECK_EQ(memcmp(a + 100 + shift, b + 100, n), 0);
            CHECK_EQ(memcmp(a, b, 100), 0);
            fill(a, sizeof a);
            bcopy(a + 100 + shift, a + 100, n);
            CHECK_EQ(memcmp(a + 100, b + 100 + shift, n), 0);
        }
    }
}

TEST(large_copies) {
    size_t size = 3 << 20;
    unsigned char *x = malloc(size), *y = malloc(size);
    CHECK(x && y);
    for (size_t i = 0; i < size; i++)
        x[i] = (unsigned char)(i * 31 + i / 4099);
    for (size_t shift = 0; shift < 200; shift += 67) {
        memset(y, 0, size);
        memcpy(y + shift, x, size - shift);
        CHECK_EQ(memcmp(y + shift, x, size - shift), 0);
    }
    memmove(x + 3, x, size - 3);
    CHECK_EQ(memcmp(x + 3, y + 134, 100), memcmp(x + 3, y + 134, 100));
    for (size_t i = 0; i < size - 3; i += 997)
        CHECK_EQ(x[i + 3], (unsigned char)(i * 31 + i / 4099));
    memmove(x, x + 3, size - 3);
    for (size_t i = 0; i < size - 3; i += 997)
        CHECK_EQ(x[i], (unsigned char)(i * 31 + i / 4099));
}

TEST(fills) {
    for (size_t n = 0; n < 700; n++) {
        memset(a, 1, sizeof a);
        CHECK_EQ(memset(a + 3 + n % 17, 0x1ab, n), (void *)(a + 3 + n % 17));
        for (size_t i = 0; i < n; i++)
            CHECK_EQ(a[3 + n % 17 + i], 0xab);
        CHECK_EQ(a[2 + n % 17], 1);
        CHECK_EQ(a[3 + n % 17 + n], 1);
    }
    memset(a, 1, sizeof a);
    bzero(a, 10);
    CHECK(a[9] == 0 && a[10] == 1);
    explicit_bzero(a + 10, 10);
    CHECK(a[19] == 0 && a[20] == 1);
}

TEST(comparisons) {
    for (size_t n = 1; n < 400; n++) {
        fill(a, n);
        fill(b, n);
        CHECK_EQ(memcmp(a, b, n), 0);
        CHECK_EQ(bcmp(a, b, n), 0);
        b[n - 1]++;
        int order = a[n - 1] < b[n - 1] ? -1 : 1;
        CHECK(memcmp(a, b, n) * order > 0);
        CHECK(memcmp(b, a, n) * order < 0);
        CHECK(bcmp(a, b, n) != 0);
        CHECK_EQ(memcmp(a, b, n - 1), 0);
    }
    CHECK(memcmp("\xff", "\1", 1) > 0);
    CHECK_EQ(memcmp("a", "b", 0), 0);
}

TEST(searches) {
    memset(a, 'x', sizeof a);
    for (size_t n = 1; n < 400; n++) {
        a[n] = 'y';
        CHECK_EQ(memchr(a, 0x100 + 'y', sizeof a), (void *)(a + n));
        CHECK_EQ(memchr(a, 'y', n), NULL);
        CHECK_EQ(memchr(a, 'y', SIZE_MAX), (void *)(a + n));
        CHECK_EQ(memrchr(a, 'y', n + 1), (void *)(a + n));
        CHECK_EQ(memrchr(a, 'y', n), NULL);
        CHECK_EQ(memrchr(a, 'x', n + 1), (void *)(a + n - 1));
        a[n] = 'x';
    }
    CHECK_EQ(memchr(a, 'x', 0), NULL);
    CHECK_EQ(memrchr(a, 'x', 0), NULL);
}

TEST(copy_until) {
    char to[8] = "-------";
    CHECK_EQ(memccpy(to, "abcd", 'c', 4), (void *)(to + 3));
    CHECK_STR(to, "abc----");
    CHECK_EQ(memccpy(to, "xyz", 'q', 2), NULL);
    CHECK_STR(to, "xyc----");
    CHECK_EQ(memccpy(to, "xyz", 'x', 0), NULL);
}

TEST(bits) {
    CHECK_EQ(ffs(0), 0);
    for (int i = 0; i < 32; i++)
        CHECK_EQ(ffs((int)(0xffffffffu << i)), i + 1);
    CHECK_EQ(ffsl(0), 0);
    for (int i = 0; i < 64; i++) {
        CHECK_EQ(ffsl((long)(~0ul << i)), i + 1);
        CHECK_EQ(ffsll((long long)(~0ull << i)), i + 1);
    }
}
