/* The order of bytes in memory: little-endian on every architecture that tine supports. */
#ifndef _BITS_BYTE_ORDER_H
#define _BITS_BYTE_ORDER_H

#define __LITTLE_ENDIAN 1234
#define __BIG_ENDIAN 4321
#define __BYTE_ORDER __LITTLE_ENDIAN

#endif
