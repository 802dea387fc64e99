/* strptime. flags: -D_GNU_SOURCE */
#include "check.h"
#include <stdlib.h>
#include <time.h>

static struct tm tm;

/* Where `format` stops in `text`, -1 if it does not match. */
static long parse(const char *text, const char *format) {
    memset(&tm, 0, sizeof tm);
    char *end = strptime(text, format, &tm);
    return end ? end - text : -1;
}

TEST(dates) {
    CHECK_EQ(parse("2024-02-29 23:59:60", "%Y-%m-%d %H:%M:%S"), 19);
    CHECK_EQ(tm.tm_year, 124);
    CHECK_EQ(tm.tm_mon, 1);
    CHECK_EQ(tm.tm_mday, 29);
    CHECK_EQ(tm.tm_hour, 23);
    CHECK_EQ(tm.tm_sec, 60);
    CHECK_EQ(tm.tm_wday, 4);
    CHECK_EQ(tm.tm_yday, 59);
    CHECK_EQ(parse("2024-02-29T", "%F"), 10);
    CHECK_EQ(parse("12/31/99", "%D"), 8);
    CHECK_EQ(tm.tm_year, 99);
    CHECK_EQ(parse("12/31/68", "%D"), 8);
    CHECK_EQ(tm.tm_year, 168);
    CHECK_EQ(parse("19 05", "%C %y"), 5);
    CHECK_EQ(tm.tm_year, 5);
    CHECK_EQ(parse("05 19", "%y %C"), 5);
    CHECK_EQ(tm.tm_year, 5);
    CHECK_EQ(parse("Sun Sep  9 01:46:40 2001", "%c"), 24);
    CHECK_EQ(tm.tm_year, 101);
    CHECK_EQ(tm.tm_hour, 1);
    CHECK_EQ(parse("2023 365", "%Y %j"), 8);
    CHECK_EQ(tm.tm_yday, 364);
    CHECK_EQ(tm.tm_mon, 11);
    CHECK_EQ(tm.tm_mday, 31);
}

TEST(names) {
    CHECK_EQ(parse("sEPTEMBERx", "%b"), 9);
    CHECK_EQ(tm.tm_mon, 8);
    CHECK_EQ(parse("sepx", "%B"), 3);
    CHECK_EQ(parse("May", "%h"), 3);
    CHECK_EQ(tm.tm_mon, 4);
    CHECK_EQ(parse("wednesday", "%a"), 9);
    CHECK_EQ(tm.tm_wday, 3);
    CHECK_EQ(parse("Foo", "%a"), -1);
}

TEST(clock_times) {
    CHECK_EQ(parse("12:05:09 AM", "%I:%M:%S %p"), 11);
    CHECK_EQ(tm.tm_hour, 0);
    CHECK_EQ(parse("12 pm", "%I %p"), 5);
    CHECK_EQ(tm.tm_hour, 12);
    CHECK_EQ(parse("PM 1", "%p %I"), 4);
    CHECK_EQ(tm.tm_hour, 13);
    CHECK_EQ(parse("11:30:15 PM", "%r"), 11);
    CHECK_EQ(tm.tm_hour, 23);
    CHECK_EQ(parse("7:8", "%R"), 3);
    CHECK_EQ(parse("0", "%I"), -1);
    CHECK_EQ(parse("0", "%m"), -1);
}

TEST(spaces_and_literals) {
    CHECK_EQ(parse("  5\t\n6", "%d %m"), 6);
    CHECK_EQ(parse("%5", "%%%e"), 2);
    CHECK_EQ(parse("x5", "y%d"), -1);
    CHECK_EQ(parse("", "%d"), -1);
    CHECK_EQ(parse("", ""), 0);
    CHECK_EQ(parse("12", "%m%d"), -1);
    CHECK_EQ(parse("1203", "%m%d"), 4);
    CHECK_EQ(parse("20240102", "%Y%m%d"), 8);
    CHECK_EQ(parse("5", "%Od"), 1);
    CHECK_EQ(parse("2001", "%EY"), 4);
}

TEST(zone_and_seconds) {
    setenv("TZ", "XXX-1", 1);
    CHECK_EQ(parse("1000000000", "%s"), 10);
    CHECK_EQ(tm.tm_hour, 2);
    CHECK_EQ(tm.tm_year, 101);
    CHECK_EQ(parse("+0130", "%z"), 5);
    CHECK_EQ(tm.tm_gmtoff, 5400);
    CHECK_EQ(parse("-08:00", "%z"), 6);
    CHECK_EQ(tm.tm_gmtoff, -28800);
    CHECK_EQ(parse("Z", "%z"), 1);
    CHECK_EQ(parse("0130", "%z"), -1);
}

TEST(what_is_not_named_stays) {
    struct tm kept = {.tm_year = 77, .tm_mon = 3, .tm_mday = 7, .tm_hour = 8, .tm_min = 9, .tm_sec = 10};
    CHECK(strptime("5", "%M", &kept) != NULL);
    CHECK_EQ(kept.tm_year, 77);
    CHECK_EQ(kept.tm_mon, 3);
    CHECK_EQ(kept.tm_mday, 7);
    CHECK_EQ(kept.tm_hour, 8);
    CHECK_EQ(kept.tm_min, 5);
    CHECK_EQ(kept.tm_sec, 10);
}
