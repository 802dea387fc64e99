/* A signed integer that holds a pointer (C23 7.22.1.4). */
#ifndef _BITS_TYPES_INTPTR_T_H
#define _BITS_TYPES_INTPTR_T_H

typedef long intptr_t;

#endif
