/* Exactly 16 bits, signed (C23 7.22.1.1). */
#ifndef _BITS_TYPES_INT16_T_H
#define _BITS_TYPES_INT16_T_H

typedef short int16_t;

#endif
