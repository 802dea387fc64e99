/* No PAGESIZE: kernels of aarch64 have pages of 4, 16 or 64 KiB; ask sysconf(_SC_PAGESIZE). */
#ifndef _BITS_PAGE_SIZE_H
#define _BITS_PAGE_SIZE_H
#endif
