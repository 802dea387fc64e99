/* strings.h: more functions on strings and bits (POSIX: strings.h). */
#ifndef _STRINGS_H
#define _STRINGS_H

#include <features.h>
#include <bits/types/locale_t.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

int strcasecmp(const char *, const char *);
int strncasecmp(const char *, const char *, size_t);
int strcasecmp_l(const char *, const char *, locale_t);
int strncasecmp_l(const char *, const char *, size_t, locale_t);

#if __VIS_XSI
int ffs(int);
int ffsl(long);
int ffsll(long long);
#endif

/* Withdrawn from POSIX in 2008. */
#if __VIS_XSI_OLD || defined(_POSIX_SOURCE) || (defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE + 0 < 200809L)
int bcmp(const void *, const void *, size_t);
void bcopy(const void *, void *, size_t);
void bzero(void *, size_t);
char *index(const char *, int);
char *rindex(const char *, int);
#endif

__EXTERN_C_END

#endif
