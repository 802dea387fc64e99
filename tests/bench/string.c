/* Strings and memory: `name nanoseconds` for each row, the least of several repetitions. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <wchar.h>

#define ROOM (1 << 20)

static char *one, *two, *three;
static volatile uintptr_t sink;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Hides from the compiler what a pointer points to. */
#define HIDE(p) __asm__ volatile("" : "+r"(p) : : "memory")

#define ROW(size, call, ...)                                                                                       \
    do {                                                                                                           \
        char name[64];                                                                                             \
        snprintf(name, sizeof name, __VA_ARGS__);                                                                  \
        size_t count = 400000 / ((size) / 16 + 10) + 1;                                                            \
        double best = 1e30;                                                                                        \
        for (int repetition = 0; repetition < 25; repetition++) {                                                  \
            double begin = now();                                                                                  \
            for (size_t i = 0; i < count; i++) {                                                                   \
                char *a = one, *b = two;                                                                           \
                HIDE(a);                                                                                           \
                HIDE(b);                                                                                           \
                sink = (uintptr_t)(call);                                                                          \
            }                                                                                                      \
            double time = (now() - begin) / (double)count;                                                         \
            if (time < best)                                                                                       \
                best = time;                                                                                       \
        }                                                                                                          \
        printf("%s %.2f\n", name, best);                                                                           \
    } while (0)

static const size_t sizes[] = {4, 15, 32, 60, 128, 500, 1024, 16384};
#define EACH_SIZE for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)

/* A string of `n` letters in `one` and the same in `two`. */
static void strings(size_t n) {
    for (size_t i = 0; i < n; i++)
        one[i] = two[i] = (char)('a' + i % 23);
    one[n] = two[n] = 0;
}

static void wide_strings(size_t n) {
    for (size_t i = 0; i < n; i++)
        ((wchar_t *)one)[i] = ((wchar_t *)two)[i] = (wchar_t)('a' + i % 23);
    ((wchar_t *)one)[n] = ((wchar_t *)two)[n] = 0;
}

int main(void) {
    char *memory = aligned_alloc(4096, 4 * ROOM);
    if (!memory)
        return 1;
    memset(memory, 'x', 4 * ROOM);
    one = memory + 3;
    two = memory + ROOM + 512 + 8;
    three = memory + 2 * ROOM;
    EACH_SIZE {
        size_t n = sizes[k];
        ROW(n, memcpy(a, b, n), "memcpy-%zu", n);
        ROW(n, memmove(a, a + 1, n), "memmove-%zu", n);
        ROW(n, memmove(a + 1, a, n), "memmove-up-%zu", n);
        ROW(n, mempcpy(a, b, n), "mempcpy-%zu", n);
        ROW(n, memset(a, 7, n), "memset-%zu", n);
    }
    ROW(262144, memcpy(a, b, 262144), "memcpy-262144");
    ROW(262144, memset(a, 7, 262144), "memset-262144");
    ROW(16384, memcpy(a, a + ROOM, 16384), "memcpy-same-offset-16384");
    ROW(16384, memcpy(a + 64, a + ROOM, 16384), "memcpy-alias-16384");
    ROW(2000, memcpy(a + 64, a + ROOM, 2000), "memcpy-alias-2000");
    EACH_SIZE {
        size_t n = sizes[k];
        strings(n);
        ROW(n, memcmp(a, b, n), "memcmp-%zu", n);
        ROW(n, memchr(a, 1, n), "memchr-%zu", n);
        ROW(n, memrchr(a, 1, n), "memrchr-%zu", n);
        ROW(n, strlen(a), "strlen-%zu", n);
        ROW(n, strnlen(a, n + 9), "strnlen-%zu", n);
        ROW(n, strchr(a, 1), "strchr-%zu", n);
        ROW(n, strchrnul(a, 1), "strchrnul-%zu", n);
        ROW(n, strrchr(a, 'c'), "strrchr-%zu", n);
        ROW(n, strcmp(a, b), "strcmp-%zu", n);
        ROW(n, strncmp(a, b, n), "strncmp-%zu", n);
        ROW(n, strcasecmp(a, b), "strcasecmp-%zu", n);
        ROW(n, strncasecmp(a, b, n), "strncasecmp-%zu", n);
        ROW(n, strcpy(three, a), "strcpy-%zu", n);
        ROW(n, stpcpy(three, a), "stpcpy-%zu", n);
        ROW(n, strncpy(three, a, n + 1), "strncpy-%zu", n);
        ROW(n, (*three = 0, strcat(three, a)), "strcat-%zu", n);
        ROW(n, strspn(a, "abcdefghijklmnopqrstuvwxyz"), "strspn-%zu", n);
        ROW(n, strcspn(a, "\1\2\3"), "strcspn-%zu", n);
        ROW(n, strpbrk(a, ",;"), "strpbrk-%zu", n);
    }
    EACH_SIZE {
        size_t n = sizes[k] / 4;
        wide_strings(n);
        ROW(4 * n, wcslen((wchar_t *)a), "wcslen-%zu", n);
        ROW(4 * n, wcschr((wchar_t *)a, 1), "wcschr-%zu", n);
        ROW(4 * n, wmemchr((wchar_t *)a, 1, n), "wmemchr-%zu", n);
        ROW(4 * n, wcscmp((wchar_t *)a, (wchar_t *)b), "wcscmp-%zu", n);
        ROW(4 * n, wmemset((wchar_t *)three, 1, n), "wmemset-%zu", n);
    }
    strings(4000);
    ROW(4000, strstr(a, "uvwab"), "strstr-absent-4000");
    ROW(4000, strstr(a, "klmnopqrst"), "strstr-early");
    ROW(4000, strcasestr(a, "UVWAB"), "strcasestr-absent-4000");
    ROW(4000, memmem(a, 4000, "wb", 2), "memmem-2-absent-4000");
    ROW(4000, memmem(a, 4000, "wvutsrqponmlkjihg", 17), "memmem-17-absent-4000");
    memset(one, 'a', 8192);
    one[8192] = 0;
    memset(two, 'a', 512);
    two[512] = 'b';
    two[513] = 0;
    ROW(80000, strstr(a, b), "strstr-worst-8192");
    two[256] = 'b';
    two[512] = 'a';
    ROW(80000, strstr(a, b), "strstr-worst-middle-8192");
    ROW(80000, memmem(a, 8192, b, 513), "memmem-worst-8192");
    return 0;
}
