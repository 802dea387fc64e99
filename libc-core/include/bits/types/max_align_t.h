/* An object aligned for every scalar type (C23 7.21). */
#ifndef _BITS_TYPES_MAX_ALIGN_T_H
#define _BITS_TYPES_MAX_ALIGN_T_H

typedef struct {
	long long __widest_integer;
	long double __widest_float;
} max_align_t;

#endif
