/* Microseconds within a second (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_SUSECONDS_T_H
#define _BITS_TYPES_SUSECONDS_T_H

typedef long suseconds_t;

#endif
