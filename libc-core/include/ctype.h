/*
 * ctype.h: the classes of single-byte characters (C23 7.4).
 *
 * The arguments are an unsigned char or EOF. Bytes beyond ASCII belong to no class in every locale.
 */
#ifndef _CTYPE_H
#define _CTYPE_H

#include <features.h>
#if __VIS_POSIX
#include <bits/types/locale_t.h>
#endif

__EXTERN_C_BEGIN

int isalnum(int);
int isalpha(int);
int isblank(int);
int iscntrl(int);
int isdigit(int);
int isgraph(int);
int islower(int);
int isprint(int);
int ispunct(int);
int isspace(int);
int isupper(int);
int isxdigit(int);
int tolower(int);
int toupper(int);

#if __VIS_POSIX
int isalnum_l(int, locale_t);
int isalpha_l(int, locale_t);
int isblank_l(int, locale_t);
int iscntrl_l(int, locale_t);
int isdigit_l(int, locale_t);
int isgraph_l(int, locale_t);
int islower_l(int, locale_t);
int isprint_l(int, locale_t);
int ispunct_l(int, locale_t);
int isspace_l(int, locale_t);
int isupper_l(int, locale_t);
int isxdigit_l(int, locale_t);
int tolower_l(int, locale_t);
int toupper_l(int, locale_t);

int isascii(int);
int toascii(int);
#define _tolower(c) ((c) | 0x20)
#define _toupper(c) ((c) & 0x5f)
#endif

/* In C the classes that are one range of codes need no call. */
#ifndef __cplusplus

static __inline int __is_from(int __c, int __first, unsigned int __count)
{
	return (unsigned int)__c - (unsigned int)__first < __count;
}

static __inline int __is_space(int __c)
{
	return __c == ' ' || __is_from(__c, '\t', 5);
}

#define isalpha(c) __is_from((c) | 0x20, 'a', 26)
#define isdigit(c) __is_from(c, '0', 10)
#define isgraph(c) __is_from(c, '!', 94)
#define islower(c) __is_from(c, 'a', 26)
#define isprint(c) __is_from(c, ' ', 95)
#define isspace(c) __is_space(c)
#define isupper(c) __is_from(c, 'A', 26)
#if __VIS_POSIX
#define isascii(c) __is_from(c, 0, 128)
#endif

#endif

__EXTERN_C_END

#endif
