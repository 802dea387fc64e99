/* A thread; an integer in C++, as the ABI of C++ names has it (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_T_H
#define _BITS_TYPES_PTHREAD_T_H

#ifdef __cplusplus
typedef unsigned long pthread_t;
#else
typedef struct __pthread *pthread_t;
#endif

#endif
