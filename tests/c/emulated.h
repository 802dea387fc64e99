/* Whether qemu-user runs the program. Its version 7.2 crashes when the forked child of a process with threads makes a
 * thread, whatever the C library, and it knows no robust mutexes. */
#ifndef EMULATED_H
#define EMULATED_H

#include <errno.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline int emulated(void) {
    void *head;
    size_t size;
    return syscall(SYS_get_robust_list, 0, &head, &size) == -1 && errno == ENOSYS;
}

#endif
