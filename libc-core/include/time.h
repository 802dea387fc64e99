/* time.h: dates and clocks (C23 7.29; POSIX: time.h). */
#ifndef _TIME_H
#define _TIME_H

#include <features.h>
#include <bits/types/NULL.h>
#include <bits/types/clock_t.h>
#include <bits/types/size_t.h>
#include <bits/types/struct_timespec.h>
#include <bits/types/time_t.h>

#if __VIS_C23
#define __STDC_VERSION_TIME_H__ 202311L
#endif
#if __VIS_POSIX
#include <bits/types/clockid_t.h>
#include <bits/types/locale_t.h>
#include <bits/types/pid_t.h>
#include <bits/types/timer_t.h>
#endif

__EXTERN_C_BEGIN

/* A date: years count from 1900, months from 0, days of the week from Sunday. */
struct tm {
	int tm_sec;
	int tm_min;
	int tm_hour;
	int tm_mday;
	int tm_mon;
	int tm_year;
	int tm_wday;
	int tm_yday;
	int tm_isdst;
#if __VIS_BSD || __VIS_POSIX2024
	long tm_gmtoff;
	const char *tm_zone;
#else
	long __tm_gmtoff;
	const char *__tm_zone;
#endif
};

#if __VIS_BSD || __VIS_POSIX2024
#define __tm_gmtoff tm_gmtoff
#define __tm_zone tm_zone
#endif

#define CLOCKS_PER_SEC 1000000L
#define TIME_UTC 1

clock_t clock(void);
time_t time(time_t *);
double difftime(time_t, time_t);
time_t mktime(struct tm *);
struct tm *gmtime(const time_t *);
struct tm *localtime(const time_t *);
char *asctime(const struct tm *);
char *ctime(const time_t *);
size_t strftime(char *__restrict, size_t, const char *__restrict, const struct tm *__restrict);
int timespec_get(struct timespec *, int);

#if __VIS_C23
#define TIME_MONOTONIC 2
#define TIME_ACTIVE 3
#define TIME_THREAD_ACTIVE 4

int timespec_getres(struct timespec *, int);
#endif

#if __VIS_POSIX || __VIS_C23
struct tm *gmtime_r(const time_t *__restrict, struct tm *__restrict);
struct tm *localtime_r(const time_t *__restrict, struct tm *__restrict);
#endif

#if __VIS_POSIX

char *asctime_r(const struct tm *__restrict, char *__restrict);
char *ctime_r(const time_t *, char *);
size_t strftime_l(char *__restrict, size_t, const char *__restrict, const struct tm *__restrict, locale_t);

extern char *tzname[2];
void tzset(void);

#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define CLOCK_PROCESS_CPUTIME_ID 2
#define CLOCK_THREAD_CPUTIME_ID 3
#define CLOCK_MONOTONIC_RAW 4
#define CLOCK_REALTIME_COARSE 5
#define CLOCK_MONOTONIC_COARSE 6
#define CLOCK_BOOTTIME 7
#define CLOCK_REALTIME_ALARM 8
#define CLOCK_BOOTTIME_ALARM 9
#define CLOCK_SGI_CYCLE 10
#define CLOCK_TAI 11

#define TIMER_ABSTIME 1

int clock_getres(clockid_t, struct timespec *);
int clock_gettime(clockid_t, struct timespec *);
int clock_settime(clockid_t, const struct timespec *);
int clock_nanosleep(clockid_t, int, const struct timespec *, struct timespec *);
int clock_getcpuclockid(pid_t, clockid_t *);
int nanosleep(const struct timespec *, struct timespec *);

struct itimerspec {
	struct timespec it_interval;
	struct timespec it_value;
};

struct sigevent;

int timer_create(clockid_t, struct sigevent *__restrict, timer_t *__restrict);
int timer_delete(timer_t);
int timer_settime(timer_t, int, const struct itimerspec *__restrict, struct itimerspec *__restrict);
int timer_gettime(timer_t, struct itimerspec *);
int timer_getoverrun(timer_t);

#endif

#if __VIS_XSI
extern int daylight;
extern long timezone;
extern int getdate_err;

struct tm *getdate(const char *);
char *strptime(const char *__restrict, const char *__restrict, struct tm *__restrict);
#endif

#if __VIS_BSD || __VIS_C23 || __VIS_POSIX2024
time_t timegm(struct tm *);
#endif

#if __VIS_BSD
int stime(const time_t *);
#endif

__EXTERN_C_END

#endif
