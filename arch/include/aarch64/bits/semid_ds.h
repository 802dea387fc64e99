/* struct semid_ds, as aarch64's semctl(2) fills it. */
#ifndef _BITS_SEMID_DS_H
#define _BITS_SEMID_DS_H

struct semid_ds {
	struct ipc_perm sem_perm;
	time_t sem_otime;
	time_t sem_ctime;
	unsigned short sem_nsems;
	char __sem_nsems_pad[6];
	long __unused3;
	long __unused4;
};

#endif
