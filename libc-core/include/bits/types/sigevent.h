/* How a timer, a message queue or asynchronous input and output reports (POSIX: signal.h). */
#ifndef _BITS_TYPES_SIGEVENT_H
#define _BITS_TYPES_SIGEVENT_H

#include <bits/types/pid_t.h>
#include <bits/types/pthread_attr_t.h>

/* A value that travels with a signal. */
union sigval {
	int sival_int;
	void *sival_ptr;
};

struct sigevent {
	union sigval sigev_value;
	int sigev_signo;
	int sigev_notify;
	union {
		char __pad[48];
		pid_t sigev_notify_thread_id;
		struct {
			void (*sigev_notify_function)(union sigval);
			pthread_attr_t *sigev_notify_attributes;
		} __sev_thread;
	} __sev_fields;
};

#define sigev_notify_thread_id __sev_fields.sigev_notify_thread_id
#define sigev_notify_function __sev_fields.__sev_thread.sigev_notify_function
#define sigev_notify_attributes __sev_fields.__sev_thread.sigev_notify_attributes

#endif
