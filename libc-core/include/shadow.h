/* shadow.h: the users' passwords (shadow(3)). */
#ifndef _SHADOW_H
#define _SHADOW_H

#include <features.h>
#include <bits/types/FILE.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

#define SHADOW "/etc/shadow"

/* Times are in days; -1 means none. */
struct spwd {
	char *sp_namp;
	char *sp_pwdp;
	long sp_lstchg;
	long sp_min;
	long sp_max;
	long sp_warn;
	long sp_inact;
	long sp_expire;
	unsigned long sp_flag;
};

void setspent(void);
struct spwd *getspent(void);
void endspent(void);
struct spwd *getspnam(const char *);
int getspnam_r(const char *, struct spwd *, char *, size_t, struct spwd **);
struct spwd *fgetspent(FILE *);
struct spwd *sgetspent(const char *);
int putspent(const struct spwd *, FILE *);
int lckpwdf(void);
int ulckpwdf(void);

__EXTERN_C_END

#endif
