/* An unsigned integer that holds a pointer (C23 7.22.1.4). */
#ifndef _BITS_TYPES_UINTPTR_T_H
#define _BITS_TYPES_UINTPTR_T_H

typedef unsigned long uintptr_t;

#endif
