/* A count of files in a file system (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_FSFILCNT_T_H
#define _BITS_TYPES_FSFILCNT_T_H

typedef unsigned long fsfilcnt_t;

#endif
