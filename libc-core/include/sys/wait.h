/* sys/wait.h: waiting for children (POSIX: sys/wait.h; wait(2)). */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <features.h>
#include <bits/types/id_t.h>
#include <bits/types/pid_t.h>
#include <bits/wait_status.h>
#if __VIS_POSIX
#include <signal.h>
#endif
#if __VIS_BSD
#include <sys/resource.h>
#endif

__EXTERN_C_BEGIN

#define WSTOPPED 2
#define WEXITED 4
#define WCONTINUED 8
#define WNOWAIT 0x1000000

#define __WNOTHREAD 0x20000000
#define __WALL 0x40000000
#define __WCLONE 0x80000000

#undef WCOREDUMP
#undef WIFCONTINUED
#define WCOREDUMP(status) ((status) & 0x80)
#define WIFCONTINUED(status) ((status) == 0xffff)

/* Whom to wait for. */
typedef enum {
	P_ALL = 0,
	P_PID = 1,
	P_PGID = 2,
	P_PIDFD = 3
} idtype_t;

pid_t wait(int *);
pid_t waitpid(pid_t, int *, int);

#if __VIS_POSIX
int waitid(idtype_t, id_t, siginfo_t *, int);
#endif

#if __VIS_BSD
pid_t wait3(int *, int, struct rusage *);
pid_t wait4(pid_t, int *, int, struct rusage *);
#endif

__EXTERN_C_END

#endif
