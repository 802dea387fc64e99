/* sys/klog.h: the kernel's log (syslog(2)). */
#ifndef _SYS_KLOG_H
#define _SYS_KLOG_H

#include <features.h>

__EXTERN_C_BEGIN

int klogctl(int, char *, int);

__EXTERN_C_END

#endif
