/* sys/ipc.h: what the objects of System V IPC have in common (POSIX: sys/ipc.h; sysvipc(7)). */
#ifndef _SYS_IPC_H
#define _SYS_IPC_H

#include <features.h>
#include <bits/types/gid_t.h>
#include <bits/types/key_t.h>
#include <bits/types/mode_t.h>
#include <bits/types/uid_t.h>

__EXTERN_C_BEGIN

#if __VIS_BSD
#define __ipc_perm_key key
#define __ipc_perm_seq seq
#define __key key
#define __seq seq
#else
#define __ipc_perm_key __key
#define __ipc_perm_seq __seq
#endif

struct ipc_perm {
	key_t __ipc_perm_key;
	uid_t uid;
	gid_t gid;
	uid_t cuid;
	gid_t cgid;
	mode_t mode;
	int __ipc_perm_seq;
	long __pad1;
	long __pad2;
};

#define IPC_CREAT 01000
#define IPC_EXCL 02000
#define IPC_NOWAIT 04000

#define IPC_RMID 0
#define IPC_SET 1
#define IPC_STAT 2
#define IPC_INFO 3

#define IPC_PRIVATE ((key_t)0)

key_t ftok(const char *, int);

__EXTERN_C_END

#endif
