/* How to create a barrier (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_BARRIERATTR_T_H
#define _BITS_TYPES_PTHREAD_BARRIERATTR_T_H

typedef struct {
	unsigned int __attr;
} pthread_barrierattr_t;

#endif
