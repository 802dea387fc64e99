/* A user number (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_UID_T_H
#define _BITS_TYPES_UID_T_H

typedef unsigned int uid_t;

#endif
