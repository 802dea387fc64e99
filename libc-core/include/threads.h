/* threads.h: threads of C (C23 7.28). */
#ifndef _THREADS_H
#define _THREADS_H

#include <features.h>
#include <time.h>
#include <bits/types/cnd_t.h>
#include <bits/types/mtx_t.h>

__EXTERN_C_BEGIN

/* A keyword in C++ and from C23 on. */
#if !defined(__cplusplus) && !(defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
#define thread_local _Thread_local
#endif

#ifdef __cplusplus
typedef unsigned long thrd_t;
#else
typedef struct __pthread *thrd_t;
#endif
typedef int (*thrd_start_t)(void *);
typedef int once_flag;
typedef unsigned int tss_t;
typedef void (*tss_dtor_t)(void *);

#define ONCE_FLAG_INIT 0
#define TSS_DTOR_ITERATIONS 4

enum {
	thrd_success = 0,
	thrd_busy = 1,
	thrd_error = 2,
	thrd_nomem = 3,
	thrd_timedout = 4
};

enum {
	mtx_plain = 0,
	mtx_recursive = 1,
	mtx_timed = 2
};

int thrd_create(thrd_t *, thrd_start_t, void *);
int thrd_join(thrd_t, int *);
int thrd_detach(thrd_t);
_Noreturn void thrd_exit(int);
thrd_t thrd_current(void);
int thrd_equal(thrd_t, thrd_t);
#ifndef __cplusplus
#define thrd_equal(a, b) ((a) == (b))
#endif
int thrd_sleep(const struct timespec *, struct timespec *);
void thrd_yield(void);

void call_once(once_flag *, void (*)(void));

int mtx_init(mtx_t *, int);
void mtx_destroy(mtx_t *);
int mtx_lock(mtx_t *);
int mtx_timedlock(mtx_t *__restrict, const struct timespec *__restrict);
int mtx_trylock(mtx_t *);
int mtx_unlock(mtx_t *);

int cnd_init(cnd_t *);
void cnd_destroy(cnd_t *);
int cnd_wait(cnd_t *, mtx_t *);
int cnd_timedwait(cnd_t *__restrict, mtx_t *__restrict, const struct timespec *__restrict);
int cnd_signal(cnd_t *);
int cnd_broadcast(cnd_t *);

int tss_create(tss_t *, tss_dtor_t);
void tss_delete(tss_t);
void *tss_get(tss_t);
int tss_set(tss_t, void *);

__EXTERN_C_END

#endif
