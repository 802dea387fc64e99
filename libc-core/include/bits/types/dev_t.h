/* A device number; see sys/sysmacros.h (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_DEV_T_H
#define _BITS_TYPES_DEV_T_H

typedef unsigned long dev_t;

#endif
