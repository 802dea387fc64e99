/* The limits of wchar_t, which has a sign on x86_64 and none on aarch64 (C23 7.22.3). */
#ifndef _BITS_WCHAR_LIMITS_H
#define _BITS_WCHAR_LIMITS_H

/* The + L'\0' gives them the type of wchar_t also in #if. */
#if L'\0' - 1 < 0
#define WCHAR_MIN (-0x7fffffff - 1 + L'\0')
#define WCHAR_MAX (0x7fffffff + L'\0')
#else
#define WCHAR_MIN (0 + L'\0')
#define WCHAR_MAX (0xffffffffu + L'\0')
#endif

#endif
