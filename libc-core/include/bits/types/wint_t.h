/* A wide character or WEOF (C23 7.31.1). */
#ifndef _BITS_TYPES_WINT_T_H
#define _BITS_TYPES_WINT_T_H

typedef unsigned int wint_t;

#endif
