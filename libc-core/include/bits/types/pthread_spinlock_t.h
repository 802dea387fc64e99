/* A spin lock (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_SPINLOCK_T_H
#define _BITS_TYPES_PTHREAD_SPINLOCK_T_H

typedef int pthread_spinlock_t;

#endif
