/* A read-write lock (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_RWLOCK_T_H
#define _BITS_TYPES_PTHREAD_RWLOCK_T_H

typedef struct {
	union {
		int __i[14];
		volatile int __vi[14];
		void *__p[7];
	} __u;
} pthread_rwlock_t;

#endif
