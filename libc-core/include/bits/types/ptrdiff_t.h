/* The difference of two pointers (C23 7.21). */
#ifndef _BITS_TYPES_PTRDIFF_T_H
#define _BITS_TYPES_PTRDIFF_T_H

typedef long ptrdiff_t;

#endif
