/* The best size of input and output, in bytes (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_BLKSIZE_T_H
#define _BITS_TYPES_BLKSIZE_T_H

typedef int blksize_t;

#endif
