/* A set of processors: one bit each, room for 1024 (sched_setaffinity(2)). */
#ifndef _BITS_TYPES_CPU_SET_T_H
#define _BITS_TYPES_CPU_SET_T_H

typedef struct cpu_set_t {
	unsigned long __bits[16];
} cpu_set_t;

#endif
