/* A piece of a scattered buffer (POSIX: sys/uio.h). */
#ifndef _BITS_TYPES_STRUCT_IOVEC_H
#define _BITS_TYPES_STRUCT_IOVEC_H

#include <bits/types/size_t.h>

struct iovec {
	void *iov_base;
	size_t iov_len;
};

#endif
