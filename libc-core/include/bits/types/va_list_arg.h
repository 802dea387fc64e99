/* The type of va_list in prototypes of headers that must not declare va_list itself. */
#ifndef _BITS_TYPES_VA_LIST_ARG_H
#define _BITS_TYPES_VA_LIST_ARG_H

typedef __builtin_va_list __va_list_arg;

#endif
