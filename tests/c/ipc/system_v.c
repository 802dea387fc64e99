/* System V's shared memory, semaphores and message queues. flags: -D_GNU_SOURCE */
#include "check.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>

union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
};

static void ends_well(pid_t child) {
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK_EQ(status, 0);
}

TEST(key_of_a_file) {
    struct stat status;
    int fd = open("file", O_CREAT | O_WRONLY, 0600);
    CHECK(fd >= 0);
    CHECK_EQ(fstat(fd, &status), 0);
    key_t wanted = (key_t)((status.st_ino & 0xffff) | (status.st_dev & 0xff) << 16 | 0x41u << 24);
    CHECK_EQ(ftok("file", 0x41), wanted);
    CHECK_EQ(ftok("file", 0x541), wanted);
    CHECK_FAILS(ftok("no such file", 1), ENOENT);
}

TEST(shared_memory) {
    int id = shmget(IPC_PRIVATE, 8000, IPC_CREAT | 0600);
    CHECK(id >= 0);
    volatile int *shared = shmat(id, 0, 0);
    CHECK(shared != (void *)-1);
    pid_t child = fork();
    if (child == 0) {
        shared[1000] = 42;
        _exit(shmdt((void *)shared) == 0 ? 0 : 1);
    }
    ends_well(child);
    CHECK_EQ(shared[1000], 42);
    struct shmid_ds status;
    CHECK_EQ(shmctl(id, IPC_STAT, &status), 0);
    CHECK_EQ(status.shm_segsz, 8000);
    CHECK_EQ(status.shm_nattch, 1);
    CHECK_EQ(status.shm_perm.mode & 0777, 0600);
    CHECK_EQ(shmctl(id, IPC_RMID, 0), 0);
    CHECK_EQ(shmdt((void *)shared), 0);
    CHECK_FAILS(shmdt((void *)shared), EINVAL);
    errno = 0;
    CHECK(shmat(id, 0, 0) == (void *)-1);
    CHECK(errno == EINVAL || errno == EIDRM);
    CHECK_FAILS(shmget(IPC_PRIVATE, (size_t)1 << 63, IPC_CREAT | 0600), EINVAL);
}

TEST(semaphores) {
    int id = semget(IPC_PRIVATE, 3, IPC_CREAT | 0600);
    CHECK(id >= 0);
    unsigned short values[3] = {1, 0, 5}, found[3];
    CHECK_EQ(semctl(id, 0, SETALL, (union semun){.array = values}), 0);
    CHECK_EQ(semctl(id, 0, GETALL, (union semun){.array = found}), 0);
    CHECK_MEM(found, values, sizeof values);
    CHECK_EQ(semctl(id, 1, SETVAL, (union semun){.val = 7}), 0);
    CHECK_EQ(semctl(id, 1, GETVAL), 7);
    struct sembuf take[2] = {{0, -1, 0}, {1, -7, IPC_NOWAIT}};
    CHECK_EQ(semop(id, take, 2), 0);
    CHECK_EQ(semctl(id, 0, GETVAL), 0);
    CHECK_EQ(semctl(id, 0, GETPID), getpid());
    CHECK_FAILS(semop(id, take + 1, 1), EAGAIN);
    struct timespec little = {0, 1000000};
    CHECK_FAILS(semtimedop(id, take, 1, &little), EAGAIN);
    struct semid_ds status;
    CHECK_EQ(semctl(id, 0, IPC_STAT, (union semun){.buf = &status}), 0);
    CHECK_EQ(status.sem_nsems, 3);
    pid_t child = fork();
    if (child == 0) {
        struct sembuf give = {0, 1, 0};
        _exit(semop(id, &give, 1) == 0 ? 0 : 1);
    }
    CHECK_EQ(semop(id, take, 1), 0);
    ends_well(child);
    CHECK_EQ(semctl(id, 0, IPC_RMID), 0);
    CHECK(semctl(id, 0, GETVAL) == -1 && (errno == EINVAL || errno == EIDRM));
    CHECK_FAILS(semget(IPC_PRIVATE, -1, IPC_CREAT | 0600), EINVAL);
}

struct message {
    long type;
    char text[16];
};

TEST(messages) {
    int id = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
    CHECK(id >= 0);
    struct message message = {2, "second"}, found;
    CHECK_EQ(msgsnd(id, &message, 7, 0), 0);
    message = (struct message){1, "first"};
    CHECK_EQ(msgsnd(id, &message, 6, IPC_NOWAIT), 0);
    struct msqid_ds status;
    CHECK_EQ(msgctl(id, IPC_STAT, &status), 0);
    CHECK_EQ(status.msg_qnum, 2);
    CHECK_EQ(status.msg_lspid, getpid());
    CHECK_EQ(msgrcv(id, &found, sizeof found.text, 1, 0), 6);
    CHECK_STR(found.text, "first");
    CHECK_FAILS(msgrcv(id, &found, 3, 0, 0), E2BIG);
    CHECK_EQ(msgrcv(id, &found, 3, 0, MSG_NOERROR), 3);
    CHECK_EQ(found.type, 2);
    CHECK_FAILS(msgrcv(id, &found, sizeof found.text, 0, IPC_NOWAIT), ENOMSG);
    message.type = 0;
    CHECK_FAILS(msgsnd(id, &message, 1, 0), EINVAL);
    CHECK_EQ(msgctl(id, IPC_RMID, 0), 0);
    CHECK(msgrcv(id, &found, 1, 0, IPC_NOWAIT) == -1 && (errno == EINVAL || errno == EIDRM));
}
