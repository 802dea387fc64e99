/* The size of a socket address or option (POSIX: sys/socket.h). */
#ifndef _BITS_TYPES_SOCKLEN_T_H
#define _BITS_TYPES_SOCKLEN_T_H

typedef unsigned int socklen_t;

#endif
