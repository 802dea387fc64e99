/* Whether an initialisation has run (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_PTHREAD_ONCE_T_H
#define _BITS_TYPES_PTHREAD_ONCE_T_H

typedef int pthread_once_t;

#endif
