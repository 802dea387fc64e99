/* utime.h: a file's times in whole seconds (POSIX.1-2008: utime.h). */
#ifndef _UTIME_H
#define _UTIME_H

#include <features.h>
#include <bits/types/time_t.h>

__EXTERN_C_BEGIN

struct utimbuf {
	time_t actime;
	time_t modtime;
};

int utime(const char *, const struct utimbuf *);

__EXTERN_C_END

#endif
