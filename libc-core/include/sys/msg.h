/* sys/msg.h: message queues of System V (POSIX: sys/msg.h). */
#ifndef _SYS_MSG_H
#define _SYS_MSG_H

#include <features.h>
#include <sys/ipc.h>
#include <bits/types/key_t.h>
#include <bits/types/pid_t.h>
#include <bits/types/size_t.h>
#include <bits/types/ssize_t.h>
#include <bits/types/time_t.h>

__EXTERN_C_BEGIN

typedef unsigned long msgqnum_t;
typedef unsigned long msglen_t;

struct msqid_ds {
	struct ipc_perm msg_perm;
	time_t msg_stime;
	time_t msg_rtime;
	time_t msg_ctime;
	unsigned long msg_cbytes;
	msgqnum_t msg_qnum;
	msglen_t msg_qbytes;
	pid_t msg_lspid;
	pid_t msg_lrpid;
	unsigned long __unused[2];
};

#define __msg_cbytes msg_cbytes

#define MSG_NOERROR 010000
#define MSG_EXCEPT 020000

#define MSG_STAT 11
#define MSG_INFO 12
#define MSG_STAT_ANY 13

struct msginfo {
	int msgpool;
	int msgmap;
	int msgmax;
	int msgmnb;
	int msgmni;
	int msgssz;
	int msgtql;
	unsigned short msgseg;
};

int msgget(key_t, int);
int msgctl(int, int, struct msqid_ds *);
int msgsnd(int, const void *, size_t, int);
ssize_t msgrcv(int, void *, size_t, long, int);

#if __VIS_BSD
struct msgbuf {
	long mtype;
	char mtext[1];
};
#endif

__EXTERN_C_END

#endif
