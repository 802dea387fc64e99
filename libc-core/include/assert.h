/* assert.h: diagnostics (C23 7.2). No guard: each inclusion asks NDEBUG anew. */
#include <features.h>

#undef assert

#if defined(NDEBUG) && defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
#define assert(...) ((void)0)
#elif defined(NDEBUG)
#define assert(condition) ((void)0)
#elif defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L
#define assert(...) ((__VA_ARGS__) ? (void)0 : __assert_fail(#__VA_ARGS__, __FILE__, __LINE__, __func__))
#else
#define assert(condition) \
	((condition) ? (void)0 : __assert_fail(#condition, __FILE__, __LINE__, __extension__ __func__))
#endif

#ifndef _ASSERT_H
#define _ASSERT_H

#if __VIS_C23
#define __STDC_VERSION_ASSERT_H__ 202311L
#endif

/* A keyword from C23 on, and in C++. */
#if !defined(__cplusplus) && defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L && __STDC_VERSION__ < 202311L
#undef static_assert
#define static_assert _Static_assert
#endif

__EXTERN_C_BEGIN

_Noreturn void __assert_fail(const char *, const char *, int, const char *);

__EXTERN_C_END

#endif
