/* A class of wide characters, as wctype gives it (C23 7.32.1). */
#ifndef _BITS_TYPES_WCTYPE_T_H
#define _BITS_TYPES_WCTYPE_T_H

typedef unsigned long wctype_t;

#endif
