/*
 * features.h: what a program gets to see.
 *
 * A program chooses its interfaces by defining feature-test macros before its first #include (POSIX 2.2.1):
 *
 *     nothing            POSIX, XSI and BSD; with -std=c99 and its like (no GNU extensions) ISO C alone
 *     _POSIX_C_SOURCE    POSIX; from 202405L on also what POSIX.1-2024 has added
 *     _XOPEN_SOURCE      POSIX and XSI; likewise from 800 on
 *     _BSD_SOURCE        all of these, and what BSD and Linux programs commonly use (also _DEFAULT_SOURCE)
 *     _GNU_SOURCE        everything (also _ALL_SOURCE)
 *
 * Here these become the __VIS_… macros, each 0 or 1, which the other headers ask.
 */
#ifndef _FEATURES_H
#define _FEATURES_H

#if defined(_ALL_SOURCE) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif

#if defined(_DEFAULT_SOURCE) && !defined(_BSD_SOURCE)
#define _BSD_SOURCE 1
#endif

#if !defined(__STRICT_ANSI__) && !defined(_POSIX_SOURCE) && !defined(_POSIX_C_SOURCE) && !defined(_XOPEN_SOURCE) \
	&& !defined(_BSD_SOURCE) && !defined(_GNU_SOURCE)
#define _BSD_SOURCE 1
#define _XOPEN_SOURCE 700
#endif

/* Everything. */
#ifdef _GNU_SOURCE
#define __VIS_GNU 1
#else
#define __VIS_GNU 0
#endif

/* The customs of BSD and Linux. */
#if __VIS_GNU || defined(_BSD_SOURCE)
#define __VIS_BSD 1
#else
#define __VIS_BSD 0
#endif

/* POSIX with its X/Open System Interfaces. */
#if __VIS_BSD || defined(_XOPEN_SOURCE)
#define __VIS_XSI 1
#else
#define __VIS_XSI 0
#endif

/* POSIX. */
#if __VIS_XSI || defined(_POSIX_SOURCE) || defined(_POSIX_C_SOURCE)
#define __VIS_POSIX 1
#else
#define __VIS_POSIX 0
#endif

/* What POSIX.1-2024 has added (the + 0 takes an empty definition). */
#if __VIS_GNU || (defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE + 0 >= 202405L) \
	|| (defined(_XOPEN_SOURCE) && _XOPEN_SOURCE + 0 >= 800)
#define __VIS_POSIX2024 1
#else
#define __VIS_POSIX2024 0
#endif

/* What POSIX and XSI have withdrawn since: asked for by naming an edition before 2008. */
#if __VIS_BSD || (defined(_XOPEN_SOURCE) && _XOPEN_SOURCE + 0 < 700)
#define __VIS_XSI_OLD 1
#else
#define __VIS_XSI_OLD 0
#endif

/* The names with 64 for files of more than 2 GiB; the plain ones are as wide here. */
#if __VIS_GNU || defined(_LARGEFILE64_SOURCE)
#define __VIS_LARGEFILE64 1
#else
#define __VIS_LARGEFILE64 0
#endif

/* C11, by the language or in C++11. */
#if (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L) || (defined(__cplusplus) && __cplusplus >= 201103L)
#define __VIS_C11 1
#else
#define __VIS_C11 0
#endif

/* C23, by the language (some compilers' -std=c2x says less than 202311L) or with everything. */
#if __VIS_GNU || (defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L)
#define __VIS_C23 1
#else
#define __VIS_C23 0
#endif

/* A function that does not return: C++ and older C spell it as an attribute. */
#if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 201112L
#define _Noreturn __attribute__((__noreturn__))
#endif

/* The declarations of a header are C's, also for C++. */
#ifdef __cplusplus
#define __EXTERN_C_BEGIN extern "C" {
#define __EXTERN_C_END }
#else
#define __EXTERN_C_BEGIN
#define __EXTERN_C_END
#endif

#endif
