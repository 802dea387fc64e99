/* The type in which float expressions are evaluated (C23 7.12). */
#ifndef _BITS_TYPES_FLOAT_T_H
#define _BITS_TYPES_FLOAT_T_H

#if defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ == 2
typedef long double float_t;
#elif defined(__FLT_EVAL_METHOD__) && __FLT_EVAL_METHOD__ == 1
typedef double float_t;
#else
typedef float float_t;
#endif

#endif
