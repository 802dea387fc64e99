/* The host's byte order and the network's, which is big-endian (POSIX: arpa/inet.h). */
#ifndef _BITS_NETWORK_ORDER_H
#define _BITS_NETWORK_ORDER_H

#include <features.h>
#include <bits/types/uint16_t.h>
#include <bits/types/uint32_t.h>

__EXTERN_C_BEGIN

uint32_t htonl(uint32_t);
uint16_t htons(uint16_t);
uint32_t ntohl(uint32_t);
uint16_t ntohs(uint16_t);

__EXTERN_C_END

#endif
