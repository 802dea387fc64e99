/* ucontext.h: contexts of execution (POSIX.1-2001: ucontext.h). */
#ifndef _UCONTEXT_H
#define _UCONTEXT_H

#include <features.h>
#include <signal.h>

__EXTERN_C_BEGIN

#if __VIS_BSD
#define NGREG (sizeof(gregset_t) / sizeof(greg_t))
#endif

__EXTERN_C_END

#endif
