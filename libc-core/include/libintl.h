/* libintl.h: messages in the user's language (POSIX: libintl.h; gettext(3)). */
#ifndef _LIBINTL_H
#define _LIBINTL_H

#include <features.h>

__EXTERN_C_BEGIN

#define __USE_GNU_GETTEXT 1
#define __GNU_GETTEXT_SUPPORTED_REVISION(major) ((major) == 0 ? 1 : -1)

/* The translation of a format is checked as the format is. */
#define __TRANSLATES(argument) __attribute__((__format_arg__(argument)))

char *gettext(const char *) __TRANSLATES(1);
char *dgettext(const char *, const char *) __TRANSLATES(2);
char *dcgettext(const char *, const char *, int) __TRANSLATES(2);
char *ngettext(const char *, const char *, unsigned long) __TRANSLATES(1) __TRANSLATES(2);
char *dngettext(const char *, const char *, const char *, unsigned long) __TRANSLATES(2) __TRANSLATES(3);
char *dcngettext(const char *, const char *, const char *, unsigned long, int) __TRANSLATES(2) __TRANSLATES(3);

#undef __TRANSLATES

char *textdomain(const char *);
char *bindtextdomain(const char *, const char *);
char *bind_textdomain_codeset(const char *, const char *);

__EXTERN_C_END

#endif
