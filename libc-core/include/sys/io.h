/* sys/io.h: the ports of input and output, which aarch64 has not; for programs that include it everywhere. */
#ifndef _SYS_IO_H
#define _SYS_IO_H

#include <features.h>

__EXTERN_C_BEGIN



__EXTERN_C_END

#endif
