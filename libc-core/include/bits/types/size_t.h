/* The type of sizeof (C23 7.21). */
#ifndef _BITS_TYPES_SIZE_T_H
#define _BITS_TYPES_SIZE_T_H

typedef unsigned long size_t;

#endif
