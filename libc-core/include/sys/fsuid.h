/* sys/fsuid.h: the identity by which files are opened (setfsuid(2)). */
#ifndef _SYS_FSUID_H
#define _SYS_FSUID_H

#include <features.h>
#include <bits/types/gid_t.h>
#include <bits/types/uid_t.h>

__EXTERN_C_BEGIN

int setfsuid(uid_t);
int setfsgid(gid_t);

__EXTERN_C_END

#endif
