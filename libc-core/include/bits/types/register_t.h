/* An integer as wide as a register (BSD). */
#ifndef _BITS_TYPES_REGISTER_T_H
#define _BITS_TYPES_REGISTER_T_H

typedef long register_t;

#endif
