/* Dates by the templates of a file. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>

static char path[] = "/tmp/tine-getdate-XXXXXX";

static void templates(const char *text) {
    int fd = mkstemp(path);
    CHECK(fd >= 0);
    CHECK_EQ(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    CHECK_EQ(close(fd), 0);
    CHECK_EQ(setenv("DATEMSK", path, 1), 0);
    CHECK_EQ(setenv("TZ", "UTC0", 1), 0);
}

TEST(whole_dates) {
    templates("%Y-%m-%d %H:%M:%S\n%d/%m/%y\n%A\n%H o'clock\n%m/%d\n");
    struct tm *tm = getdate("2024-02-29 12:34:56");
    CHECK(tm != NULL);
    CHECK_EQ(tm->tm_year, 124);
    CHECK_EQ(tm->tm_mon, 1);
    CHECK_EQ(tm->tm_mday, 29);
    CHECK_EQ(tm->tm_hour, 12);
    CHECK_EQ(tm->tm_sec, 56);
    CHECK_EQ(tm->tm_wday, 4);
    CHECK_EQ(tm->tm_yday, 59);
    tm = getdate("31/12/99 ");
    CHECK(tm != NULL);
    CHECK_EQ(tm->tm_year, 99);
    CHECK_EQ(tm->tm_yday, 364);
    unlink(path);
}

TEST(what_is_left_out) {
    templates("%A\n%H o'clock\n%B\n");
    time_t now = time(NULL);
    struct tm *tm = getdate("Monday");
    CHECK(tm != NULL);
    CHECK_EQ(tm->tm_wday, 1);
    time_t then = mktime(tm);
    CHECK(then >= now - 2 && then < now + 7 * 86400);
    tm = getdate("0 o'clock");
    CHECK(tm != NULL);
    CHECK_EQ(tm->tm_hour, 0);
    CHECK_EQ(tm->tm_min, 0);
    then = mktime(tm);
    CHECK(then > now - 86400 && then <= now + 86400);
    tm = getdate("march");
    CHECK(tm != NULL);
    CHECK_EQ(tm->tm_mon, 2);
    CHECK_EQ(tm->tm_mday, 1);
    unlink(path);
}

TEST(errors) {
    CHECK_EQ(unsetenv("DATEMSK"), 0);
    CHECK(getdate("x") == NULL);
    CHECK_EQ(getdate_err, 1);
    CHECK_EQ(setenv("DATEMSK", "/no/such/file", 1), 0);
    CHECK(getdate("x") == NULL);
    CHECK_EQ(getdate_err, 2);
    CHECK_EQ(setenv("DATEMSK", "/tmp", 1), 0);
    CHECK(getdate("x") == NULL);
    CHECK_EQ(getdate_err, 4);
    templates("%Y-%m-%d\n");
    CHECK(getdate("x") == NULL);
    CHECK_EQ(getdate_err, 7);
    CHECK(getdate("2023-02-29") == NULL);
    CHECK_EQ(getdate_err, 8);
    CHECK(getdate("2023-02-28 x") == NULL);
    CHECK_EQ(getdate_err, 7);
    unlink(path);
}
