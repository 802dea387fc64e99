/* sys/time.h: time in microseconds, and interval timers (POSIX: sys/time.h). */
#ifndef _SYS_TIME_H
#define _SYS_TIME_H

#include <features.h>
#include <sys/select.h>

__EXTERN_C_BEGIN

#define ITIMER_REAL 0
#define ITIMER_VIRTUAL 1
#define ITIMER_PROF 2

struct itimerval {
	struct timeval it_interval;
	struct timeval it_value;
};

int gettimeofday(struct timeval *__restrict, void *__restrict);
int getitimer(int, struct itimerval *);
int setitimer(int, const struct itimerval *__restrict, struct itimerval *__restrict);
int utimes(const char *, const struct timeval[2]);

#if __VIS_BSD

struct timezone {
	int tz_minuteswest;
	int tz_dsttime;
};

int settimeofday(const struct timeval *, const struct timezone *);
int adjtime(const struct timeval *, struct timeval *);
int futimes(int, const struct timeval[2]);
int futimesat(int, const char *, const struct timeval[2]);
int lutimes(const char *, const struct timeval[2]);

/* Arithmetic on struct timeval (timeradd(3)). */
#define timerisset(time) ((time)->tv_sec != 0 || (time)->tv_usec != 0)
#define timerclear(time) ((time)->tv_sec = 0, (time)->tv_usec = 0)
#define timercmp(a, b, operator) \
	((a)->tv_sec != (b)->tv_sec ? (a)->tv_sec operator (b)->tv_sec : (a)->tv_usec operator (b)->tv_usec)
#define timeradd(a, b, sum) \
	do { \
		(sum)->tv_sec = (a)->tv_sec + (b)->tv_sec; \
		(sum)->tv_usec = (a)->tv_usec + (b)->tv_usec; \
		if ((sum)->tv_usec >= 1000000) { \
			(sum)->tv_usec -= 1000000; \
			(sum)->tv_sec++; \
		} \
	} while (0)
#define timersub(a, b, difference) \
	do { \
		(difference)->tv_sec = (a)->tv_sec - (b)->tv_sec; \
		(difference)->tv_usec = (a)->tv_usec - (b)->tv_usec; \
		if ((difference)->tv_usec < 0) { \
			(difference)->tv_usec += 1000000; \
			(difference)->tv_sec--; \
		} \
	} while (0)

#endif

#if __VIS_GNU
#define TIMEVAL_TO_TIMESPEC(from, to) \
	((void)((to)->tv_sec = (from)->tv_sec, (to)->tv_nsec = (from)->tv_usec * 1000))
#define TIMESPEC_TO_TIMEVAL(to, from) \
	((void)((to)->tv_sec = (from)->tv_sec, (to)->tv_usec = (from)->tv_nsec / 1000))
#endif

__EXTERN_C_END

#endif
