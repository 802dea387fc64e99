/* How to create a mutex (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_MUTEXATTR_T_H
#define _BITS_TYPES_PTHREAD_MUTEXATTR_T_H

typedef struct {
	unsigned int __attr;
} pthread_mutexattr_t;

#endif
