/* Exactly 16 bits, unsigned (C23 7.22.1.1). */
#ifndef _BITS_TYPES_UINT16_T_H
#define _BITS_TYPES_UINT16_T_H

typedef unsigned short uint16_t;

#endif
