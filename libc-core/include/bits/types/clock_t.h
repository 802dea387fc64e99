/* Processor time in units of 1/CLOCKS_PER_SEC s, or in clock ticks (C23 7.29.1). */
#ifndef _BITS_TYPES_CLOCK_T_H
#define _BITS_TYPES_CLOCK_T_H

typedef long clock_t;

#endif
