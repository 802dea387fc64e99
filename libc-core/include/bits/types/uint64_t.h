/* Exactly 64 bits, unsigned (C23 7.22.1.1). */
#ifndef _BITS_TYPES_UINT64_T_H
#define _BITS_TYPES_UINT64_T_H

typedef unsigned long uint64_t;

#endif
