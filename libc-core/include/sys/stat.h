/* sys/stat.h: what the system knows of a file (POSIX: sys/stat.h; stat(2), inode(7)). */
#ifndef _SYS_STAT_H
#define _SYS_STAT_H

#include <features.h>
#include <bits/permissions.h>
#include <bits/types/blkcnt_t.h>
#include <bits/types/blksize_t.h>
#include <bits/types/dev_t.h>
#include <bits/types/gid_t.h>
#include <bits/types/ino_t.h>
#include <bits/types/mode_t.h>
#include <bits/types/nlink_t.h>
#include <bits/types/off_t.h>
#include <bits/types/struct_timespec.h>
#include <bits/types/time_t.h>
#include <bits/types/uid_t.h>
#include <bits/struct_stat.h>

__EXTERN_C_BEGIN

/* Whole seconds, as before POSIX.1-2008. */
#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define st_ctime st_ctim.tv_sec

/* The type, in st_mode. */
#define S_IFMT 0170000
#define S_IFIFO 0010000
#define S_IFCHR 0020000
#define S_IFDIR 0040000
#define S_IFBLK 0060000
#define S_IFREG 0100000
#define S_IFLNK 0120000
#define S_IFSOCK 0140000

#define S_ISFIFO(mode) (((mode) & S_IFMT) == S_IFIFO)
#define S_ISCHR(mode) (((mode) & S_IFMT) == S_IFCHR)
#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)
#define S_ISBLK(mode) (((mode) & S_IFMT) == S_IFBLK)
#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)
#define S_ISLNK(mode) (((mode) & S_IFMT) == S_IFLNK)
#define S_ISSOCK(mode) (((mode) & S_IFMT) == S_IFSOCK)

/* On Linux these are no types of their own. */
#define S_TYPEISMQ(status) 0
#define S_TYPEISSEM(status) 0
#define S_TYPEISSHM(status) 0
#define S_TYPEISTMO(status) 0

/* As tv_nsec: set the time to now, or leave it. */
#define UTIME_NOW 0x3fffffff
#define UTIME_OMIT 0x3ffffffe

int stat(const char *__restrict, struct stat *__restrict);
int lstat(const char *__restrict, struct stat *__restrict);
int fstat(int, struct stat *);
int fstatat(int, const char *__restrict, struct stat *__restrict, int);

int chmod(const char *, mode_t);
int fchmod(int, mode_t);
int fchmodat(int, const char *, mode_t, int);
mode_t umask(mode_t);

int mkdir(const char *, mode_t);
int mkdirat(int, const char *, mode_t);
int mkfifo(const char *, mode_t);
int mkfifoat(int, const char *, mode_t);

int futimens(int, const struct timespec[2]);
int utimensat(int, const char *, const struct timespec[2], int);

#if __VIS_XSI
int mknod(const char *, mode_t, dev_t);
int mknodat(int, const char *, mode_t, dev_t);
#endif

#if __VIS_BSD
#define S_IREAD S_IRUSR
#define S_IWRITE S_IWUSR
#define S_IEXEC S_IXUSR

int lchmod(const char *, mode_t);
#endif

#if __VIS_GNU
#include <bits/statx.h>
#endif

#if __VIS_LARGEFILE64
#include <bits/large_file_types.h>
#define stat64 stat
#define lstat64 lstat
#define fstat64 fstat
#define fstatat64 fstatat
#endif

__EXTERN_C_END

#endif
