/* The widest signed integer (C23 7.22.1.5). */
#ifndef _BITS_TYPES_INTMAX_T_H
#define _BITS_TYPES_INTMAX_T_H

typedef long intmax_t;

#endif
