/* The BSD spelling of uint64_t. */
#ifndef _BITS_TYPES_U_INT64_T_H
#define _BITS_TYPES_U_INT64_T_H

typedef unsigned long u_int64_t;

#endif
