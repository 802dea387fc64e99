/* Lookups with an allocator of the program's own: what they return comes from it and goes back to it, and they do without
 * when it has nothing. */
#define _GNU_SOURCE
#include "check.h"
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

static _Alignas(16) unsigned char memory[1 << 20];
static size_t used;
static int blocks, left = 1 << 30;

void *malloc(size_t size) {
    if (left-- <= 0) {
        errno = ENOMEM;
        return NULL;
    }
    size = (size + 15) & ~(size_t)15;
    if (used + size > sizeof memory)
        return NULL;
    blocks++;
    used += size;
    return memory + used - size;
}

void free(void *block) {
    blocks -= block != NULL;
}

void *calloc(size_t count, size_t size) {
    void *block = malloc(count * size);
    return block ? memset(block, 0, count * size) : NULL;
}

void *realloc(void *block, size_t size) {
    void *copy = malloc(size);
    if (copy && block)
        memcpy(copy, block, size);
    return copy;
}

TEST(lists_of_addresses) {
    struct addrinfo *list = NULL, hints = {.ai_flags = AI_CANONNAME};
    CHECK_EQ(getaddrinfo("192.0.2.1", "80", &hints, &list), 0);
    CHECK_EQ(blocks, 2);
    CHECK((unsigned char *)list >= memory && (unsigned char *)list < memory + used);
    CHECK_STR(list->ai_canonname, "192.0.2.1");
    freeaddrinfo(list);
    CHECK_EQ(blocks, 0);
    for (int most = 0; most < 2; most++) {
        left = most;
        list = NULL;
        CHECK_EQ(getaddrinfo("192.0.2.1", "80", &hints, &list), EAI_MEMORY);
        CHECK(!list);
        CHECK_EQ(blocks, 0);
    }
    left = 2;
    CHECK_EQ(getaddrinfo("192.0.2.1", "80", &hints, &list), 0);
    freeaddrinfo(list);
}

TEST(lists_of_interfaces) {
    struct ifaddrs *list = NULL;
    CHECK_EQ(getifaddrs(&list), 0);
    CHECK(blocks > 0);
    int needed = blocks;
    freeifaddrs(list);
    CHECK_EQ(blocks, 0);
    left = needed - 1;
    CHECK_FAILS(getifaddrs(&list), ENOMEM);
    CHECK_EQ(blocks, 0);
    left = 1;
    struct if_nameindex *names = if_nameindex();
    CHECK(names);
    CHECK_EQ(blocks, 1);
    if_freenameindex(names);
    CHECK_EQ(blocks, 0);
    left = 0;
    CHECK_FAILS(if_nameindex(), ENOBUFS);
}

/* What is not the program's to free does not come from its allocator. */
TEST(static_results) {
    left = 0;
    CHECK(gethostbyname("192.0.2.1"));
    CHECK(getprotobyname("tcp"));
}
