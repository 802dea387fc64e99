/* Holds a pid_t, uid_t or gid_t (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_ID_T_H
#define _BITS_TYPES_ID_T_H

typedef unsigned int id_t;

#endif
