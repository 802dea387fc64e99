/* stdnoreturn.h: functions that do not return (C11 7.23). */
#ifndef _STDNORETURN_H
#define _STDNORETURN_H

#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 201112L
#define noreturn _Noreturn
#else
#define noreturn __attribute__((__noreturn__))
#endif
#endif

#endif
