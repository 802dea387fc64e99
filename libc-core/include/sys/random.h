/* sys/random.h: random bytes from the kernel (getrandom(2)). */
#ifndef _SYS_RANDOM_H
#define _SYS_RANDOM_H

#include <features.h>
#include <bits/types/size_t.h>
#include <bits/types/ssize_t.h>

__EXTERN_C_BEGIN

#define GRND_NONBLOCK 1
#define GRND_RANDOM 2
#define GRND_INSECURE 4

ssize_t getrandom(void *, size_t, unsigned int);

__EXTERN_C_END

#endif
