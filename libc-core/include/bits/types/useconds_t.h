/* Microseconds, as usleep takes them. */
#ifndef _BITS_TYPES_USECONDS_T_H
#define _BITS_TYPES_USECONDS_T_H

typedef unsigned int useconds_t;

#endif
