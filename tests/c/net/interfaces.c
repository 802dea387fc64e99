/* Network interfaces and their addresses. */
#define _GNU_SOURCE
#include "check.h"
#include "world.h"
#include <ifaddrs.h>
#include <netpacket/packet.h>

TEST(names_and_numbers) {
    char name[IF_NAMESIZE];
    CHECK_EQ(if_nametoindex("lo"), 1);
    CHECK_STR(if_indextoname(1, name), "lo");
    CHECK_FAILS(if_nametoindex("nodev"), ENODEV);
    CHECK_FAILS(if_nametoindex(""), ENODEV);
    CHECK_FAILS(if_nametoindex("a-name-that-is-much-too-long"), ENODEV);
    CHECK_FAILS(if_indextoname(98765, name), ENXIO);
    CHECK_FAILS(if_indextoname(0, name), ENXIO);
}

TEST(list_of_names) {
    struct if_nameindex *list = if_nameindex();
    CHECK(list);
    int found = 0, i;
    for (i = 0; list[i].if_index; i++) {
        CHECK_EQ(if_nametoindex(list[i].if_name), list[i].if_index);
        found += strcmp(list[i].if_name, "lo") == 0;
    }
    CHECK(!list[i].if_name);
    CHECK_EQ(found, 1);
    if_freenameindex(list);
    if_freenameindex(NULL);
}

TEST(addresses) {
    if (!enter_world())
        return;
    struct ifaddrs *list = NULL;
    CHECK_EQ(getifaddrs(&list), 0);
    int links = 0, four = 0, six = 0;
    for (struct ifaddrs *one = list; one; one = one->ifa_next) {
        CHECK_STR(one->ifa_name, "lo");
        CHECK(one->ifa_flags & IFF_LOOPBACK && one->ifa_flags & IFF_UP);
        CHECK(one->ifa_addr);
        if (one->ifa_addr->sa_family == AF_PACKET) {
            struct sockaddr_ll *address = (void *)one->ifa_addr;
            CHECK_EQ(address->sll_ifindex, 1);
            CHECK_EQ(address->sll_hatype, 772);
            CHECK_EQ(address->sll_halen, 6);
            CHECK_MEM(address->sll_addr, "\0\0\0\0\0\0", 6);
            CHECK(one->ifa_data && !one->ifa_netmask);
            links++;
        } else if (one->ifa_addr->sa_family == AF_INET) {
            CHECK_EQ(((struct sockaddr_in *)one->ifa_addr)->sin_addr.s_addr, htonl(INADDR_LOOPBACK));
            CHECK_EQ(one->ifa_netmask->sa_family, AF_INET);
            CHECK_EQ(((struct sockaddr_in *)one->ifa_netmask)->sin_addr.s_addr, htonl(0xff000000));
            CHECK(!one->ifa_data);
            four++;
        } else {
            CHECK_EQ(one->ifa_addr->sa_family, AF_INET6);
            struct sockaddr_in6 *address = (void *)one->ifa_addr, *mask = (void *)one->ifa_netmask;
            CHECK(IN6_IS_ADDR_LOOPBACK(&address->sin6_addr));
            CHECK_EQ(address->sin6_scope_id, 0);
            for (int i = 0; i < 16; i++)
                CHECK_EQ(mask->sin6_addr.s6_addr[i], 255);
            six++;
        }
    }
    CHECK_EQ(links, 1);
    CHECK_EQ(four, 1);
    CHECK(six <= 1);
    freeifaddrs(list);
    freeifaddrs(NULL);
}

/* Another address, with a label, a broadcast address and a prefix that is no multiple of 8. */
TEST(more_addresses) {
    if (!enter_world())
        return;
    struct ifreq request = {.ifr_name = "lo:x"};
    struct sockaddr_in *address = (void *)&request.ifr_addr;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    address->sin_family = AF_INET;
    address->sin_addr.s_addr = htonl(0x0a010203);
    CHECK_EQ(ioctl(fd, SIOCSIFADDR, &request), 0);
    address->sin_addr.s_addr = htonl(0xfffff800);
    CHECK_EQ(ioctl(fd, SIOCSIFNETMASK, &request), 0);
    close(fd);
    struct ifaddrs *list;
    CHECK_EQ(getifaddrs(&list), 0);
    int found = 0;
    for (struct ifaddrs *one = list; one; one = one->ifa_next) {
        if (strcmp(one->ifa_name, "lo:x") == 0) {
            CHECK_EQ(((struct sockaddr_in *)one->ifa_addr)->sin_addr.s_addr, htonl(0x0a010203));
            CHECK_EQ(((struct sockaddr_in *)one->ifa_netmask)->sin_addr.s_addr, htonl(0xfffff800));
            found++;
        }
    }
    CHECK_EQ(found, 1);
    freeifaddrs(list);
}

TEST(no_descriptors) {
    char name[IF_NAMESIZE];
    int fd = 3;
    while ((fd = dup(0)) >= 0) {
    }
    struct ifaddrs *list;
    CHECK_FAILS(getifaddrs(&list), EMFILE);
    CHECK_FAILS(if_nameindex(), ENOBUFS);
    CHECK_FAILS(if_nametoindex("lo"), EMFILE);
    CHECK_FAILS(if_indextoname(1, name), EMFILE);
}
