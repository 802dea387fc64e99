/* aarch64's registers are only reached by PTRACE_GETREGSET. */
#ifndef _BITS_REG_H
#define _BITS_REG_H

#undef __WORDSIZE
#define __WORDSIZE 64

#endif
