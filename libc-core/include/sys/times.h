/* sys/times.h: processor time used, in clock ticks (POSIX: sys/times.h). */
#ifndef _SYS_TIMES_H
#define _SYS_TIMES_H

#include <features.h>
#include <bits/types/clock_t.h>

__EXTERN_C_BEGIN

struct tms {
	clock_t tms_utime;
	clock_t tms_stime;
	clock_t tms_cutime;
	clock_t tms_cstime;
};

clock_t times(struct tms *);

__EXTERN_C_END

#endif
