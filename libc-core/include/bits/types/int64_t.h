/* Exactly 64 bits, signed (C23 7.22.1.1). */
#ifndef _BITS_TYPES_INT64_T_H
#define _BITS_TYPES_INT64_T_H

typedef long int64_t;

#endif
