/* sys/timeb.h: the time in milliseconds (POSIX.1-2001: sys/timeb.h). */
#ifndef _SYS_TIMEB_H
#define _SYS_TIMEB_H

#include <features.h>
#include <bits/types/time_t.h>

__EXTERN_C_BEGIN

struct timeb {
	time_t time;
	unsigned short millitm;
	short timezone;
	short dstflag;
};

int ftime(struct timeb *);

__EXTERN_C_END

#endif
