/* ftw.h: walking file trees (POSIX: ftw.h). */
#ifndef _FTW_H
#define _FTW_H

#include <features.h>
#include <sys/stat.h>

__EXTERN_C_BEGIN

/* What the function is told of. */
#define FTW_F 1
#define FTW_D 2
#define FTW_DNR 3
#define FTW_NS 4
#define FTW_SL 5
#define FTW_DP 6
#define FTW_SLN 7

/* How to walk. */
#define FTW_PHYS 1
#define FTW_MOUNT 2
#define FTW_CHDIR 4
#define FTW_DEPTH 8

struct FTW {
	int base;
	int level;
};

int ftw(const char *, int (*)(const char *, const struct stat *, int), int);
int nftw(const char *, int (*)(const char *, const struct stat *, int, struct FTW *), int, int);

#if __VIS_LARGEFILE64
#define ftw64 ftw
#define nftw64 nftw
#endif

__EXTERN_C_END

#endif
