/* A byte offset into a matched string (POSIX: regex.h). */
#ifndef _BITS_TYPES_REGOFF_T_H
#define _BITS_TYPES_REGOFF_T_H

typedef long regoff_t;

#endif
