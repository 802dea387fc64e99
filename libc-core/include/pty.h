/* pty.h: pseudo-terminals (openpty(3)). */
#ifndef _PTY_H
#define _PTY_H

#include <features.h>
#include <sys/ioctl.h>
#include <termios.h>

__EXTERN_C_BEGIN

int openpty(int *, int *, char *, const struct termios *, const struct winsize *);
int forkpty(int *, char *, const struct termios *, const struct winsize *);

__EXTERN_C_END

#endif
