/* A mutex (C23 7.28.1). */
#ifndef _BITS_TYPES_MTX_T_H
#define _BITS_TYPES_MTX_T_H

typedef struct {
	union {
		int __i[10];
		volatile int __vi[10];
		volatile void *volatile __p[5];
	} __u;
} mtx_t;

#endif
