/* The type in which double expressions are evaluated (C23 7.12). */
#ifndef _BITS_TYPES_DOUBLE_T_H
#define _BITS_TYPES_DOUBLE_T_H

#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ == 2
typedef long double double_t;
#else
typedef double double_t;
#endif

#endif
