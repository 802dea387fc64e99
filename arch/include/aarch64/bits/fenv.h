/* The floating-point environment of aarch64: FPCR and FPSR (Arm ARM C5.2.8, C5.2.10). */
#ifndef _BITS_FENV_H
#define _BITS_FENV_H

#define FE_INVALID 1
#define FE_DIVBYZERO 2
#define FE_OVERFLOW 4
#define FE_UNDERFLOW 8
#define FE_INEXACT 16
#define FE_ALL_EXCEPT 31

#define FE_TONEAREST 0
#define FE_UPWARD 0x400000
#define FE_DOWNWARD 0x800000
#define FE_TOWARDZERO 0xc00000

typedef unsigned int fexcept_t;

typedef struct {
	unsigned int __fpcr;
	unsigned int __fpsr;
} fenv_t;

#if __VIS_C23
typedef struct {
	unsigned int __fpcr;
} femode_t;
#endif

#endif
