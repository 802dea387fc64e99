/* sys/uio.h: scattered input and output (POSIX: sys/uio.h; readv(2)). */
#ifndef _SYS_UIO_H
#define _SYS_UIO_H

#include <features.h>
#include <bits/types/size_t.h>
#include <bits/types/ssize_t.h>
#include <bits/types/struct_iovec.h>
#if __VIS_BSD
#include <bits/types/off_t.h>
#endif
#if __VIS_GNU
#include <bits/types/pid_t.h>
#endif

__EXTERN_C_BEGIN

#define UIO_MAXIOV 1024

ssize_t readv(int, const struct iovec *, int);
ssize_t writev(int, const struct iovec *, int);

#if __VIS_BSD
ssize_t preadv(int, const struct iovec *, int, off_t);
ssize_t pwritev(int, const struct iovec *, int, off_t);
#endif

#if __VIS_GNU
/* Flags of one call. */
#define RWF_HIPRI 1
#define RWF_DSYNC 2
#define RWF_SYNC 4
#define RWF_NOWAIT 8
#define RWF_APPEND 0x10

ssize_t preadv2(int, const struct iovec *, int, off_t, int);
ssize_t pwritev2(int, const struct iovec *, int, off_t, int);

ssize_t process_vm_readv(pid_t, const struct iovec *, unsigned long, const struct iovec *, unsigned long,
	unsigned long);
ssize_t process_vm_writev(pid_t, const struct iovec *, unsigned long, const struct iovec *, unsigned long,
	unsigned long);
#endif

#if __VIS_LARGEFILE64
#define preadv64 preadv
#define pwritev64 pwritev
#define off64_t off_t
#endif

__EXTERN_C_END

#endif
