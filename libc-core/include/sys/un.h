/* sys/un.h: sockets with names in the file system (POSIX: sys/un.h; unix(7)). */
#ifndef _SYS_UN_H
#define _SYS_UN_H

#include <features.h>
#include <bits/types/sa_family_t.h>

__EXTERN_C_BEGIN

struct sockaddr_un {
	sa_family_t sun_family;
	char sun_path[108];
};

#if __VIS_BSD
#define SUN_LEN(address) (sizeof(sa_family_t) + __builtin_strlen((address)->sun_path))
#endif

__EXTERN_C_END

#endif
