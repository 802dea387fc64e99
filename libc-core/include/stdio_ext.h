/* stdio_ext.h: a stream's inner state, asked and changed (stdio_ext(3)). */
#ifndef _STDIO_EXT_H
#define _STDIO_EXT_H

#include <features.h>
#include <stdio.h>

__EXTERN_C_BEGIN

#define FSETLOCKING_QUERY 0
#define FSETLOCKING_INTERNAL 1
#define FSETLOCKING_BYCALLER 2

int __fsetlocking(FILE *, int);

int __freadable(FILE *);
int __fwritable(FILE *);
int __freading(FILE *);
int __fwriting(FILE *);
int __flbf(FILE *);
size_t __fbufsize(FILE *);
size_t __fpending(FILE *);
int __fpurge(FILE *);
void _flushlbf(void);

/* As gnulib has them. */
size_t __freadahead(FILE *);
const char *__freadptr(FILE *, size_t *);
void __freadptrinc(FILE *, size_t);
void __fseterr(FILE *);

__EXTERN_C_END

#endif
