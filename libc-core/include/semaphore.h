/* semaphore.h: POSIX semaphores (POSIX: semaphore.h). */
#ifndef _SEMAPHORE_H
#define _SEMAPHORE_H

#include <features.h>
#include <fcntl.h>
#include <bits/types/struct_timespec.h>
#if __VIS_POSIX2024
#include <bits/types/clockid_t.h>
#endif

__EXTERN_C_BEGIN

typedef struct {
	volatile int __val[8];
} sem_t;

#define SEM_FAILED ((sem_t *)0)

int sem_init(sem_t *, int, unsigned int);
int sem_destroy(sem_t *);
sem_t *sem_open(const char *, int, ...);
int sem_close(sem_t *);
int sem_unlink(const char *);

int sem_post(sem_t *);
int sem_wait(sem_t *);
int sem_trywait(sem_t *);
int sem_timedwait(sem_t *__restrict, const struct timespec *__restrict);
int sem_getvalue(sem_t *__restrict, int *__restrict);

#if __VIS_POSIX2024
int sem_clockwait(sem_t *__restrict, clockid_t, const struct timespec *__restrict);
#endif

__EXTERN_C_END

#endif
