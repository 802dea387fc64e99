/* Broken-down time, and back. flags: -D_GNU_SOURCE */
#include "check.h"
#include <limits.h>
#include <stdlib.h>
#include <time.h>

static void zone(const char *text) {
    setenv("TZ", text, 1);
    tzset();
}

TEST(gmtime_of_known_times) {
    time_t time = 0;
    struct tm tm;
    CHECK_EQ(gmtime_r(&time, &tm), &tm);
    CHECK_EQ(tm.tm_year, 70);
    CHECK_EQ(tm.tm_mon, 0);
    CHECK_EQ(tm.tm_mday, 1);
    CHECK_EQ(tm.tm_wday, 4);
    CHECK_EQ(tm.tm_isdst, 0);
    CHECK_EQ(tm.tm_gmtoff, 0);
    time = -1;
    CHECK(gmtime(&time) != NULL);
    CHECK_EQ(gmtime(&time)->tm_year, 69);
    CHECK_EQ(gmtime(&time)->tm_sec, 59);
    time = 951782400; /* 2000-02-29 */
    CHECK_EQ(gmtime(&time)->tm_mday, 29);
    CHECK_EQ(gmtime(&time)->tm_yday, 59);
    time = 4107542400; /* 2100-03-01: no leap year */
    CHECK_EQ(gmtime(&time)->tm_mon, 2);
    CHECK_EQ(gmtime(&time)->tm_mday, 1);
}

TEST(no_year_for_it) {
    time_t time = (time_t)1 << 62;
    struct tm tm;
    CHECK_FAILS(gmtime(&time), EOVERFLOW);
    CHECK_FAILS(gmtime_r(&time, &tm), EOVERFLOW);
    CHECK_FAILS(localtime(&time), EOVERFLOW);
    CHECK_FAILS(localtime_r(&time, &tm), EOVERFLOW);
    CHECK_EQ(ctime(&time), NULL);
    time = -time;
    CHECK_FAILS(gmtime(&time), EOVERFLOW);
    struct tm large = {.tm_year = INT_MAX, .tm_mon = 24, .tm_mday = 1};
    errno = 0;
    CHECK_EQ(mktime(&large), (time_t)-1);
    CHECK_EQ(errno, EOVERFLOW);
    CHECK_EQ(large.tm_mon, 24);
}

TEST(last_second) {
    struct tm tm = {.tm_year = INT_MAX, .tm_mon = 11, .tm_mday = 31, .tm_hour = 23, .tm_min = 59, .tm_sec = 59};
    time_t time = timegm(&tm);
    CHECK_EQ(time, 67768036191676799);
    CHECK_EQ(gmtime(&time)->tm_year, INT_MAX);
    time++;
    CHECK_FAILS(gmtime(&time), EOVERFLOW);
}

TEST(mktime_normalises) {
    zone("UTC0");
    struct tm tm = {.tm_year = 123, .tm_mon = 13, .tm_mday = 0, .tm_hour = 25, .tm_min = -1, .tm_sec = 61};
    CHECK_EQ(mktime(&tm), 1706749201);
    CHECK_EQ(tm.tm_year, 124);
    CHECK_EQ(tm.tm_mon, 1);
    CHECK_EQ(tm.tm_mday, 1);
    CHECK_EQ(tm.tm_hour, 1);
    CHECK_EQ(tm.tm_min, 0);
    CHECK_EQ(tm.tm_sec, 1);
    CHECK_EQ(tm.tm_wday, 4);
    CHECK_EQ(tm.tm_yday, 31);
    tm = (struct tm){.tm_year = 69, .tm_mon = 11, .tm_mday = 31, .tm_hour = 23, .tm_min = 59, .tm_sec = 59, .tm_wday = -5};
    errno = 0;
    CHECK_EQ(mktime(&tm), -1);
    CHECK_EQ(tm.tm_wday, 3);
    CHECK_EQ(errno, 0);
}

/* In the gap of spring, and in the hour that comes twice in autumn. */
TEST(daylight_saving) {
    zone("EST5EDT,M3.2.0,M11.1.0");
    struct tm tm = {.tm_year = 124, .tm_mon = 2, .tm_mday = 10, .tm_hour = 2, .tm_min = 30, .tm_isdst = 0};
    CHECK_EQ(mktime(&tm), 1710055800);
    CHECK_EQ(tm.tm_hour, 3);
    CHECK_EQ(tm.tm_isdst, 1);
    tm = (struct tm){.tm_year = 124, .tm_mon = 2, .tm_mday = 10, .tm_hour = 2, .tm_min = 30, .tm_isdst = 1};
    CHECK_EQ(mktime(&tm), 1710052200);
    CHECK_EQ(tm.tm_hour, 1);
    CHECK_EQ(tm.tm_isdst, 0);
    tm = (struct tm){.tm_year = 124, .tm_mon = 10, .tm_mday = 3, .tm_hour = 1, .tm_min = 30, .tm_isdst = 1};
    CHECK_EQ(mktime(&tm), 1730611800);
    CHECK_EQ(tm.tm_isdst, 1);
    tm = (struct tm){.tm_year = 124, .tm_mon = 10, .tm_mday = 3, .tm_hour = 1, .tm_min = 30, .tm_isdst = 0};
    CHECK_EQ(mktime(&tm), 1730615400);
    CHECK_EQ(tm.tm_isdst, 0);
    /* The clock of the other season. */
    tm = (struct tm){.tm_year = 124, .tm_mon = 6, .tm_mday = 1, .tm_hour = 12, .tm_isdst = 0};
    CHECK_EQ(mktime(&tm), 1719853200);
    CHECK_EQ(tm.tm_hour, 13);
    CHECK_EQ(tm.tm_isdst, 1);
}

TEST(zone_variables) {
    zone("EST5EDT,M3.2.0,M11.1.0");
    CHECK_STR(tzname[0], "EST");
    CHECK_STR(tzname[1], "EDT");
    CHECK_EQ(timezone, 18000);
    CHECK_EQ(daylight, 1);
    zone("<+0330>-3:30");
    CHECK_STR(tzname[0], "+0330");
    CHECK_EQ(timezone, -12600);
    CHECK_EQ(daylight, 0);
    time_t time = 0;
    struct tm *tm = localtime(&time);
    CHECK_EQ(tm->tm_gmtoff, 12600);
    CHECK_STR(tm->tm_zone, "+0330");
    CHECK_EQ(tm->tm_hour, 3);
    CHECK_EQ(tm->tm_min, 30);
    zone("no zone at all");
    CHECK_EQ(timezone, 0);
    CHECK_EQ(localtime(&time)->tm_hour, 0);
    unsetenv("TZ");
    tzset();
    CHECK(localtime(&time) != NULL);
}

TEST(new_zone_is_seen_without_tzset) {
    time_t time = 0;
    zone("UTC0");
    CHECK_EQ(localtime(&time)->tm_hour, 0);
    setenv("TZ", "XXX-5", 1);
    CHECK_EQ(localtime(&time)->tm_hour, 5);
    struct tm tm = {.tm_year = 70, .tm_mday = 1, .tm_hour = 5};
    setenv("TZ", "YYY-4", 1);
    CHECK_EQ(mktime(&tm), 3600);
}

TEST(text_of_a_time) {
    zone("UTC0");
    time_t time = 1000000000;
    char text[26];
    CHECK_STR(ctime(&time), "Sun Sep  9 01:46:40 2001\n");
    CHECK_EQ(ctime_r(&time, text), text);
    CHECK_STR(text, "Sun Sep  9 01:46:40 2001\n");
    struct tm tm = *gmtime(&time);
    CHECK_STR(asctime(&tm), "Sun Sep  9 01:46:40 2001\n");
    CHECK_EQ(asctime_r(&tm, text), text);
    CHECK_STR(text, "Sun Sep  9 01:46:40 2001\n");
    CHECK_BITS(difftime(5, 7), -2.0);
    CHECK_BITS(difftime((time_t)1 << 53, 1), 9007199254740991.0);
}
