/* A mutex (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_MUTEX_T_H
#define _BITS_TYPES_PTHREAD_MUTEX_T_H

typedef struct {
	union {
		int __i[10];
		volatile int __vi[10];
		volatile void *volatile __p[5];
	} __u;
} pthread_mutex_t;

#endif
