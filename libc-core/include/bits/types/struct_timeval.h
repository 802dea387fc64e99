/* Seconds and microseconds (POSIX: sys/time.h). */
#ifndef _BITS_TYPES_STRUCT_TIMEVAL_H
#define _BITS_TYPES_STRUCT_TIMEVAL_H

#include <bits/types/time_t.h>
#include <bits/types/suseconds_t.h>

struct timeval {
	time_t tv_sec;
	suseconds_t tv_usec;
};

#endif
