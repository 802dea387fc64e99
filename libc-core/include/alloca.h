/* alloca.h: memory from the caller's stack frame (alloca(3)); the compiler makes it. */
#ifndef _ALLOCA_H
#define _ALLOCA_H

#include <bits/types/size_t.h>

#define alloca(size) __builtin_alloca(size)

#endif
