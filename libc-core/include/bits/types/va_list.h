/* The arguments of a variadic function (C23 7.16). */
#ifndef _BITS_TYPES_VA_LIST_H
#define _BITS_TYPES_VA_LIST_H

typedef __builtin_va_list va_list;

#endif
