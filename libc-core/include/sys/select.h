/* sys/select.h: waiting for descriptors, the older way (POSIX: sys/select.h). */
#ifndef _SYS_SELECT_H
#define _SYS_SELECT_H

#include <features.h>
#include <bits/types/sigset_t.h>
#include <bits/types/size_t.h>
#include <bits/types/struct_timespec.h>
#include <bits/types/struct_timeval.h>
#include <bits/types/suseconds_t.h>
#include <bits/types/time_t.h>

__EXTERN_C_BEGIN

/* A set of descriptors below FD_SETSIZE: one bit each. */
#define FD_SETSIZE 1024

typedef unsigned long fd_mask;

typedef struct {
	unsigned long fds_bits[16];
} fd_set;

#define __FD_WORD(fd, set) ((set)->fds_bits[(fd) / 64])
#define __FD_BIT(fd) (1UL << ((fd) % 64))
#define FD_ZERO(set) ((void)__builtin_memset((set)->fds_bits, 0, sizeof(fd_set)))
#define FD_SET(fd, set) ((void)(__FD_WORD(fd, set) |= __FD_BIT(fd)))
#define FD_CLR(fd, set) ((void)(__FD_WORD(fd, set) &= ~__FD_BIT(fd)))
#define FD_ISSET(fd, set) ((__FD_WORD(fd, set) & __FD_BIT(fd)) != 0)

#if __VIS_BSD
#define NFDBITS 64
#endif

int select(int, fd_set *__restrict, fd_set *__restrict, fd_set *__restrict, struct timeval *__restrict);
int pselect(int, fd_set *__restrict, fd_set *__restrict, fd_set *__restrict, const struct timespec *__restrict,
	const sigset_t *__restrict);

__EXTERN_C_END

#endif
