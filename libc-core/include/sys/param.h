/* sys/param.h: BSD's system parameters and everyday macros. */
#ifndef _SYS_PARAM_H
#define _SYS_PARAM_H

#include <endian.h>
#include <limits.h>
#include <sys/resource.h>

#define MAXSYMLINKS 20
#define MAXHOSTNAMELEN 64
#define MAXNAMLEN 255
#define MAXPATHLEN 4096
#define NBBY 8
#define NGROUPS 32
#define CANBSIZ 255
#define NOFILE 256
#define NCARGS 131072
#define DEV_BSIZE 512
#define NOGROUP (-1)

#undef MIN
#undef MAX
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))

/* Bit i of an array of bytes. */
#define setbit(bytes, i) ((bytes)[(i) / NBBY] |= 1 << (i) % NBBY)
#define clrbit(bytes, i) ((bytes)[(i) / NBBY] &= ~(1 << (i) % NBBY))
#define isset(bytes, i) ((bytes)[(i) / NBBY] & 1 << (i) % NBBY)
#define isclr(bytes, i) (!isset(bytes, i))

#define howmany(n, unit) (((n) + (unit) - 1) / (unit))
#define roundup(n, unit) (howmany(n, unit) * (unit))
#define powerof2(n) (((n) & ((n) - 1)) == 0)

#endif
