/* sched.h: scheduling of processes and threads (POSIX: sched.h; sched(7)). */
#ifndef _SCHED_H
#define _SCHED_H

#include <features.h>
#include <bits/types/pid_t.h>
#include <bits/types/time_t.h>
#include <bits/types/struct_timespec.h>

__EXTERN_C_BEGIN

struct sched_param {
	int sched_priority;
	int __reserved1;
	struct {
		time_t __seconds;
		long __nanoseconds;
	} __reserved2[2];
	int __reserved3;
};

#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#define SCHED_BATCH 3
#define SCHED_IDLE 5
#define SCHED_DEADLINE 6
#define SCHED_RESET_ON_FORK 0x40000000

int sched_get_priority_max(int);
int sched_get_priority_min(int);
int sched_getparam(pid_t, struct sched_param *);
int sched_setparam(pid_t, const struct sched_param *);
int sched_getscheduler(pid_t);
int sched_setscheduler(pid_t, int, const struct sched_param *);
int sched_rr_get_interval(pid_t, struct timespec *);
int sched_yield(void);

#if __VIS_GNU

#include <bits/types/cpu_set_t.h>
#include <bits/types/size_t.h>

/* What a new task shares with its maker, or has anew (clone(2), unshare(2)). */
#define CSIGNAL 0xff
#define CLONE_NEWTIME 0x80
#define CLONE_VM 0x100
#define CLONE_FS 0x200
#define CLONE_FILES 0x400
#define CLONE_SIGHAND 0x800
#define CLONE_PIDFD 0x1000
#define CLONE_PTRACE 0x2000
#define CLONE_VFORK 0x4000
#define CLONE_PARENT 0x8000
#define CLONE_THREAD 0x10000
#define CLONE_NEWNS 0x20000
#define CLONE_SYSVSEM 0x40000
#define CLONE_SETTLS 0x80000
#define CLONE_PARENT_SETTID 0x100000
#define CLONE_CHILD_CLEARTID 0x200000
#define CLONE_DETACHED 0x400000
#define CLONE_UNTRACED 0x800000
#define CLONE_CHILD_SETTID 0x1000000
#define CLONE_NEWCGROUP 0x2000000
#define CLONE_NEWUTS 0x4000000
#define CLONE_NEWIPC 0x8000000
#define CLONE_NEWUSER 0x10000000
#define CLONE_NEWPID 0x20000000
#define CLONE_NEWNET 0x40000000
#define CLONE_IO 0x80000000

int clone(int (*)(void *), void *, int, void *, ...);
int unshare(int);
int setns(int, int);

int sched_getcpu(void);
int sched_getaffinity(pid_t, size_t, cpu_set_t *);
int sched_setaffinity(pid_t, size_t, const cpu_set_t *);

/* Sets of processors (CPU_SET(3)): a bit for each, in words; the _S forms take the set's size in bytes. */
#define CPU_SETSIZE 128

int __sched_cpucount(size_t, const cpu_set_t *);

static __inline unsigned long __cpu_word(size_t __cpu, size_t __size, const cpu_set_t *__set)
{
	return __cpu / 8 < __size ? ((const unsigned long *)__set)[__cpu / 64] >> (__cpu % 64) & 1 : 0;
}

static __inline void __cpu_assign(size_t __cpu, size_t __size, cpu_set_t *__set, int __in)
{
	if (__cpu / 8 < __size) {
		unsigned long *__word = (unsigned long *)__set + __cpu / 64;
		unsigned long __bit = 1UL << (__cpu % 64);
		*__word = __in ? *__word | __bit : *__word & ~__bit;
	}
}

/* __operation: '&', '|' or '^'. */
static __inline void __cpu_combine(size_t __size, cpu_set_t *__to, const cpu_set_t *__a, const cpu_set_t *__b,
	char __operation)
{
	size_t __i;
	for (__i = 0; __i < __size / sizeof(long); __i++) {
		unsigned long __x = ((const unsigned long *)__a)[__i], __y = ((const unsigned long *)__b)[__i];
		((unsigned long *)__to)[__i] = __operation == '&' ? __x & __y : __operation == '|' ? __x | __y : __x ^ __y;
	}
}

#define CPU_ISSET_S(cpu, size, set) __cpu_word(cpu, size, set)
#define CPU_SET_S(cpu, size, set) __cpu_assign(cpu, size, set, 1)
#define CPU_CLR_S(cpu, size, set) __cpu_assign(cpu, size, set, 0)
#define CPU_ZERO_S(size, set) ((void)__builtin_memset(set, 0, size))
#define CPU_EQUAL_S(size, a, b) (__builtin_memcmp(a, b, size) == 0)
#define CPU_COUNT_S(size, set) __sched_cpucount(size, set)
#define CPU_AND_S(size, to, a, b) __cpu_combine(size, to, a, b, '&')
#define CPU_OR_S(size, to, a, b) __cpu_combine(size, to, a, b, '|')
#define CPU_XOR_S(size, to, a, b) __cpu_combine(size, to, a, b, '^')

#define CPU_ISSET(cpu, set) CPU_ISSET_S(cpu, sizeof(cpu_set_t), set)
#define CPU_SET(cpu, set) CPU_SET_S(cpu, sizeof(cpu_set_t), set)
#define CPU_CLR(cpu, set) CPU_CLR_S(cpu, sizeof(cpu_set_t), set)
#define CPU_ZERO(set) CPU_ZERO_S(sizeof(cpu_set_t), set)
#define CPU_EQUAL(a, b) CPU_EQUAL_S(sizeof(cpu_set_t), a, b)
#define CPU_COUNT(set) CPU_COUNT_S(sizeof(cpu_set_t), set)
#define CPU_AND(to, a, b) CPU_AND_S(sizeof(cpu_set_t), to, a, b)
#define CPU_OR(to, a, b) CPU_OR_S(sizeof(cpu_set_t), to, a, b)
#define CPU_XOR(to, a, b) CPU_XOR_S(sizeof(cpu_set_t), to, a, b)

/* A set for as many processors as one likes. */
#define CPU_ALLOC_SIZE(count) (((count) + 63) / 64 * sizeof(long))
#define CPU_ALLOC(count) ((cpu_set_t *)__builtin_calloc(1, CPU_ALLOC_SIZE(count)))
#define CPU_FREE(set) __builtin_free(set)

#endif

__EXTERN_C_END

#endif
