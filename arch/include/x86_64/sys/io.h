/* sys/io.h: the ports of input and output (ioperm(2)), which x86 has alone. */
#ifndef _SYS_IO_H
#define _SYS_IO_H

#include <features.h>

__EXTERN_C_BEGIN

int iopl(int);
int ioperm(unsigned long, unsigned long, int);

/* To and from a port: one byte, word (2 bytes) or long (4 bytes). */
static __inline void outb(unsigned char __value, unsigned short __port)
{
	__asm__ volatile("outb %b0, %w1" : : "a"(__value), "Nd"(__port));
}

static __inline void outw(unsigned short __value, unsigned short __port)
{
	__asm__ volatile("outw %w0, %w1" : : "a"(__value), "Nd"(__port));
}

static __inline void outl(unsigned int __value, unsigned short __port)
{
	__asm__ volatile("outl %0, %w1" : : "a"(__value), "Nd"(__port));
}

static __inline unsigned char inb(unsigned short __port)
{
	unsigned char __value;
	__asm__ volatile("inb %w1, %b0" : "=a"(__value) : "Nd"(__port));
	return __value;
}

static __inline unsigned short inw(unsigned short __port)
{
	unsigned short __value;
	__asm__ volatile("inw %w1, %w0" : "=a"(__value) : "Nd"(__port));
	return __value;
}

static __inline unsigned int inl(unsigned short __port)
{
	unsigned int __value;
	__asm__ volatile("inl %w1, %0" : "=a"(__value) : "Nd"(__port));
	return __value;
}

/* As many as __count, to or from memory. */
static __inline void outsb(unsigned short __port, const void *__from, unsigned long __count)
{
	__asm__ volatile("rep outsb" : "+S"(__from), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void outsw(unsigned short __port, const void *__from, unsigned long __count)
{
	__asm__ volatile("rep outsw" : "+S"(__from), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void outsl(unsigned short __port, const void *__from, unsigned long __count)
{
	__asm__ volatile("rep outsl" : "+S"(__from), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void insb(unsigned short __port, void *__to, unsigned long __count)
{
	__asm__ volatile("rep insb" : "+D"(__to), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void insw(unsigned short __port, void *__to, unsigned long __count)
{
	__asm__ volatile("rep insw" : "+D"(__to), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void insl(unsigned short __port, void *__to, unsigned long __count)
{
	__asm__ volatile("rep insl" : "+D"(__to), "+c"(__count) : "d"(__port) : "memory");
}

__EXTERN_C_END

#endif
