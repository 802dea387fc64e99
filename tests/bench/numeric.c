/* The time of number conversions: a line `name nanoseconds` for each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

static volatile double sink;
static volatile long integer_sink;
static char text[512];
static wchar_t wide[512];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* The best of several rounds: what disturbs only adds. */
#define BENCH(name, statement)                                                                                      \
    do {                                                                                                            \
        double best = 1e18;                                                                                         \
        for (int round = 0; round < 20; round++) {                                                                  \
            double start = now();                                                                                   \
            for (int i = 0; i < 5000; i++) {                                                                        \
                statement;                                                                                          \
            }                                                                                                       \
            double time = (now() - start) / 5000;                                                                   \
            best = time < best ? time : best;                                                                       \
        }                                                                                                           \
        printf("%s %.1f\n", name, best);                                                                            \
    } while (0)

static int compare(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

enum { COUNT = 100000 };
static int numbers[COUNT], copy[COUNT];

static void sort(const char *name) {
    double best = 1e18;
    for (int round = 0; round < 7; round++) {
        memcpy(copy, numbers, sizeof copy);
        double start = now();
        qsort(copy, COUNT, sizeof *copy, compare);
        double time = (now() - start) / COUNT;
        best = time < best ? time : best;
    }
    printf("%s %.1f\n", name, best);
}

int main(void) {
    int a, b;
    double d;
    char word[32];
    volatile double seventeen = 0.1234567890123456, small = 1.5, large = 1.2345678901234567e300;
    volatile int four = 1234;
    BENCH("strtod_short", sink = strtod("1.5", 0));
    BENCH("strtod_17", sink = strtod("0.12345678901234567", 0));
    BENCH("strtod_exponent", sink = strtod("1.2345678901234567e-200", 0));
    BENCH("strtod_40", sink = strtod("3.141592653589793238462643383279502884197", 0));
    BENCH("strtof_short", sink = strtof("1.5", 0));
    BENCH("strtold_17", sink = (double)strtold("0.12345678901234567", 0));
    BENCH("strtod_hex", sink = strtod("0x1.921fb54442d18p+1", 0));
    BENCH("strtol_4", integer_sink = strtol("1234", 0, 10));
    BENCH("strtol_18", integer_sink = strtol("123456789012345678", 0, 10));
    BENCH("atoi", integer_sink = atoi("1234"));
    BENCH("snprintf_d", snprintf(text, sizeof text, "%d", four));
    BENCH("snprintf_5d_s", snprintf(text, sizeof text, "%5d %s\n", four, "word"));
    BENCH("snprintf_x_08", snprintf(text, sizeof text, "%08x", four));
    BENCH("snprintf_s", snprintf(text, sizeof text, "%s", "a string of some length, as strings are"));
    BENCH("snprintf_f", snprintf(text, sizeof text, "%f", seventeen));
    BENCH("snprintf_.2f", snprintf(text, sizeof text, "%.2f", small));
    BENCH("snprintf_g", snprintf(text, sizeof text, "%g", small));
    BENCH("snprintf_.17g", snprintf(text, sizeof text, "%.17g", seventeen));
    BENCH("snprintf_.17g_1e300", snprintf(text, sizeof text, "%.17g", large));
    BENCH("snprintf_e", snprintf(text, sizeof text, "%e", large));
    BENCH("snprintf_f_1e300", snprintf(text, sizeof text, "%f", large));
    BENCH("snprintf_a", snprintf(text, sizeof text, "%a", seventeen));
    BENCH("snprintf_Lg", snprintf(text, sizeof text, "%.17Lg", (long double)seventeen));
    BENCH("swprintf_d", swprintf(wide, 512, L"%d", four));
    BENCH("sscanf_d", sscanf("1234", "%d", &a));
    BENCH("sscanf_d_d_s", sscanf("12 34 word", "%d %d %31s", &a, &b, word));
    BENCH("sscanf_lf", sscanf("1.5", "%lf", &d));
    BENCH("sscanf_set", sscanf("abcdef,12", "%31[^,],%d", word, &a));
    unsigned state = 1;
    for (int i = 0; i < COUNT; i++)
        numbers[i] = (int)((state = state * 1103515245 + 12345) >> 1);
    sort("qsort_random");
    qsort(numbers, COUNT, sizeof *numbers, compare);
    sort("qsort_sorted");
    for (int i = 0; i < COUNT; i++)
        numbers[i] = COUNT - i;
    sort("qsort_reversed");
    for (int i = 0; i < COUNT; i++)
        numbers[i] = i % 10;
    sort("qsort_ten_values");
    return 0;
}
