/* glob.h: the names that match a shell pattern (POSIX: glob.h). */
#ifndef _GLOB_H
#define _GLOB_H

#include <features.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

typedef struct {
	size_t gl_pathc;
	char **gl_pathv;
	size_t gl_offs;
	int __reserved1;
	void *__reserved2[5];
} glob_t;

#define GLOB_ERR 1
#define GLOB_MARK 2
#define GLOB_NOSORT 4
#define GLOB_DOOFFS 8
#define GLOB_NOCHECK 0x10
#define GLOB_APPEND 0x20
#define GLOB_NOESCAPE 0x40
#define GLOB_PERIOD 0x80
#define GLOB_TILDE 0x1000
#define GLOB_TILDE_CHECK 0x4000

/* Results. */
#define GLOB_NOSPACE 1
#define GLOB_ABORTED 2
#define GLOB_NOMATCH 3
#define GLOB_NOSYS 4

int glob(const char *__restrict, int, int (*)(const char *, int), glob_t *__restrict);
void globfree(glob_t *);

#if __VIS_LARGEFILE64
#define glob64 glob
#define globfree64 globfree
#define glob64_t glob_t
#endif

__EXTERN_C_END

#endif
