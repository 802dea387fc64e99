/* A count of 512-byte blocks (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_BLKCNT_T_H
#define _BITS_TYPES_BLKCNT_T_H

typedef long blkcnt_t;

#endif
