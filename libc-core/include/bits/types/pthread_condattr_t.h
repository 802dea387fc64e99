/* How to create a condition variable (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_CONDATTR_T_H
#define _BITS_TYPES_PTHREAD_CONDATTR_T_H

typedef struct {
	unsigned int __attr;
} pthread_condattr_t;

#endif
