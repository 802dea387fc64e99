/* Exactly 32 bits, unsigned (C23 7.22.1.1). */
#ifndef _BITS_TYPES_UINT32_T_H
#define _BITS_TYPES_UINT32_T_H

typedef unsigned int uint32_t;

#endif
