/* sys/syscall.h: the numbers of the system calls, for syscall(2). */
#ifndef _SYS_SYSCALL_H
#define _SYS_SYSCALL_H

#include <bits/syscall.h>

#endif
