/* A group number (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_GID_T_H
#define _BITS_TYPES_GID_T_H

typedef unsigned int gid_t;

#endif
