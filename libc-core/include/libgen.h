/* libgen.h: taking path names apart, in place (POSIX: libgen.h). */
#ifndef _LIBGEN_H
#define _LIBGEN_H

#include <features.h>

__EXTERN_C_BEGIN

char *basename(char *);
char *dirname(char *);

__EXTERN_C_END

#endif
