/* sys/swap.h: swap space (swapon(2)). */
#ifndef _SYS_SWAP_H
#define _SYS_SWAP_H

#include <features.h>

__EXTERN_C_BEGIN

#define SWAP_FLAG_PREFER 0x8000
#define SWAP_FLAG_PRIO_MASK 0x7fff
#define SWAP_FLAG_PRIO_SHIFT 0
#define SWAP_FLAG_DISCARD 0x10000

int swapon(const char *, int);
int swapoff(const char *);

__EXTERN_C_END

#endif
