/* The commands of lockf (POSIX: unistd.h). */
#ifndef _BITS_LOCKF_COMMANDS_H
#define _BITS_LOCKF_COMMANDS_H

#define F_ULOCK 0
#define F_LOCK 1
#define F_TLOCK 2
#define F_TEST 3

#endif
