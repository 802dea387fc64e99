/* A condition variable (C23 7.28.1). */
#ifndef _BITS_TYPES_CND_T_H
#define _BITS_TYPES_CND_T_H

typedef struct {
	union {
		int __i[12];
		volatile int __vi[12];
		void *__p[6];
	} __u;
} cnd_t;

#endif
