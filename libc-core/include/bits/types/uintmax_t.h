/* The widest unsigned integer (C23 7.22.1.5). */
#ifndef _BITS_TYPES_UINTMAX_T_H
#define _BITS_TYPES_UINTMAX_T_H

typedef unsigned long uintmax_t;

#endif
