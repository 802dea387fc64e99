/* What setjmp saves on x86_64: rbx, rbp, r12 to r15, rsp and rip. */
#ifndef _BITS_JMP_BUF_H
#define _BITS_JMP_BUF_H

typedef unsigned long __jmp_buf[8];

#endif
