/* What setjmp saves on aarch64: x19 to x30, sp and d8 to d15. */
#ifndef _BITS_JMP_BUF_H
#define _BITS_JMP_BUF_H

typedef unsigned long __jmp_buf[22];

#endif
