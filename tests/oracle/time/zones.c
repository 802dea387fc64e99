/* localtime and mktime in zones of rules and of files. flags: -D_GNU_SOURCE */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const zones[] = {
    "UTC0",
    "EST5EDT,M3.2.0,M11.1.0",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "NZST-12NZDT,M9.5.0,M4.1.0/3",
    "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
    "IST-1GMT0,M10.5.0,M3.5.0/1",
    "AAA3BBB2:30,J60/0,J300/25",
    "AAA-3:15:20BBB,59/1:02:03,300",
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "America/New_York",
    "Europe/Berlin",
    "Europe/Dublin",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Asia/Tehran",
    "Africa/Monrovia",
    "Etc/GMT+5",
};

static void show(int64_t seconds) {
    time_t time = seconds;
    struct tm tm;
    if (!localtime_r(&time, &tm)) {
        printf("none\n");
        return;
    }
    printf("%lld: %d-%d-%d %d:%d:%d %d %d %d %ld %s", (long long)time, tm.tm_year, tm.tm_mon, tm.tm_mday, tm.tm_hour,
           tm.tm_min, tm.tm_sec, tm.tm_wday, tm.tm_yday, tm.tm_isdst, tm.tm_gmtoff, tm.tm_zone);
    time_t back = mktime(&tm);
    printf(" %s\n", back == time ? "same" : "other");
}

int main(void) {
    for (size_t zone = 0; zone < sizeof zones / sizeof *zones; zone++) {
        setenv("TZ", zones[zone], 1);
        tzset();
        printf("TZ %s\n", zones[zone]);
        /* Some days a month over many years, at odd times. */
        /* glibc takes rules to begin in 1970. */
        for (int64_t time = strchr(zones[zone], ',') ? 40000000 : -3000000000; time < 8000000000; time += 86400 * 61 + 4321)
            show(time);
        /* The hours about every change in a few years. */
        for (int year = 2019; year < 2024; year++) {
            struct tm start = {.tm_year = year - 1900, .tm_mday = 1};
            time_t time = timegm(&start);
            struct tm before;
            localtime_r(&time, &before);
            for (int hour = 0; hour < 24 * 365; hour++) {
                time += 3600;
                struct tm now;
                localtime_r(&time, &now);
                if (now.tm_gmtoff != before.tm_gmtoff) {
                    for (int step = -3605; step < 3600; step += 301)
                        show(time + step);
                    for (int step = -2; step < 2; step++)
                        show(time + step);
                }
                before = now;
            }
        }
    }
    return 0;
}
