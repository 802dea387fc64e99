/* The option parser that unistd.h and getopt.h share (POSIX: unistd.h). */
#ifndef _BITS_GETOPT_H
#define _BITS_GETOPT_H

#include <features.h>

__EXTERN_C_BEGIN

int getopt(int, char *const[], const char *);
extern char *optarg;
extern int optind, opterr, optopt;

__EXTERN_C_END

#endif
