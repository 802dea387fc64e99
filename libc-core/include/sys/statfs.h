/* sys/statfs.h: what Linux knows of a file system (statfs(2)). */
#ifndef _SYS_STATFS_H
#define _SYS_STATFS_H

#include <features.h>
#include <sys/statvfs.h>

__EXTERN_C_BEGIN

typedef struct __fsid_t {
	int __val[2];
} fsid_t;

struct statfs {
	unsigned long f_type;
	unsigned long f_bsize;
	fsblkcnt_t f_blocks;
	fsblkcnt_t f_bfree;
	fsblkcnt_t f_bavail;
	fsfilcnt_t f_files;
	fsfilcnt_t f_ffree;
	fsid_t f_fsid;
	unsigned long f_namelen;
	unsigned long f_frsize;
	unsigned long f_flags;
	unsigned long f_spare[4];
};

int statfs(const char *, struct statfs *);
int fstatfs(int, struct statfs *);

#if __VIS_LARGEFILE64
#define statfs64 statfs
#define fstatfs64 fstatfs
#endif

__EXTERN_C_END

#endif
