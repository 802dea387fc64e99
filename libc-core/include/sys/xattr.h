/* sys/xattr.h: extended attributes of files (xattr(7)). */
#ifndef _SYS_XATTR_H
#define _SYS_XATTR_H

#include <features.h>
#include <bits/types/size_t.h>
#include <bits/types/ssize_t.h>

__EXTERN_C_BEGIN

#define XATTR_CREATE 1
#define XATTR_REPLACE 2

ssize_t getxattr(const char *, const char *, void *, size_t);
ssize_t lgetxattr(const char *, const char *, void *, size_t);
ssize_t fgetxattr(int, const char *, void *, size_t);
ssize_t listxattr(const char *, char *, size_t);
ssize_t llistxattr(const char *, char *, size_t);
ssize_t flistxattr(int, char *, size_t);
int setxattr(const char *, const char *, const void *, size_t, int);
int lsetxattr(const char *, const char *, const void *, size_t, int);
int fsetxattr(int, const char *, const void *, size_t, int);
int removexattr(const char *, const char *);
int lremovexattr(const char *, const char *);
int fremovexattr(int, const char *);

/* The kernel's <linux/xattr.h> leaves out what stands here. */
#define __UAPI_DEF_XATTR 0

__EXTERN_C_END

#endif
