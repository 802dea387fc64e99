/* setjmp.h: jumps out of functions (C23 7.13; POSIX: setjmp.h). */
#ifndef _SETJMP_H
#define _SETJMP_H

#include <features.h>
#include <bits/jmp_buf.h>

#if __VIS_C23
#define __STDC_VERSION_SETJMP_H__ 202311L
#endif

__EXTERN_C_BEGIN

/* The registers, and for sigsetjmp whether and which signals were blocked. */
typedef struct __jmp_buf_tag {
	__jmp_buf __jb;
	unsigned long __fl;
	unsigned long __ss[16];
} jmp_buf[1];

__attribute__((__returns_twice__)) int setjmp(jmp_buf);
#define setjmp setjmp
_Noreturn void longjmp(jmp_buf, int);

#if __VIS_POSIX
typedef jmp_buf sigjmp_buf;

__attribute__((__returns_twice__)) int sigsetjmp(sigjmp_buf, int);
_Noreturn void siglongjmp(sigjmp_buf, int);
#endif

#if __VIS_XSI
__attribute__((__returns_twice__)) int _setjmp(jmp_buf);
_Noreturn void _longjmp(jmp_buf, int);
#endif

__EXTERN_C_END

#endif
