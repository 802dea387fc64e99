/* byteswap.h: turning the order of bytes around (bswap(3)). */
#ifndef _BYTESWAP_H
#define _BYTESWAP_H

#include <stdint.h>

#define __bswap_16(x) __builtin_bswap16(x)
#define __bswap_32(x) __builtin_bswap32(x)
#define __bswap_64(x) __builtin_bswap64(x)
#define bswap_16(x) __builtin_bswap16(x)
#define bswap_32(x) __builtin_bswap32(x)
#define bswap_64(x) __builtin_bswap64(x)

#endif
