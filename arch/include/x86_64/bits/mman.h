/* Mappings of x86_64 alone (mmap(2)). */
#ifndef _BITS_MMAN_H
#define _BITS_MMAN_H

#define MAP_32BIT 0x40

#endif
