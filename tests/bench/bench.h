/*
 * The rows of a benchmark. A program prints a line `row<TAB>nanoseconds` for each: the least time of one operation over
 * several repetitions, as whatever disturbs only adds.
 *
 *     BENCHMARK {
 *         ROW(strlen, KEEP(strlen(text)), "strlen-%d", 15);
 *     }
 *
 * `cargo xtask bench` defines NO_<name> for each function that a C library lacks; a row of such a function vanishes.
 * The program's argument is part of the names of the rows to measure.
 */
#ifndef BENCH_H
#define BENCH_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

/* Nanoseconds that a batch of operations takes at least. */
#define BATCH 250000
/* Batches of a row. */
#define REPETITIONS 12

/* Hides from the compiler what a variable holds, and that memory is as it was. */
#define HIDE(variable) __asm__ volatile("" : "+r"(variable) : : "memory")
/* Uses a value of any type. */
#define KEEP(value)                                                                                                  \
    do {                                                                                                             \
        __typeof__(value) kept_value = (value);                                                                      \
        __asm__ volatile("" : : "g"(kept_value) : "memory");                                                         \
    } while (0)

/* A row being measured. */
struct row {
    char name[64];
    size_t count;
    int batches;
    /* Nanoseconds, and hundredths of one for each operation. */
    uint64_t begin, best;
};

static const char *row_filter;

static uint64_t nanoseconds(void) {
#ifdef NO_clock_gettime
    struct timeval now;
    gettimeofday(&now, NULL);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_usec * 1000;
#else
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
#endif
}

/* Ends a batch, if one runs, and begins the next: 0 after the last. */
static int next_batch(struct row *row) {
    uint64_t time = nanoseconds() - row->begin;
    if (row->count == 0) {
        row->count = 1;
    } else if (row->batches == 0 && time < BATCH) {
        row->count *= time < BATCH / 10 ? 8 : 2;
    } else {
        time = time * 100 / row->count;
        if (time < row->best)
            row->best = time;
        if (row->batches++ == REPETITIONS)
            return 0;
    }
    row->begin = nanoseconds();
    return 1;
}

/* A library's printf may know no floating point, and a later row may be its end. */
static void print_row(const struct row *row) {
    printf("%s\t%lu.%02lu\n", row->name, (unsigned long)row->best / 100, (unsigned long)row->best % 100);
    fflush(stdout);
}

/* Measures a statement. */
#define MEASURE(statement, ...)                                                                                      \
    do {                                                                                                             \
        struct row row = {.best = ~0ul};                                                                             \
        snprintf(row.name, sizeof row.name, __VA_ARGS__);                                                            \
        if (row_filter && !strstr(row.name, row_filter))                                                             \
            break;                                                                                                   \
        while (next_batch(&row))                                                                                     \
            for (size_t i = 0; i < row.count; i++) {                                                                 \
                statement;                                                                                           \
            }                                                                                                        \
        print_row(&row);                                                                                              \
    } while (0)

/* Measures a statement that needs `function`, if NO_<function> is not 1; `i` counts within it. */
#define ROW(function, statement, ...) ROW_UNLESS(NO_##function)(statement, __VA_ARGS__)
#define ROW_UNLESS(flag) ROW_UNLESS_(flag)
#define ROW_UNLESS_(flag) ROW_CHOOSE(ROW_FLAG_##flag)
#define ROW_FLAG_1 , ROW_VANISHES
#define ROW_CHOOSE(flag) ROW_SECOND(flag, MEASURE, )
#define ROW_SECOND(first, second, ...) second
#define ROW_VANISHES(...) ((void)0)

#define BENCHMARK                                                                                                    \
    static void benchmark(void);                                                                                     \
    int main(int argc, char **argv) {                                                                                \
        row_filter = argc > 1 ? argv[1] : NULL;                                                                      \
        benchmark();                                                                                                 \
        return 0;                                                                                                    \
    }                                                                                                                \
    static void benchmark(void)

#endif
