/* utmpx.h: the accounts of logins (POSIX: utmpx.h). As musl, tine keeps none: the functions find nothing. */
#ifndef _UTMPX_H
#define _UTMPX_H

#include <features.h>
#include <bits/types/pid_t.h>
#include <bits/types/struct_timeval.h>
#include <bits/types/suseconds_t.h>
#include <bits/types/time_t.h>

__EXTERN_C_BEGIN

struct utmpx {
	short ut_type;
	short __ut_pad1;
	pid_t ut_pid;
	char ut_line[32];
	char ut_id[4];
	char ut_user[32];
	char ut_host[256];
	struct {
		short __e_termination;
		short __e_exit;
	} ut_exit;
	int ut_session;
	int __ut_pad2;
	struct timeval ut_tv;
	unsigned int ut_addr_v6[4];
	char __unused[20];
};

/* ut_type. */
#define EMPTY 0
#define RUN_LVL 1
#define BOOT_TIME 2
#define NEW_TIME 3
#define OLD_TIME 4
#define INIT_PROCESS 5
#define LOGIN_PROCESS 6
#define USER_PROCESS 7
#define DEAD_PROCESS 8

void setutxent(void);
struct utmpx *getutxent(void);
struct utmpx *getutxid(const struct utmpx *);
struct utmpx *getutxline(const struct utmpx *);
struct utmpx *pututxline(const struct utmpx *);
void endutxent(void);

#if __VIS_BSD
#define e_exit __e_exit
#define e_termination __e_termination

void updwtmpx(const char *, const struct utmpx *);
int utmpxname(const char *);
#endif

__EXTERN_C_END

#endif
