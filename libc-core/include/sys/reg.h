/* sys/reg.h: registers, by their place in PTRACE_PEEKUSER's area. */
#ifndef _SYS_REG_H
#define _SYS_REG_H

#include <limits.h>
#include <unistd.h>
#include <bits/reg.h>

#endif
