/* sys/sem.h: semaphores of System V (POSIX: sys/sem.h). */
#ifndef _SYS_SEM_H
#define _SYS_SEM_H

#include <features.h>
#include <sys/ipc.h>
#include <bits/types/pid_t.h>
#include <bits/types/size_t.h>
#include <bits/types/time_t.h>
#include <bits/semid_ds.h>
#if __VIS_GNU
#include <bits/types/struct_timespec.h>
#endif

__EXTERN_C_BEGIN

#define SEM_UNDO 0x1000

#define GETPID 11
#define GETVAL 12
#define GETALL 13
#define GETNCNT 14
#define GETZCNT 15
#define SETVAL 16
#define SETALL 17

#define SEM_STAT 18
#define SEM_INFO 19
#define SEM_STAT_ANY 20

/* The program itself declares union semun, semctl's last argument. */
#define _SEM_SEMUN_UNDEFINED 1

struct seminfo {
	int semmap;
	int semmni;
	int semmns;
	int semmnu;
	int semmsl;
	int semopm;
	int semume;
	int semusz;
	int semvmx;
	int semaem;
};

struct sembuf {
	unsigned short sem_num;
	short sem_op;
	short sem_flg;
};

int semget(key_t, int, int);
int semctl(int, int, int, ...);
int semop(int, struct sembuf *, size_t);

#if __VIS_GNU
int semtimedop(int, struct sembuf *, size_t, const struct timespec *);
#endif

__EXTERN_C_END

#endif
