/* sys/auxv.h: what the kernel told the program at its start (getauxval(3)). */
#ifndef _SYS_AUXV_H
#define _SYS_AUXV_H

#include <features.h>
#include <elf.h>
#include <bits/hwcap.h>

__EXTERN_C_BEGIN

unsigned long getauxval(unsigned long);

__EXTERN_C_END

#endif
