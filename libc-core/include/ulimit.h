/* ulimit.h: the limit of a file's size (POSIX.1-2008: ulimit.h). */
#ifndef _ULIMIT_H
#define _ULIMIT_H

#include <features.h>

__EXTERN_C_BEGIN

#define UL_GETFSIZE 1
#define UL_SETFSIZE 2

long ulimit(int, ...);

__EXTERN_C_END

#endif
