/* How far the conversion of a multibyte character has come (C23 7.31.1). */
#ifndef _BITS_TYPES_MBSTATE_T_H
#define _BITS_TYPES_MBSTATE_T_H

typedef struct __mbstate_t {
	unsigned int __opaque1, __opaque2;
} mbstate_t;

#endif
