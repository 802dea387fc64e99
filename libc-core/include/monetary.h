/* monetary.h: amounts of money as text (POSIX: monetary.h). */
#ifndef _MONETARY_H
#define _MONETARY_H

#include <features.h>
#include <bits/types/locale_t.h>
#include <bits/types/size_t.h>
#include <bits/types/ssize_t.h>

__EXTERN_C_BEGIN

ssize_t strfmon(char *__restrict, size_t, const char *__restrict, ...);
ssize_t strfmon_l(char *__restrict, size_t, locale_t, const char *__restrict, ...);

__EXTERN_C_END

#endif
