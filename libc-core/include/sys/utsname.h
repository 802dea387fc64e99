/* sys/utsname.h: the system's names (POSIX: sys/utsname.h). */
#ifndef _SYS_UTSNAME_H
#define _SYS_UTSNAME_H

#include <features.h>

__EXTERN_C_BEGIN

struct utsname {
	char sysname[65];
	char nodename[65];
	char release[65];
	char version[65];
	char machine[65];
#if __VIS_GNU
	char domainname[65];
#else
	char __domainname[65];
#endif
};

int uname(struct utsname *);

__EXTERN_C_END

#endif
