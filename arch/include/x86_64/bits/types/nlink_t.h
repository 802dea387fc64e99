/* A count of hard links (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_NLINK_T_H
#define _BITS_TYPES_NLINK_T_H

typedef unsigned long nlink_t;

#endif
