/* The page size, where the architecture has one (POSIX: limits.h). */
#ifndef _BITS_PAGE_SIZE_H
#define _BITS_PAGE_SIZE_H

#define PAGESIZE 4096

#endif
