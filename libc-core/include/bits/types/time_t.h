/* Seconds since 1970-01-01 UTC; 64 bits, so good past 2038 (C23 7.29.1). */
#ifndef _BITS_TYPES_TIME_T_H
#define _BITS_TYPES_TIME_T_H

typedef long time_t;

#endif
