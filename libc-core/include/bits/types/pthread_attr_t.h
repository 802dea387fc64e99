/* How to create a thread (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_ATTR_T_H
#define _BITS_TYPES_PTHREAD_ATTR_T_H

typedef struct {
	union {
		int __i[14];
		volatile int __vi[14];
		unsigned long __s[7];
	} __u;
} pthread_attr_t;

#endif
