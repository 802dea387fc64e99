/* A count of file system blocks (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_FSBLKCNT_T_H
#define _BITS_TYPES_FSBLKCNT_T_H

typedef unsigned long fsblkcnt_t;

#endif
