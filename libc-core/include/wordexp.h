/* wordexp.h: expansion of words as the shell does it (POSIX: wordexp.h). */
#ifndef _WORDEXP_H
#define _WORDEXP_H

#include <features.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

typedef struct {
	size_t we_wordc;
	char **we_wordv;
	size_t we_offs;
} wordexp_t;

#define WRDE_DOOFFS 1
#define WRDE_APPEND 2
#define WRDE_NOCMD 4
#define WRDE_REUSE 8
#define WRDE_SHOWERR 16
#define WRDE_UNDEF 32

/* Results. */
#define WRDE_NOSYS (-1)
#define WRDE_NOSPACE 1
#define WRDE_BADCHAR 2
#define WRDE_BADVAL 3
#define WRDE_CMDSUB 4
#define WRDE_SYNTAX 5

int wordexp(const char *__restrict, wordexp_t *__restrict, int);
void wordfree(wordexp_t *);

__EXTERN_C_END

#endif
