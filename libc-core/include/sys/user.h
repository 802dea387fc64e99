/* sys/user.h: a traced process's registers (ptrace(2)). */
#ifndef _SYS_USER_H
#define _SYS_USER_H

#include <features.h>
#include <limits.h>
#include <stdint.h>
#include <unistd.h>
#include <bits/user.h>

__EXTERN_C_BEGIN



__EXTERN_C_END

#endif
