/* fenv.h: the floating-point environment: exception flags and rounding (C23 7.6). */
#ifndef _FENV_H
#define _FENV_H

#include <features.h>
#include <bits/fenv.h>

__EXTERN_C_BEGIN

/* The environment at program start. */
#define FE_DFL_ENV ((const fenv_t *)-1)

int feclearexcept(int);
int fegetexceptflag(fexcept_t *, int);
int feraiseexcept(int);
int fesetexceptflag(const fexcept_t *, int);
int fetestexcept(int);

int fegetround(void);
int fesetround(int);

int fegetenv(fenv_t *);
int feholdexcept(fenv_t *);
int fesetenv(const fenv_t *);
int feupdateenv(const fenv_t *);

#if __VIS_C23

#define __STDC_VERSION_FENV_H__ 202311L

/* The modes at program start. */
#define FE_DFL_MODE ((const femode_t *)-1)

int fesetexcept(int);
int fetestexceptflag(const fexcept_t *, int);
int fegetmode(femode_t *);
int fesetmode(const femode_t *);

#endif

__EXTERN_C_END

#endif
