/* uchar.h: characters in UTF-8, UTF-16 and UTF-32 (C23 7.30). */
#ifndef _UCHAR_H
#define _UCHAR_H

#include <features.h>
#include <bits/types/mbstate_t.h>
#include <bits/types/size_t.h>

#if __VIS_C23
#define __STDC_VERSION_UCHAR_H__ 202311L
#endif

__EXTERN_C_BEGIN

/* In C++ the types are keywords. */
#if !defined(__cplusplus) || __cplusplus < 201103L
typedef unsigned short char16_t;
typedef unsigned int char32_t;
#endif

size_t mbrtoc16(char16_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
size_t c16rtomb(char *__restrict, char16_t, mbstate_t *__restrict);
size_t mbrtoc32(char32_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
size_t c32rtomb(char *__restrict, char32_t, mbstate_t *__restrict);

#if __VIS_C23 && !defined(__cplusplus)
typedef unsigned char char8_t;

size_t mbrtoc8(char8_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
size_t c8rtomb(char *__restrict, char8_t, mbstate_t *__restrict);
#elif defined(__cpp_char8_t)
size_t mbrtoc8(char8_t *__restrict, const char *__restrict, size_t, mbstate_t *__restrict);
size_t c8rtomb(char *__restrict, char8_t, mbstate_t *__restrict);
#endif

__EXTERN_C_END

#endif
