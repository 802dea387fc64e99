/* Strings and memory, at sizes and offsets that programs have, and the worst cases of searches. */
#include "bench.h"
#if __has_include(<strings.h>)
#include <strings.h>
#endif
#if __has_include(<wchar.h>)
#include <wchar.h>
#endif

#define ROOM (1 << 20)

static char *one, *two, *three;

/* A call on `a` and `b`, whose addresses and content the compiler does not know. */
#define CALL(function, call, ...)                                                                                    \
    ROW(function, {                                                                                                  \
        char *a = one; char *b = two;                                                                                \
        HIDE(a);                                                                                                     \
        HIDE(b);                                                                                                     \
        KEEP(call);                                                                                                  \
    }, __VA_ARGS__)
#define WIDE(function, call, ...)                                                                                    \
    ROW(function, {                                                                                                  \
        wchar_t *a = (wchar_t *)one; wchar_t *b = (wchar_t *)two;                                                    \
        HIDE(a);                                                                                                     \
        HIDE(b);                                                                                                     \
        KEEP(call);                                                                                                  \
    }, __VA_ARGS__)

static const size_t sizes[] = {4, 15, 32, 60, 128, 500, 1024, 16384};
#define EACH_SIZE for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)

/* A string of `n` letters in `one` and the same in `two`. */
static void strings(size_t n) {
    for (size_t i = 0; i < n; i++)
        one[i] = two[i] = (char)('a' + i % 23);
    one[n] = two[n] = 0;
}

static void copies(void) {
    EACH_SIZE {
        size_t n = sizes[k];
        CALL(memcpy, memcpy(a, b, n), "memcpy-%zu", n);
        CALL(memmove, memmove(a, a + 1, n), "memmove-%zu", n);
        CALL(memmove, memmove(a + 1, a, n), "memmove-up-%zu", n);
        CALL(mempcpy, mempcpy(a, b, n), "mempcpy-%zu", n);
        CALL(memset, memset(a, 7, n), "memset-%zu", n);
    }
    CALL(memcpy, memcpy(a, b, 262144), "memcpy-262144");
    CALL(memset, memset(a, 7, 262144), "memset-262144");
    CALL(memcpy, memcpy(a, a + ROOM, 16384), "memcpy-same-offset-16384");
    CALL(memcpy, memcpy(a + 64, a + ROOM, 16384), "memcpy-alias-16384");
    CALL(memcpy, memcpy(a + 64, a + ROOM, 2000), "memcpy-alias-2000");
}

static void narrow(void) {
    EACH_SIZE {
        size_t n = sizes[k];
        strings(n);
        CALL(memcmp, memcmp(a, b, n), "memcmp-%zu", n);
        CALL(memchr, memchr(a, 1, n), "memchr-%zu", n);
        CALL(memrchr, memrchr(a, 1, n), "memrchr-%zu", n);
        CALL(strlen, strlen(a), "strlen-%zu", n);
        CALL(strnlen, strnlen(a, n + 9), "strnlen-%zu", n);
        CALL(strchr, strchr(a, 1), "strchr-%zu", n);
        CALL(strchrnul, strchrnul(a, 1), "strchrnul-%zu", n);
        CALL(strrchr, strrchr(a, 'c'), "strrchr-%zu", n);
        CALL(strcmp, strcmp(a, b), "strcmp-%zu", n);
        CALL(strncmp, strncmp(a, b, n), "strncmp-%zu", n);
        CALL(strcasecmp, strcasecmp(a, b), "strcasecmp-%zu", n);
        CALL(strncasecmp, strncasecmp(a, b, n), "strncasecmp-%zu", n);
        CALL(strcpy, strcpy(three, a), "strcpy-%zu", n);
        CALL(stpcpy, stpcpy(three, a), "stpcpy-%zu", n);
        CALL(strncpy, strncpy(three, a, n + 1), "strncpy-%zu", n);
        CALL(strcat, (*three = 0, strcat(three, a)), "strcat-%zu", n);
        CALL(strspn, strspn(a, "abcdefghijklmnopqrstuvwxyz"), "strspn-%zu", n);
        CALL(strcspn, strcspn(a, "\1\2\3"), "strcspn-%zu", n);
        CALL(strpbrk, strpbrk(a, ",;"), "strpbrk-%zu", n);
    }
}

#ifndef NO_wchar_t
static void wide_strings(size_t n) {
    for (size_t i = 0; i < n; i++)
        ((wchar_t *)one)[i] = ((wchar_t *)two)[i] = (wchar_t)('a' + i % 23);
    ((wchar_t *)one)[n] = ((wchar_t *)two)[n] = 0;
}

static void wide(void) {
    EACH_SIZE {
        size_t n = sizes[k] / 4;
        wide_strings(n);
        WIDE(wcslen, wcslen(a), "wcslen-%zu", n);
        WIDE(wcschr, wcschr(a, 1), "wcschr-%zu", n);
        WIDE(wmemchr, wmemchr(a, 1, n), "wmemchr-%zu", n);
        WIDE(wcscmp, wcscmp(a, b), "wcscmp-%zu", n);
        WIDE(wmemset, wmemset((wchar_t *)three, 1, n), "wmemset-%zu", n);
    }
}

#else
static void wide(void) {
}
#endif

static void searches(void) {
    strings(4000);
    CALL(strstr, strstr(a, "uvwbc"), "strstr-absent-4000");
    CALL(strstr, strstr(a, "klmnopqrst"), "strstr-at-10");
    CALL(strcasestr, strcasestr(a, "UVWBC"), "strcasestr-absent-4000");
    CALL(memmem, memmem(a, 4000, "wb", 2), "memmem-2-absent-4000");
    CALL(memmem, memmem(a, 4000, "wvutsrqponmlkjihg", 17), "memmem-17-absent-4000");
    memset(one, 'a', 8192);
    one[8192] = 0;
    memset(two, 'a', 512);
    two[512] = 'b';
    two[513] = 0;
    CALL(strstr, strstr(a, b), "strstr-worst-8192");
    two[256] = 'b';
    two[512] = 'a';
    CALL(strstr, strstr(a, b), "strstr-worst-middle-8192");
    CALL(memmem, memmem(a, 8192, b, 513), "memmem-worst-8192");
}

BENCHMARK {
    char *memory = malloc(4 * ROOM + 4096);
    if (!memory)
        exit(1);
    memory = (char *)(((uintptr_t)memory + 4095) & ~(uintptr_t)4095);
    memset(memory, 'x', 4 * ROOM);
    one = memory + 3;
    two = memory + ROOM + 512 + 8;
    three = memory + 2 * ROOM;
    copies();
    narrow();
    wide();
    searches();
}
