/* sys/sendfile.h: copying between descriptors (sendfile(2)). */
#ifndef _SYS_SENDFILE_H
#define _SYS_SENDFILE_H

#include <features.h>
#include <unistd.h>

__EXTERN_C_BEGIN

ssize_t sendfile(int, int, off_t *, size_t);

#if __VIS_LARGEFILE64
#define sendfile64 sendfile
#define off64_t off_t
#endif

__EXTERN_C_END

#endif
