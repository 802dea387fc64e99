/* fnmatch.h: matching file names with shell patterns (POSIX: fnmatch.h). */
#ifndef _FNMATCH_H
#define _FNMATCH_H

#include <features.h>

__EXTERN_C_BEGIN

#define FNM_PATHNAME 1
#define FNM_NOESCAPE 2
#define FNM_PERIOD 4
#define FNM_LEADING_DIR 8
#define FNM_CASEFOLD 0x10
#define FNM_FILE_NAME FNM_PATHNAME

#if __VIS_POSIX2024
#define FNM_IGNORECASE FNM_CASEFOLD
#endif

#define FNM_NOMATCH 1
#define FNM_NOSYS (-1)

int fnmatch(const char *, const char *, int);

__EXTERN_C_END

#endif
