/* An address family: AF_INET and its like (POSIX: sys/socket.h). */
#ifndef _BITS_TYPES_SA_FAMILY_T_H
#define _BITS_TYPES_SA_FAMILY_T_H

typedef unsigned short sa_family_t;

#endif
