/* grp.h: the groups of the system (POSIX: grp.h). */
#ifndef _GRP_H
#define _GRP_H

#include <features.h>
#include <bits/types/gid_t.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

#if __VIS_GNU
#include <bits/types/FILE.h>
#endif

struct group {
	char *gr_name;
	char *gr_passwd;
	gid_t gr_gid;
	char **gr_mem;
};

struct group *getgrnam(const char *);
struct group *getgrgid(gid_t);
int getgrnam_r(const char *, struct group *, char *, size_t, struct group **);
int getgrgid_r(gid_t, struct group *, char *, size_t, struct group **);

#if __VIS_XSI
void setgrent(void);
struct group *getgrent(void);
void endgrent(void);
#endif

#if __VIS_BSD
int getgrouplist(const char *, gid_t, gid_t *, int *);
int initgroups(const char *, gid_t);
int setgroups(size_t, const gid_t *);
#endif

#if __VIS_GNU
struct group *fgetgrent(FILE *);
int putgrent(const struct group *, FILE *);
#endif

__EXTERN_C_END

#endif
