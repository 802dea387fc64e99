/* A key of thread-specific data (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_KEY_T_H
#define _BITS_TYPES_PTHREAD_KEY_T_H

typedef unsigned int pthread_key_t;

#endif
