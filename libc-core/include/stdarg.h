/* stdarg.h: variable arguments (C23 7.16). */
#ifndef _STDARG_H
#define _STDARG_H

#if defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
#define __STDC_VERSION_STDARG_H__ 202311L
#endif

#include <bits/types/va_list.h>

/* C23 needs no parameter before the ellipsis, and names none. */
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
#define va_start(list, ...) __builtin_va_start(list, 0)
#else
#define va_start(list, last) __builtin_va_start(list, last)
#endif
#define va_arg(list, type) __builtin_va_arg(list, type)
#define va_copy(to, from) __builtin_va_copy(to, from)
#define va_end(list) __builtin_va_end(list)

#endif
