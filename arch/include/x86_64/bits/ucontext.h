/* The machine context that a signal handler gets on x86_64 (linux/arch/x86/include/uapi/asm/sigcontext.h). */
#ifndef _BITS_UCONTEXT_H
#define _BITS_UCONTEXT_H

#if __VIS_XSI
#define MINSIGSTKSZ 2048
#define SIGSTKSZ 8192
#endif

#if __VIS_GNU
/* Indices into gregs. */
enum {
	REG_R8 = 0,
	REG_R9 = 1,
	REG_R10 = 2,
	REG_R11 = 3,
	REG_R12 = 4,
	REG_R13 = 5,
	REG_R14 = 6,
	REG_R15 = 7,
	REG_RDI = 8,
	REG_RSI = 9,
	REG_RBP = 10,
	REG_RBX = 11,
	REG_RDX = 12,
	REG_RAX = 13,
	REG_RCX = 14,
	REG_RSP = 15,
	REG_RIP = 16,
	REG_EFL = 17,
	REG_CSGSFS = 18,
	REG_ERR = 19,
	REG_TRAPNO = 20,
	REG_OLDMASK = 21,
	REG_CR2 = 22
};

#define REG_R8 REG_R8
#define REG_R9 REG_R9
#define REG_R10 REG_R10
#define REG_R11 REG_R11
#define REG_R12 REG_R12
#define REG_R13 REG_R13
#define REG_R14 REG_R14
#define REG_R15 REG_R15
#define REG_RDI REG_RDI
#define REG_RSI REG_RSI
#define REG_RBP REG_RBP
#define REG_RBX REG_RBX
#define REG_RDX REG_RDX
#define REG_RAX REG_RAX
#define REG_RCX REG_RCX
#define REG_RSP REG_RSP
#define REG_RIP REG_RIP
#define REG_EFL REG_EFL
#define REG_CSGSFS REG_CSGSFS
#define REG_ERR REG_ERR
#define REG_TRAPNO REG_TRAPNO
#define REG_OLDMASK REG_OLDMASK
#define REG_CR2 REG_CR2
#endif

#if __VIS_BSD

typedef long long greg_t;
typedef long long gregset_t[23];

/* As fxsave stores it. */
typedef struct _fpstate {
	unsigned short cwd;
	unsigned short swd;
	unsigned short ftw;
	unsigned short fop;
	unsigned long long rip;
	unsigned long long rdp;
	unsigned int mxcsr;
	unsigned int mxcr_mask;
	struct {
		unsigned short significand[4];
		unsigned short exponent;
		unsigned short padding[3];
	} _st[8];
	struct {
		unsigned int element[4];
	} _xmm[16];
	unsigned int padding[24];
} *fpregset_t;

/* The kernel's view of the same registers. */
struct sigcontext {
	unsigned long r8, r9, r10, r11, r12, r13, r14, r15;
	unsigned long rdi, rsi, rbp, rbx, rdx, rax, rcx, rsp, rip;
	unsigned long eflags;
	unsigned short cs, gs, fs, __pad0;
	unsigned long err, trapno, oldmask, cr2;
	struct _fpstate *fpstate;
	unsigned long __reserved1[8];
};

typedef struct {
	gregset_t gregs;
	fpregset_t fpregs;
	unsigned long long __reserved1[8];
} mcontext_t;

#else

/* Without the register names, which are the program's. */
typedef struct {
	unsigned long __space[32];
} mcontext_t;

#endif

/* With everything visible the tag is the program's to use. */
#if __VIS_GNU
#define __ucontext ucontext
#endif

typedef struct __ucontext {
	unsigned long uc_flags;
	struct __ucontext *uc_link;
	stack_t uc_stack;
	mcontext_t uc_mcontext;
	sigset_t uc_sigmask;
	unsigned long __fpregs_mem[64];
} ucontext_t;

#endif
