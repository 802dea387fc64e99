/* A set of signals: one bit each, room for 1024 (POSIX: signal.h). */
#ifndef _BITS_TYPES_SIGSET_T_H
#define _BITS_TYPES_SIGSET_T_H

typedef struct __sigset_t {
	unsigned long __bits[16];
} sigset_t;

#endif
