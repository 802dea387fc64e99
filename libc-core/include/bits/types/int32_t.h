/* Exactly 32 bits, signed (C23 7.22.1.1). */
#ifndef _BITS_TYPES_INT32_T_H
#define _BITS_TYPES_INT32_T_H

typedef int int32_t;

#endif
