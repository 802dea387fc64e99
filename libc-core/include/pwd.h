/* pwd.h: the users of the system (POSIX: pwd.h). */
#ifndef _PWD_H
#define _PWD_H

#include <features.h>
#include <bits/types/gid_t.h>
#include <bits/types/size_t.h>
#include <bits/types/uid_t.h>
#if __VIS_GNU
#include <bits/types/FILE.h>
#endif

__EXTERN_C_BEGIN

struct passwd {
	char *pw_name;
	char *pw_passwd;
	uid_t pw_uid;
	gid_t pw_gid;
	char *pw_gecos;
	char *pw_dir;
	char *pw_shell;
};

struct passwd *getpwnam(const char *);
struct passwd *getpwuid(uid_t);
int getpwnam_r(const char *, struct passwd *, char *, size_t, struct passwd **);
int getpwuid_r(uid_t, struct passwd *, char *, size_t, struct passwd **);

#if __VIS_XSI
void setpwent(void);
struct passwd *getpwent(void);
void endpwent(void);
#endif

#if __VIS_GNU
struct passwd *fgetpwent(FILE *);
int putpwent(const struct passwd *, FILE *);
#endif

__EXTERN_C_END

#endif
