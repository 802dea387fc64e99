/* sys/types.h: the types of the system (POSIX: sys/types.h). */
#ifndef _SYS_TYPES_H
#define _SYS_TYPES_H

#include <features.h>
#include <bits/types/blkcnt_t.h>
#include <bits/types/blksize_t.h>
#include <bits/types/clock_t.h>
#include <bits/types/clockid_t.h>
#include <bits/types/dev_t.h>
#include <bits/types/fsblkcnt_t.h>
#include <bits/types/fsfilcnt_t.h>
#include <bits/types/gid_t.h>
#include <bits/types/id_t.h>
#include <bits/types/ino_t.h>
#include <bits/types/key_t.h>
#include <bits/types/mode_t.h>
#include <bits/types/nlink_t.h>
#include <bits/types/off_t.h>
#include <bits/types/pid_t.h>
#include <bits/types/pthread_attr_t.h>
#include <bits/types/pthread_barrier_t.h>
#include <bits/types/pthread_barrierattr_t.h>
#include <bits/types/pthread_cond_t.h>
#include <bits/types/pthread_condattr_t.h>
#include <bits/types/pthread_key_t.h>
#include <bits/types/pthread_mutex_t.h>
#include <bits/types/pthread_mutexattr_t.h>
#include <bits/types/pthread_once_t.h>
#include <bits/types/pthread_rwlock_t.h>
#include <bits/types/pthread_rwlockattr_t.h>
#include <bits/types/pthread_spinlock_t.h>
#include <bits/types/pthread_t.h>
#include <bits/types/size_t.h>
#include <bits/types/ssize_t.h>
#include <bits/types/suseconds_t.h>
#include <bits/types/time_t.h>
#include <bits/types/timer_t.h>
#include <bits/types/uid_t.h>
#include <bits/types/useconds_t.h>

#if __VIS_BSD

#include <endian.h>
#include <sys/select.h>
#include <bits/types/int8_t.h>
#include <bits/types/int16_t.h>
#include <bits/types/int32_t.h>
#include <bits/types/int64_t.h>
#include <bits/types/register_t.h>
#include <bits/types/u_int64_t.h>

typedef unsigned char u_int8_t;
typedef unsigned short u_int16_t;
typedef unsigned int u_int32_t;

typedef char *caddr_t;
typedef unsigned char u_char;
typedef unsigned short u_short, ushort;
typedef unsigned int u_int, uint;
typedef unsigned long u_long, ulong;
__extension__ typedef long long quad_t;
__extension__ typedef unsigned long long u_quad_t;

#endif

#if __VIS_LARGEFILE64
#include <bits/large_file_types.h>
#endif

#endif
