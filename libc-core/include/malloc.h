/* malloc.h: allocation beyond stdlib.h (malloc_usable_size(3), memalign(3), malloc_trim(3)). */
#ifndef _MALLOC_H
#define _MALLOC_H

#include <features.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

void *malloc(size_t);
void *calloc(size_t, size_t);
void *realloc(void *, size_t);
void free(void *);
void *memalign(size_t, size_t);
void *valloc(size_t);
void *pvalloc(size_t);
int malloc_trim(size_t);
size_t malloc_usable_size(void *);

__EXTERN_C_END

#endif
