/* A barrier (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_BARRIER_T_H
#define _BITS_TYPES_PTHREAD_BARRIER_T_H

typedef struct {
	union {
		int __i[8];
		volatile int __vi[8];
		void *__p[4];
	} __u;
} pthread_barrier_t;

#endif
