/* AT_HWCAP on x86_64 holds CPUID 1's EDX; the kernel names no bits of it. */
#ifndef _BITS_HWCAP_H
#define _BITS_HWCAP_H
#endif
