/* The type and permission bits of a file (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_MODE_T_H
#define _BITS_TYPES_MODE_T_H

typedef unsigned int mode_t;

#endif
