/* poll.h: waiting for descriptors (POSIX: poll.h). */
#ifndef _POLL_H
#define _POLL_H

#include <features.h>
#if __VIS_POSIX2024
#include <bits/types/sigset_t.h>
#include <bits/types/struct_timespec.h>
#endif

__EXTERN_C_BEGIN

#define POLLIN 0x1
#define POLLPRI 0x2
#define POLLOUT 0x4
#define POLLERR 0x8
#define POLLHUP 0x10
#define POLLNVAL 0x20
#define POLLRDNORM 0x40
#define POLLRDBAND 0x80
#define POLLWRNORM 0x100
#define POLLWRBAND 0x200
#define POLLMSG 0x400
#define POLLRDHUP 0x2000

typedef unsigned long nfds_t;

struct pollfd {
	int fd;
	short events;
	short revents;
};

int poll(struct pollfd *, nfds_t, int);

#if __VIS_POSIX2024
int ppoll(struct pollfd *, nfds_t, const struct timespec *, const sigset_t *);
#endif

__EXTERN_C_END

#endif
