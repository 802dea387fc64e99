/* stddef.h: common definitions (C23 7.21). */
#ifndef _STDDEF_H
#define _STDDEF_H

#if defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
#define __STDC_VERSION_STDDEF_H__ 202311L
#endif

#include <bits/types/NULL.h>
#include <bits/types/size_t.h>
#include <bits/types/ptrdiff_t.h>
#include <bits/types/wchar_t.h>
#if (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L) || (defined(__cplusplus) && __cplusplus >= 201103L)
#include <bits/types/max_align_t.h>
#endif

#define offsetof(type, member) __builtin_offsetof(type, member)

#if !defined(__cplusplus) && defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
#define unreachable() (__builtin_unreachable())
#if __STDC_VERSION__ >= 202311L
typedef __typeof__(nullptr) nullptr_t;
#endif
#endif

#endif
