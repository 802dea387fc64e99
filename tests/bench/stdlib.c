/* Numbers from text, sorting and searching, random numbers, the environment, and the time of day. */
#include "bench.h"
#if __has_include(<search.h>)
#include <search.h>
#endif

enum { COUNT = 20000 };

static int numbers[COUNT], sorted[COUNT], copy[COUNT];

/* A record as programs sort them. */
struct record {
    long key;
    char payload[40];
};
static struct record records[COUNT / 4], record_copies[COUNT / 4];

static int compare(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

static int compare_records(const void *a, const void *b) {
    long x = ((const struct record *)a)->key, y = ((const struct record *)b)->key;
    return (x > y) - (x < y);
}

/* The time includes a copy of the input, which is below a hundredth. */
#define SORT(...) ROW(qsort, (memcpy(copy, numbers, sizeof copy), qsort(copy, COUNT, sizeof *copy, compare)), __VA_ARGS__)

static void conversions(void) {
    ROW(strtol, KEEP(strtol("1234", NULL, 10)), "strtol 4 digits");
    ROW(strtol, KEEP(strtol("123456789012345678", NULL, 10)), "strtol 18 digits");
    ROW(strtol, KEEP(strtol("0x7fffabcd", NULL, 0)), "strtol hexadecimal");
    ROW(strtoul, KEEP(strtoul("  +42", NULL, 10)), "strtoul spaces");
    ROW(atoi, KEEP(atoi("1234")), "atoi");
#ifndef PEER_klibc /* Its programs have no floating point, and it has no calendar. */
    ROW(strtod, KEEP(strtod("1.5", NULL)), "strtod short");
    ROW(strtod, KEEP(strtod("0.12345678901234567", NULL)), "strtod 17 digits");
    ROW(strtod, KEEP(strtod("1.2345678901234567e-200", NULL)), "strtod exponent");
    ROW(strtod, KEEP(strtod("3.141592653589793238462643383279502884197", NULL)), "strtod 40 digits");
    ROW(strtod, KEEP(strtod("0x1.921fb54442d18p+1", NULL)), "strtod hexadecimal");
    ROW(strtof, KEEP(strtof("1.5", NULL)), "strtof short");
    ROW(strtold, KEEP(strtold("0.12345678901234567", NULL)), "strtold 17 digits");
#endif
}

static void sorting(void) {
    unsigned state = 1;
    for (int i = 0; i < COUNT; i++)
        sorted[i] = numbers[i] = (int)((state = state * 1103515245 + 12345) >> 1);
    for (int i = 0; i < COUNT / 4; i++)
        records[i].key = numbers[i];
    qsort(sorted, COUNT, sizeof *sorted, compare);
    SORT("qsort 20000 random");
    ROW(bsearch, {
        int key = numbers[i % COUNT];
        KEEP(bsearch(&key, sorted, COUNT, sizeof key, compare));
    }, "bsearch");
    memcpy(numbers, sorted, sizeof numbers);
    SORT("qsort 20000 sorted");
    for (int i = 0; i < COUNT; i++)
        numbers[i] = COUNT - i;
    SORT("qsort 20000 reversed");
    for (int i = 0; i < COUNT; i++)
        numbers[i] = (int)((state = state * 1103515245 + 12345) >> 16) % 10;
    SORT("qsort 20000 of ten values");
    ROW(qsort, {
        memcpy(record_copies, records, sizeof records);
        qsort(record_copies, COUNT / 4, sizeof *records, compare_records);
    }, "qsort 5000 records");
    ROW(qsort, {
        memcpy(copy, numbers + (i & 1023), 16 * sizeof *copy);
        qsort(copy, 16, sizeof *copy, compare);
    }, "qsort 16");
}

static void trees_and_tables(void) {
#ifndef NO_tsearch
    void *root = NULL;
    for (int i = 0; i < 1000; i++)
        tsearch(&sorted[i * 20], &root, compare);
    ROW(tfind, KEEP(tfind(&sorted[i % 1000 * 20], &root, compare)), "tfind of 1000");
    ROW(tsearch, {
        tsearch(&sorted[7], &root, compare);
        tdelete(&sorted[7], &root, compare);
    }, "tsearch and tdelete");
#endif
#if !defined NO_hsearch && !defined NO_ENTRY
    static char names[1000][8];
    hcreate(1500);
    for (int i = 0; i < 1000; i++) {
        snprintf(names[i], sizeof *names, "key%d", i);
        hsearch((ENTRY){names[i], names[i]}, ENTER);
    }
    ROW(hsearch, KEEP(hsearch((ENTRY){.key = names[i % 1000]}, FIND)), "hsearch of 1000");
#endif
}

static void random_numbers(void) {
    char bytes[256];
    ROW(rand, KEEP(rand()), "rand");
    ROW(random, KEEP(random()), "random");
#ifndef PEER_klibc
    ROW(drand48, KEEP(drand48()), "drand48");
#endif
    ROW(rand_r, {
        static unsigned seed;
        KEEP(rand_r(&seed));
    }, "rand_r");
    ROW(arc4random, KEEP(arc4random()), "arc4random");
    ROW(arc4random_buf, arc4random_buf(bytes, sizeof bytes), "arc4random_buf 256");
    (void)bytes;
}

static void environment_and_time(void) {
    for (int i = 0; i < 30; i++) {
        char name[16];
        snprintf(name, sizeof name, "VARIABLE%d", i);
        setenv(name, "value", 1);
    }
    ROW(getenv, KEEP(getenv("VARIABLE29")), "getenv last of 30");
    ROW(setenv, setenv("VARIABLE7", i & 1 ? "longer" : "short", 1), "setenv");
    ROW(clock_gettime, {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
    }, "clock_gettime");
    ROW(time, KEEP(time(NULL)), "time");
#ifndef PEER_klibc
    time_t day = 1700000000;
    struct tm parts;
    char text[64];
    ROW(gmtime_r, {
        day += 86399;
        gmtime_r(&day, &parts);
    }, "gmtime_r");
    ROW(localtime_r, {
        day += 86399;
        localtime_r(&day, &parts);
    }, "localtime_r");
    ROW(mktime, KEEP(mktime(&parts)), "mktime");
    ROW(strftime, KEEP(strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &parts)), "strftime");
#endif
}

BENCHMARK {
    conversions();
    sorting();
    trees_and_tables();
    random_numbers();
    environment_and_time();
}
