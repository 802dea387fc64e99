/* struct semid_ds, as x86_64's semctl(2) fills it. */
#ifndef _BITS_SEMID_DS_H
#define _BITS_SEMID_DS_H

struct semid_ds {
	struct ipc_perm sem_perm;
	time_t sem_otime;
	long __unused1;
	time_t sem_ctime;
	long __unused2;
	unsigned short sem_nsems;
	char __sem_nsems_pad[6];
	long __unused3;
	long __unused4;
};

#endif
