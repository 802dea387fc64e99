/* Mappings of aarch64 alone: branch targets and tagged memory (mprotect(2)). */
#ifndef _BITS_MMAN_H
#define _BITS_MMAN_H

#define PROT_BTI 0x10
#define PROT_MTE 0x20

#endif
