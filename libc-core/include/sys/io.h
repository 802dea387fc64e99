/* sys/io.h: the ports of input and output, where there are some (ioperm(2)). */
#ifndef _SYS_IO_H
#define _SYS_IO_H

#include <features.h>

__EXTERN_C_BEGIN

#include <bits/io.h>

__EXTERN_C_END

#endif
