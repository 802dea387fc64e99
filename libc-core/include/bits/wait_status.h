/* What became of a child, by the status that wait stores (POSIX: sys/wait.h; wait(2)). */
#ifndef _BITS_WAIT_STATUS_H
#define _BITS_WAIT_STATUS_H

#define WNOHANG 1
#define WUNTRACED 2

/* The low 7 bits: 0 when it exited, 0x7f when it is stopped, else the signal that killed it. */
#define WTERMSIG(status) ((status) & 0x7f)
#define WEXITSTATUS(status) (((status) >> 8) & 0xff)
#define WSTOPSIG(status) WEXITSTATUS(status)
#define WIFEXITED(status) (WTERMSIG(status) == 0)
#define WIFSTOPPED(status) (((status) & 0xff) == 0x7f)
#define WIFSIGNALED(status) (((WTERMSIG(status) + 1) & 0x7e) != 0)

#endif
