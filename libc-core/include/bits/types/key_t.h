/* The key of a System V IPC object (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_KEY_T_H
#define _BITS_TYPES_KEY_T_H

typedef int key_t;

#endif
