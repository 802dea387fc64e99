/* stdckdint.h: integer arithmetic that tells whether the result fits (C23 7.20). */
#ifndef _STDCKDINT_H
#define _STDCKDINT_H

#define __STDC_VERSION_STDCKDINT_H__ 202311L

#ifdef __cplusplus
#define __CKD_BOOL bool
#else
#define __CKD_BOOL _Bool
#endif

/* The wrapped result goes to *to; true says that it is not the mathematical one. */
#define ckd_add(to, a, b) ((__CKD_BOOL)__builtin_add_overflow(a, b, to))
#define ckd_sub(to, a, b) ((__CKD_BOOL)__builtin_sub_overflow(a, b, to))
#define ckd_mul(to, a, b) ((__CKD_BOOL)__builtin_mul_overflow(a, b, to))

#endif
