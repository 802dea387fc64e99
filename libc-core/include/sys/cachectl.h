/* sys/cachectl.h: the processor's caches; no function of it is for x86_64 or aarch64. */
#ifndef _SYS_CACHECTL_H
#define _SYS_CACHECTL_H

#include <features.h>

__EXTERN_C_BEGIN

#define ICACHE 1
#define DCACHE 2
#define BCACHE (ICACHE | DCACHE)
#define CACHEABLE 0
#define UNCACHEABLE 1

__EXTERN_C_END

#endif
