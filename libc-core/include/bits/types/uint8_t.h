/* Exactly 8 bits, unsigned (C23 7.22.1.1). */
#ifndef _BITS_TYPES_UINT8_T_H
#define _BITS_TYPES_UINT8_T_H

typedef unsigned char uint8_t;

#endif
