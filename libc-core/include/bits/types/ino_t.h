/* A file serial number (POSIX: sys/types.h). */
#ifndef _BITS_TYPES_INO_T_H
#define _BITS_TYPES_INO_T_H

typedef unsigned long ino_t;

#endif
