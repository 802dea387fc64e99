/* stdalign.h: alignment; keywords in C++ and from C23 on (C11 7.15). */
#ifndef _STDALIGN_H
#define _STDALIGN_H

#ifndef __cplusplus

#if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 201112L
#define _Alignas(alignment) __attribute__((__aligned__(alignment)))
#define _Alignof(type) __alignof__(type)
#endif

#if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 202311L
#define alignas _Alignas
#define alignof _Alignof
#endif

#endif

#define __alignas_is_defined 1
#define __alignof_is_defined 1

#endif
