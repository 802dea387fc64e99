/* getopt.h: options with long names (getopt_long(3)). */
#ifndef _GETOPT_H
#define _GETOPT_H

#include <features.h>
#include <bits/getopt.h>

__EXTERN_C_BEGIN

/* Set to 1 to start over (BSD). */
extern int optreset;

/* A long option: val is returned, or stored where flag points. */
struct option {
	const char *name;
	int has_arg;
	int *flag;
	int val;
};

#define no_argument 0
#define required_argument 1
#define optional_argument 2

int getopt_long(int, char *const *, const char *, const struct option *, int *);
int getopt_long_only(int, char *const *, const char *, const struct option *, int *);

__EXTERN_C_END

#endif
