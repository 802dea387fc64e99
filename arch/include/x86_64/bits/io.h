/* The ports of input and output of x86_64: single values (in, out) and strings of them (ins, outs). */
#ifndef _BITS_IO_H
#define _BITS_IO_H

int iopl(int);
int ioperm(unsigned long, unsigned long, int);

static __inline unsigned char inb(unsigned short __port)
{
	unsigned char __value;
	__asm__ __volatile__("inb %w1, %0" : "=a"(__value) : "Nd"(__port));
	return __value;
}

static __inline void outb(unsigned char __value, unsigned short __port)
{
	__asm__ __volatile__("outb %0, %w1" : : "a"(__value), "Nd"(__port));
}

static __inline void insb(unsigned short __port, void *__to, unsigned long __count)
{
	__asm__ __volatile__("cld; rep insb" : "+D"(__to), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void outsb(unsigned short __port, const void *__from, unsigned long __count)
{
	__asm__ __volatile__("cld; rep outsb" : "+S"(__from), "+c"(__count) : "d"(__port) : "memory");
}

static __inline unsigned short inw(unsigned short __port)
{
	unsigned short __value;
	__asm__ __volatile__("inw %w1, %0" : "=a"(__value) : "Nd"(__port));
	return __value;
}

static __inline void outw(unsigned short __value, unsigned short __port)
{
	__asm__ __volatile__("outw %0, %w1" : : "a"(__value), "Nd"(__port));
}

static __inline void insw(unsigned short __port, void *__to, unsigned long __count)
{
	__asm__ __volatile__("cld; rep insw" : "+D"(__to), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void outsw(unsigned short __port, const void *__from, unsigned long __count)
{
	__asm__ __volatile__("cld; rep outsw" : "+S"(__from), "+c"(__count) : "d"(__port) : "memory");
}

static __inline unsigned int inl(unsigned short __port)
{
	unsigned int __value;
	__asm__ __volatile__("inl %w1, %0" : "=a"(__value) : "Nd"(__port));
	return __value;
}

static __inline void outl(unsigned int __value, unsigned short __port)
{
	__asm__ __volatile__("outl %0, %w1" : : "a"(__value), "Nd"(__port));
}

static __inline void insl(unsigned short __port, void *__to, unsigned long __count)
{
	__asm__ __volatile__("cld; rep insl" : "+D"(__to), "+c"(__count) : "d"(__port) : "memory");
}

static __inline void outsl(unsigned short __port, const void *__from, unsigned long __count)
{
	__asm__ __volatile__("cld; rep outsl" : "+S"(__from), "+c"(__count) : "d"(__port) : "memory");
}

#endif
