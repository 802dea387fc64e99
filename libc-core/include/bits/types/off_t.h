/* A file offset; always 64 bits (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_OFF_T_H
#define _BITS_TYPES_OFF_T_H

typedef long off_t;

#endif
