/* string.h: memory and strings (C23 7.26; POSIX: string.h). */
#ifndef _STRING_H
#define _STRING_H

#include <features.h>
#include <bits/types/NULL.h>
#include <bits/types/size_t.h>

#if __VIS_C23
#define __STDC_VERSION_STRING_H__ 202311L
#endif
#if __VIS_POSIX
#include <bits/types/locale_t.h>
#endif
#if __VIS_BSD
#include <strings.h>
#endif

__EXTERN_C_BEGIN

void *memcpy(void *__restrict, const void *__restrict, size_t);
void *memmove(void *, const void *, size_t);
void *memset(void *, int, size_t);
int memcmp(const void *, const void *, size_t);
void *memchr(const void *, int, size_t);

char *strcpy(char *__restrict, const char *__restrict);
char *strncpy(char *__restrict, const char *__restrict, size_t);
char *strcat(char *__restrict, const char *__restrict);
char *strncat(char *__restrict, const char *__restrict, size_t);

int strcmp(const char *, const char *);
int strncmp(const char *, const char *, size_t);
int strcoll(const char *, const char *);
size_t strxfrm(char *__restrict, const char *__restrict, size_t);

char *strchr(const char *, int);
char *strrchr(const char *, int);
size_t strcspn(const char *, const char *);
size_t strspn(const char *, const char *);
char *strpbrk(const char *, const char *);
char *strstr(const char *, const char *);
char *strtok(char *__restrict, const char *__restrict);

size_t strlen(const char *);
char *strerror(int);

#if __VIS_POSIX
char *strtok_r(char *__restrict, const char *__restrict, char **__restrict);
int strerror_r(int, char *, size_t);
char *strerror_l(int, locale_t);
char *strsignal(int);
char *stpcpy(char *__restrict, const char *__restrict);
char *stpncpy(char *__restrict, const char *__restrict, size_t);
size_t strnlen(const char *, size_t);
int strcoll_l(const char *, const char *, locale_t);
size_t strxfrm_l(char *__restrict, const char *__restrict, size_t, locale_t);
#endif

#if __VIS_POSIX || __VIS_C23
char *strdup(const char *);
char *strndup(const char *, size_t);
#endif

#if __VIS_XSI || __VIS_C23
void *memccpy(void *__restrict, const void *__restrict, int, size_t);
#endif

#if __VIS_C23
void *memset_explicit(void *, int, size_t);
#endif

#if __VIS_BSD || __VIS_POSIX2024
size_t strlcat(char *, const char *, size_t);
size_t strlcpy(char *, const char *, size_t);
#endif

#if __VIS_BSD
char *strsep(char **, const char *);
void explicit_bzero(void *, size_t);
#endif

#if __VIS_POSIX2024
void *memmem(const void *, size_t, const void *, size_t);
#endif

#if __VIS_GNU
void *memrchr(const void *, int, size_t);
void *mempcpy(void *, const void *, size_t);
char *strchrnul(const char *, int);
char *strcasestr(const char *, const char *);
int strverscmp(const char *, const char *);

#define strdupa(string) strcpy(__builtin_alloca(strlen(string) + 1), string)

/* GNU's and libgen.h's basename differ, but not in name: no parameters, so that both may be declared. */
#if !defined(__cplusplus) && !(defined(__STDC_VERSION__) && __STDC_VERSION__ > 201710L)
char *basename();
#endif
#endif

__EXTERN_C_END

#endif
