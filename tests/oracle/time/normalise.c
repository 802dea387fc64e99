/* mktime and timegm: members out of range, and each tm_isdst. flags: -D_GNU_SOURCE */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t state = 12345;
static int draw(int most) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (int)((state >> 33) % (2u * (unsigned)most + 1)) - most;
}

static void show(const char *what, time_t time, const struct tm *tm) {
    printf("%s %lld: %d-%d-%d %d:%d:%d %d %d %d %ld\n", what, (long long)time, tm->tm_year, tm->tm_mon, tm->tm_mday,
           tm->tm_hour, tm->tm_min, tm->tm_sec, tm->tm_wday, tm->tm_yday, tm->tm_isdst, tm->tm_gmtoff);
}

/* Large tm_sec stays out: glibc adds it as time that passes, others as time on the clock. */
int main(void) {
    static const char *const zones[] = {"UTC0", "EST5EDT,M3.2.0,M11.1.0", "CET-1CEST,M3.5.0,M10.5.0/3", "Asia/Kolkata"};
    for (int zone = 0; zone < 4; zone++) {
        setenv("TZ", zones[zone], 1);
        tzset();
        for (int i = 0; i < 3000; i++) {
            struct tm tm = {.tm_isdst = -1};
            tm.tm_year = 150 + draw(70);
            tm.tm_mon = draw(40);
            tm.tm_mday = draw(1000);
            tm.tm_hour = draw(3000);
            tm.tm_min = draw(100000);
            tm.tm_sec = draw(200);
            struct tm universal = tm;
            time_t time = mktime(&tm);
            show("local", time, &tm);
            time = timegm(&universal);
            show("utc", time, &universal);
        }
        /* Every tm_isdst away from the changes. */
        for (int month = 0; month < 12; month++) {
            struct tm tm = {.tm_year = 121, .tm_mon = month, .tm_mday = 15, .tm_hour = 12, .tm_isdst = 0};
            time_t time = mktime(&tm);
            show("standard", time, &tm);
        }
        struct tm large = {.tm_year = INT_MAX, .tm_mon = INT_MAX, .tm_mday = 1};
        errno = 0;
        time_t time = timegm(&large);
        printf("%lld %d\n", (long long)time, errno == EOVERFLOW);
        large = (struct tm){.tm_year = INT_MAX - 1900, .tm_mon = -INT_MAX, .tm_mday = INT_MIN, .tm_sec = INT_MAX};
        show("far", timegm(&large), &large);
        time_t end = INT64_MAX;
        errno = 0;
        int none = gmtime(&end) == 0;
        printf("%d %d\n", none, errno == EOVERFLOW);
        end = 67767976233532799;
        struct tm out;
        if (gmtime_r(&end, &out))
            show("last", end, &out);
    }
    return 0;
}
