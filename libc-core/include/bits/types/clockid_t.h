/* The name of a clock: CLOCK_REALTIME and its like (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_CLOCKID_T_H
#define _BITS_TYPES_CLOCKID_T_H

typedef int clockid_t;

#endif
