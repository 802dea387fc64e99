/* nl_types.h: message catalogues (POSIX: nl_types.h). */
#ifndef _NL_TYPES_H
#define _NL_TYPES_H

#include <features.h>

__EXTERN_C_BEGIN

typedef int nl_item;
typedef void *nl_catd;

#define NL_SETD 1
#define NL_CAT_LOCALE 1

nl_catd catopen(const char *, int);
char *catgets(nl_catd, int, int, const char *);
int catclose(nl_catd);

__EXTERN_C_END

#endif
