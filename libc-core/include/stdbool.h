/* stdbool.h: truth values; keywords in C++ and from C23 on (C23 7.19). */
#ifndef _STDBOOL_H
#define _STDBOOL_H

#if !defined(__cplusplus) && !(defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
#define bool _Bool
#define true 1
#define false 0
#endif

#define __bool_true_false_are_defined 1

#endif
