/* Exactly 8 bits, signed (C23 7.22.1.1). */
#ifndef _BITS_TYPES_INT8_T_H
#define _BITS_TYPES_INT8_T_H

typedef signed char int8_t;

#endif
