/* How to create a read-write lock (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_RWLOCKATTR_T_H
#define _BITS_TYPES_PTHREAD_RWLOCKATTR_T_H

typedef struct {
	unsigned int __attr[2];
} pthread_rwlockattr_t;

#endif
