/* A count of bytes, or -1 (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_SSIZE_T_H
#define _BITS_TYPES_SSIZE_T_H

typedef long ssize_t;

#endif
