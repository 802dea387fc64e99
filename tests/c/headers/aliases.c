/* The second names of items, which programs that were written for other C libraries declare for themselves. */
#define _GNU_SOURCE
#include "check.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

extern char **__environ, *__progname, *__progname_full, *__tzname[2];
extern long __timezone;
extern int __daylight, __signgam;
int __xpg_strerror_r(int, char *, size_t);

TEST(second_names_are_the_same_items) {
    CHECK((void *)&__environ == (void *)&environ);
    CHECK((void *)&__progname == (void *)&program_invocation_short_name);
    CHECK((void *)&__progname_full == (void *)&program_invocation_name);
    CHECK((void *)&__tzname == (void *)&tzname);
    CHECK((void *)&__timezone == (void *)&timezone);
    CHECK((void *)&__daylight == (void *)&daylight);
    CHECK((void *)&__signgam == (void *)&signgam);
    CHECK(__environ != 0 && __progname != 0);
    char text[64];
    CHECK_EQ(__xpg_strerror_r(ENOENT, text, sizeof text), 0);
    CHECK_STR(text, strerror(ENOENT));
}
