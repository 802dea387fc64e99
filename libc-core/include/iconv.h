/* iconv.h: converting between character encodings (POSIX: iconv.h). */
#ifndef _ICONV_H
#define _ICONV_H

#include <features.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

typedef void *iconv_t;

iconv_t iconv_open(const char *, const char *);
size_t iconv(iconv_t, char **__restrict, size_t *__restrict, char **__restrict, size_t *__restrict);
int iconv_close(iconv_t);

__EXTERN_C_END

#endif
