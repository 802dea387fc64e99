/* Hosts, services, networks and protocols by name and number: the files, and the functions on top of them. */
#define _GNU_SOURCE
#include "check.h"
#include "world.h"
#include <netdb.h>
#include <netinet/ether.h>
#include <sys/stat.h>

static const char hosts[] = "# comment\n"
                            "127.0.0.1\tlocalhost\n"
                            "::1 localhost ip6-localhost\n"
                            "192.0.2.1 Main.test alias1 alias2 # alias3\n"
                            "2001:db8::1 main.test six\n"
                            "192.0.2.2 main.test alias4 alias1\n"
                            "fe80::1%1 link.test\n"
                            "not-an-address main.test\n"
                            "192.0.2.3\n"
                            "192.0.2.4 four.test";

static int begin(void) {
    if (!enter_world())
        return 0;
    write_file("/etc/hosts", hosts);
    return 1;
}

static int code_of(const char *host, const char *service, int flags, int family, int type, int protocol) {
    struct addrinfo hints = {.ai_flags = flags, .ai_family = family, .ai_socktype = type, .ai_protocol = protocol};
    struct addrinfo *list = NULL;
    int code = getaddrinfo(host, service, &hints, &list);
    if (code == 0)
        freeaddrinfo(list);
    return code;
}

/* "family/type/protocol/address/port" of each element. */
static const char *list_of(const char *host, const char *service, int flags, int family, int type, int protocol) {
    static char text[4096];
    struct addrinfo hints = {.ai_flags = flags, .ai_family = family, .ai_socktype = type, .ai_protocol = protocol};
    struct addrinfo *list;
    int code = getaddrinfo(host, service, &hints, &list);
    char *to = text;
    *to = 0;
    if (code != 0) {
        sprintf(text, "code %d", code);
        return text;
    }
    for (struct addrinfo *one = list; one; one = one->ai_next) {
        char address[100];
        struct sockaddr_in6 *six = (void *)one->ai_addr;
        struct sockaddr_in *four = (void *)one->ai_addr;
        if (one->ai_family == AF_INET)
            inet_ntop(AF_INET, &four->sin_addr, address, sizeof address);
        else
            inet_ntop(AF_INET6, &six->sin6_addr, address, sizeof address);
        if (one->ai_family == AF_INET6 && six->sin6_scope_id)
            sprintf(strchr(address, 0), "%%%u", six->sin6_scope_id);
        to += sprintf(to, "%s%d/%d/%s/%d", to == text ? "" : " ", one->ai_socktype, one->ai_protocol, address,
                      ntohs(four->sin_port));
    }
    freeaddrinfo(list);
    return text;
}

TEST(hosts_file) {
    if (!begin())
        return;
    CHECK_STR(list_of("main.test", NULL, 0, AF_INET, SOCK_STREAM, 0), "1/6/192.0.2.1/0 1/6/192.0.2.2/0");
    CHECK_STR(list_of("MAIN.TEST.", NULL, 0, AF_INET6, SOCK_STREAM, 0), "1/6/2001:db8::1/0");
    CHECK_STR(list_of("alias1", NULL, 0, AF_UNSPEC, SOCK_STREAM, 0), "1/6/192.0.2.1/0 1/6/192.0.2.2/0");
    CHECK_STR(list_of("alias2", NULL, 0, AF_UNSPEC, SOCK_STREAM, 0), "1/6/192.0.2.1/0");
    CHECK_STR(list_of("four.test", NULL, 0, AF_UNSPEC, SOCK_STREAM, 0), "1/6/192.0.2.4/0");
    CHECK_STR(list_of("link.test", NULL, 0, AF_UNSPEC, SOCK_STREAM, 0), "1/6/fe80::1%1/0");
    /* The file decides: no server is asked. */
    CHECK_EQ(code_of("alias2", NULL, 0, AF_INET6, 0, 0), EAI_NODATA);
    struct addrinfo hints = {.ai_flags = AI_CANONNAME, .ai_family = AF_INET}, *list;
    CHECK_EQ(getaddrinfo("alias2", NULL, &hints, &list), 0);
    CHECK_STR(list->ai_canonname, "Main.test");
    freeaddrinfo(list);
    /* A comment, an address alone, part of a name. */
    CHECK_EQ(code_of("alias3", NULL, 0, AF_INET, 0, 0), EAI_AGAIN);
    CHECK_EQ(code_of("ain.test", NULL, 0, AF_INET, 0, 0), EAI_AGAIN);
}

TEST(this_host) {
    if (!enter_world())
        return;
    CHECK_STR(list_of("localhost", NULL, 0, AF_INET, SOCK_STREAM, 0), "1/6/127.0.0.1/0");
    CHECK_STR(list_of("a.LocalHost.", NULL, 0, AF_INET6, SOCK_STREAM, 0), "1/6/::1/0");
    CHECK_EQ(code_of("notlocalhost", NULL, 0, AF_INET, 0, 0), EAI_AGAIN);
    write_file("/etc/hosts", "127.9.9.9 localhost\n");
    CHECK_STR(list_of("localhost", NULL, 0, AF_INET, SOCK_STREAM, 0), "1/6/127.9.9.9/0");
}

TEST(numeric_hosts) {
    CHECK_STR(list_of("1.2.3.4", "5", 0, AF_UNSPEC, 0, 0), "1/6/1.2.3.4/5 2/17/1.2.3.4/5");
    CHECK_STR(list_of("0x7f.1", NULL, AI_NUMERICHOST, AF_UNSPEC, SOCK_DGRAM, 0), "2/17/127.0.0.1/0");
    CHECK_STR(list_of("::1", "65535", AI_NUMERICSERV, AF_UNSPEC, 0, IPPROTO_TCP), "1/6/::1/65535");
    CHECK_STR(list_of("2001:DB8::192.0.2.1", NULL, 0, AF_INET6, 2, 17), "2/17/2001:db8::c000:201/0");
    CHECK_STR(list_of("fe80::1%1", NULL, 0, AF_UNSPEC, 1, 0), "1/6/fe80::1%1/0");
    CHECK_STR(list_of("fe80::1%lo", NULL, 0, AF_UNSPEC, 1, 0), "1/6/fe80::1%1/0");
    CHECK_STR(list_of("ff02::1%lo", NULL, 0, AF_UNSPEC, 1, 0), "1/6/ff02::1%1/0");
    CHECK_STR(list_of("2001:db8::1%7", NULL, 0, AF_UNSPEC, 1, 0), "1/6/2001:db8::1%7/0");
    CHECK_EQ(code_of("2001:db8::1%lo", NULL, 0, AF_UNSPEC, 1, 0), EAI_NONAME);
    CHECK_EQ(code_of("fe80::1%nodev", NULL, 0, AF_UNSPEC, 1, 0), EAI_NONAME);
    CHECK_EQ(code_of("fe80::1%", NULL, 0, AF_UNSPEC, 1, 0), EAI_NONAME);
    CHECK_EQ(code_of("fe80::1%4294967296", NULL, 0, AF_UNSPEC, 1, 0), EAI_NONAME);
    CHECK_EQ(code_of("1.2.3.4", NULL, 0, AF_INET6, 1, 0), EAI_NODATA);
    CHECK_EQ(code_of("::1", NULL, 0, AF_INET, 1, 0), EAI_NODATA);
    CHECK_EQ(code_of("1.2.3.4.5", NULL, AI_NUMERICHOST, AF_UNSPEC, 1, 0), EAI_NONAME);
    CHECK_STR(list_of("1.2.3.4", NULL, AI_V4MAPPED | AI_NUMERICHOST, AF_INET6, 1, 0), "1/6/::ffff:1.2.3.4/0");
}

TEST(no_host) {
    CHECK_STR(list_of(NULL, "80", 0, AF_INET, 1, 0), "1/6/127.0.0.1/80");
    CHECK_STR(list_of(NULL, "80", 0, AF_INET6, 1, 0), "1/6/::1/80");
    CHECK_STR(list_of(NULL, "80", AI_PASSIVE, AF_UNSPEC, 1, 0), "1/6/0.0.0.0/80 1/6/::/80");
    CHECK_STR(list_of(NULL, "80", AI_PASSIVE, AF_INET6, 1, 0), "1/6/::/80");
    CHECK_STR(list_of("1.2.3.4", "80", AI_PASSIVE, AF_UNSPEC, 1, 0), "1/6/1.2.3.4/80");
    struct addrinfo *list;
    CHECK_EQ(getaddrinfo(NULL, "80", NULL, &list), 0);
    int count = 0;
    for (struct addrinfo *one = list; one; one = one->ai_next)
        count++;
    CHECK_EQ(count, 4);
    freeaddrinfo(list);
}

TEST(bad_hints) {
    CHECK_EQ(getaddrinfo(NULL, NULL, NULL, &(struct addrinfo *){NULL}), EAI_NONAME);
    CHECK_EQ(code_of("1.2.3.4", "80", 0x4000, AF_UNSPEC, 0, 0), EAI_BADFLAGS);
    CHECK_EQ(code_of("1.2.3.4", "80", 0, AF_UNIX, 0, 0), EAI_FAMILY);
    CHECK_EQ(code_of("1.2.3.4", "80", 0, AF_UNSPEC, 77, 0), EAI_SOCKTYPE);
    CHECK_EQ(code_of("1.2.3.4", "80", 0, AF_UNSPEC, SOCK_STREAM, IPPROTO_UDP), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "80", 0, AF_UNSPEC, SOCK_RAW, 0), EAI_SERVICE);
    CHECK_STR(list_of("1.2.3.4", NULL, 0, AF_UNSPEC, SOCK_RAW, IPPROTO_ICMP), "3/1/1.2.3.4/0");
    CHECK_EQ(code_of("1.2.3.4", "65536", 0, AF_UNSPEC, 0, 0), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "", 0, AF_UNSPEC, 0, 0), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "http", AI_NUMERICSERV, AF_UNSPEC, 0, 0), EAI_NONAME);
    CHECK_EQ(code_of("1.2.3.4", "-1", 0, AF_UNSPEC, 0, 0), EAI_SERVICE);
}

TEST(configured_families) {
    if (!enter_world())
        return;
    CHECK_STR(list_of("localhost", NULL, AI_ADDRCONFIG, AF_INET, 1, 0), "1/6/127.0.0.1/0");
    /* Without its loopback device, this host has no address. */
    if (unshare(CLONE_NEWNET) == 0) {
        CHECK_EQ(code_of("localhost", NULL, AI_ADDRCONFIG, AF_INET, 1, 0), EAI_NONAME);
        CHECK_EQ(code_of("localhost", NULL, AI_ADDRCONFIG, AF_UNSPEC, 1, 0), EAI_NONAME);
        CHECK_STR(list_of("localhost", NULL, 0, AF_INET, 1, 0), "1/6/127.0.0.1/0");
    }
}

static const char services[] = "# services\n"
                               "echo 7/tcp\n"
                               "echo 7/udp ping\n"
                               "www 80/tcp http world # comment\n"
                               "stream 9/sctp\n"
                               "bad 70000/tcp\n"
                               "worse x/tcp\n"
                               "worst 80\n"
                               "ntp 123/udp";

TEST(services_by_getaddrinfo) {
    if (!enter_world())
        return;
    write_file("/etc/services", services);
    CHECK_STR(list_of("1.2.3.4", "echo", 0, 0, 0, 0), "1/6/1.2.3.4/7 2/17/1.2.3.4/7");
    CHECK_STR(list_of("1.2.3.4", "http", 0, 0, 0, 0), "1/6/1.2.3.4/80");
    CHECK_STR(list_of("1.2.3.4", "ping", 0, 0, 0, 0), "2/17/1.2.3.4/7");
    CHECK_STR(list_of("1.2.3.4", "ntp", 0, 0, SOCK_DGRAM, 0), "2/17/1.2.3.4/123");
    CHECK_STR(list_of("1.2.3.4", "stream", 0, 0, SOCK_SEQPACKET, 0), "5/132/1.2.3.4/9");
    CHECK_STR(list_of("1.2.3.4", "stream", 0, 0, 0, 132), "5/132/1.2.3.4/9 1/132/1.2.3.4/9");
    CHECK_EQ(code_of("1.2.3.4", "ntp", 0, 0, SOCK_STREAM, 0), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "ech", 0, 0, 0, 0), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "bad", 0, 0, 0, 0), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "worse", 0, 0, 0, 0), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "worst", 0, 0, 0, 0), EAI_SERVICE);
    CHECK_EQ(code_of("1.2.3.4", "comment", 0, 0, 0, 0), EAI_SERVICE);
}

static void check_service(const struct servent *service, const char *name, int port, const char *protocol,
                          const char *alias) {
    CHECK(service);
    CHECK_STR(service->s_name, name);
    CHECK_EQ(service->s_port, htons((uint16_t)port));
    CHECK_STR(service->s_proto, protocol);
    if (alias)
        CHECK_STR(service->s_aliases[0], alias);
    else
        CHECK(!service->s_aliases[0]);
}

TEST(services_by_name_and_port) {
    if (!enter_world())
        return;
    CHECK(!getservbyname("echo", NULL));
    CHECK(!getservent());
    write_file("/etc/services", services);
    check_service(getservbyname("echo", NULL), "echo", 7, "tcp", NULL);
    check_service(getservbyname("echo", "udp"), "echo", 7, "udp", "ping");
    check_service(getservbyname("world", "tcp"), "www", 80, "tcp", "http");
    CHECK(!getservbyname("www", "tcp")->s_aliases[2]);
    check_service(getservbyname("stream", "sctp"), "stream", 9, "sctp", NULL);
    CHECK(!getservbyname("www", "udp"));
    CHECK(!getservbyname("80", NULL));
    check_service(getservbyport(htons(7), "udp"), "echo", 7, "udp", "ping");
    check_service(getservbyport(htons(123), NULL), "ntp", 123, "udp", NULL);
    CHECK(!getservbyport(htons(124), NULL));
    CHECK(!getservbyport(htons(80), "udp"));
    struct servent service, *result;
    char buffer[200];
    CHECK_EQ(getservbyname_r("http", "tcp", &service, buffer, sizeof buffer, &result), 0);
    CHECK_EQ(result, &service);
    check_service(result, "www", 80, "tcp", "http");
    CHECK_STR(result->s_aliases[1], "world");
    for (size_t size = 0; size < 40; size++) {
        CHECK_EQ(getservbyname_r("http", "tcp", &service, buffer, size, &result), ERANGE);
        CHECK(!result);
    }
    CHECK_EQ(getservbyname_r("none", NULL, &service, buffer, sizeof buffer, &result), ENOENT);
    CHECK(!result);
    CHECK_EQ(getservbyport_r(htons(7), "tcp", &service, buffer + 1, sizeof buffer - 1, &result), 0);
    check_service(result, "echo", 7, "tcp", NULL);
    CHECK_EQ((uintptr_t)result->s_aliases % sizeof(char *), 0);
    CHECK_EQ(getservbyport_r(htons(8), "tcp", &service, buffer, sizeof buffer, &result), ENOENT);
    for (int i = 0; i < 2; i++) {
        setservent(1);
        check_service(getservent(), "echo", 7, "tcp", NULL);
        check_service(getservent(), "echo", 7, "udp", "ping");
        check_service(getservent(), "www", 80, "tcp", "http");
        /* A search does not disturb the walk. */
        getservbyname("echo", NULL);
        check_service(getservent(), "stream", 9, "sctp", NULL);
        check_service(getservent(), "ntp", 123, "udp", NULL);
        CHECK(!getservent());
        CHECK(!getservent());
        endservent();
    }
}

TEST(networks) {
    if (!enter_world())
        return;
    CHECK(!getnetent());
    write_file("/etc/networks", "default 0.0.0.0\nloopback 127.0.0.0 lo\nlink-local 169.254 # x\nbad 1.2.3.4.5\n");
    setnetent(0);
    CHECK_STR(getnetent()->n_name, "default");
    struct netent *network = getnetent();
    CHECK_STR(network->n_name, "loopback");
    CHECK_STR(network->n_aliases[0], "lo");
    CHECK(!network->n_aliases[1]);
    CHECK_EQ(network->n_addrtype, AF_INET);
    CHECK_EQ(network->n_net, 0x7f000000);
    CHECK_EQ(getnetent()->n_net, 0xa9fe0000);
    CHECK(!getnetent());
    endnetent();
    CHECK_STR(getnetent()->n_name, "default");
    CHECK_STR(getnetbyname("lo")->n_name, "loopback");
    CHECK(!getnetbyname("bad"));
    CHECK_STR(getnetbyaddr(0xa9fe0000, AF_INET)->n_name, "link-local");
    CHECK(!getnetbyaddr(0xa9fe0000, AF_INET6));
    CHECK(!getnetbyaddr(0xa9fe0001, AF_INET));
}

TEST(protocols) {
    CHECK_EQ(getprotobyname("tcp")->p_proto, 6);
    CHECK_EQ(getprotobyname("UDP")->p_proto, 17);
    CHECK_STR(getprotobyname("UDP")->p_name, "udp");
    CHECK_STR(getprotobyname("udp")->p_aliases[0], "UDP");
    CHECK(!getprotobyname("udp")->p_aliases[1]);
    CHECK(!getprotobyname("none"));
    CHECK_STR(getprotobynumber(1)->p_name, "icmp");
    CHECK_STR(getprotobynumber(58)->p_name, "ipv6-icmp");
    CHECK_STR(getprotobynumber(255)->p_name, "raw");
    CHECK_STR(getprotobynumber(0)->p_name, "ip");
    CHECK(!getprotobynumber(254));
    CHECK(!getprotobynumber(-1));
    int counts[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        setprotoent(0);
        CHECK_STR(getprotoent()->p_name, "ip");
        while (getprotoent())
            counts[i]++;
        CHECK(!getprotoent());
    }
    CHECK(counts[0] > 40 && counts[0] == counts[1]);
    endprotoent();
    CHECK_EQ(getprotoent()->p_proto, 0);
}

static void check_host(const struct hostent *host, const char *name, int family, int count, const char *first) {
    char text[64];
    CHECK(host);
    CHECK_STR(host->h_name, name);
    CHECK_EQ(host->h_addrtype, family);
    CHECK_EQ(host->h_length, family == AF_INET ? 4 : 16);
    int i;
    for (i = 0; host->h_addr_list[i]; i++) {
    }
    CHECK_EQ(i, count);
    CHECK_STR(inet_ntop(family, host->h_addr, text, sizeof text), first);
}

TEST(hosts_by_name) {
    if (!begin())
        return;
    struct hostent *host = gethostbyname("alias4");
    check_host(host, "main.test", AF_INET, 1, "192.0.2.2");
    host = gethostbyname("main.test");
    check_host(host, "Main.test", AF_INET, 2, "192.0.2.1");
    CHECK_STR(host->h_aliases[0], "alias1");
    CHECK_STR(host->h_aliases[1], "alias2");
    CHECK_STR(host->h_aliases[2], "alias4");
    CHECK(!host->h_aliases[3]);
    check_host(gethostbyname2("main.test", AF_INET6), "main.test", AF_INET6, 1, "2001:db8::1");
    check_host(gethostbyname("10.1.2.3"), "10.1.2.3", AF_INET, 1, "10.1.2.3");
    h_errno = 0;
    CHECK(!gethostbyname("six"));
    CHECK_EQ(h_errno, NO_DATA);
    CHECK(!gethostbyname("unknown.test"));
    CHECK_EQ(h_errno, TRY_AGAIN);
    CHECK(!gethostbyname("a b"));
    CHECK_EQ(h_errno, HOST_NOT_FOUND);
    CHECK(!gethostbyname2("main.test", AF_UNIX));
    CHECK_EQ(h_errno, NO_RECOVERY);
    struct hostent entry, *result;
    char buffer[400];
    int number = 0;
    CHECK_EQ(gethostbyname_r("main.test", &entry, buffer + 1, sizeof buffer - 1, &result, &number), 0);
    CHECK_EQ(result, &entry);
    check_host(result, "Main.test", AF_INET, 2, "192.0.2.1");
    CHECK_EQ((uintptr_t)result->h_addr % 4, 0);
    int size = 0;
    while (gethostbyname_r("main.test", &entry, buffer, (size_t)size, &result, &number) == ERANGE) {
        CHECK(!result);
        size++;
    }
    CHECK(size > 64 && size < 200 && result == &entry);
    CHECK_EQ(gethostbyname2_r("main.test", AF_INET6, &entry, buffer, sizeof buffer, &result, &number), 0);
    check_host(result, "main.test", AF_INET6, 1, "2001:db8::1");
    CHECK_EQ(gethostbyname2_r("alias2", AF_INET6, &entry, buffer, sizeof buffer, &result, &number), 0);
    CHECK(!result);
    CHECK_EQ(number, NO_DATA);
    CHECK_EQ(gethostbyname_r("unknown.test", &entry, buffer, sizeof buffer, &result, &number), EAGAIN);
    CHECK(!result);
    CHECK_EQ(number, TRY_AGAIN);
}

TEST(hosts_by_address) {
    if (!begin())
        return;
    struct in_addr four = {htonl(0xc0000201)};
    struct in6_addr six;
    inet_pton(AF_INET6, "2001:db8::1", &six);
    struct hostent *host = gethostbyaddr(&four, 4, AF_INET);
    check_host(host, "Main.test", AF_INET, 1, "192.0.2.1");
    CHECK_STR(host->h_aliases[0], "alias1");
    CHECK_STR(host->h_aliases[1], "alias2");
    CHECK(!host->h_aliases[2]);
    check_host(gethostbyaddr(&six, 16, AF_INET6), "main.test", AF_INET6, 1, "2001:db8::1");
    CHECK(!gethostbyaddr(&six, 4, AF_INET6));
    CHECK_EQ(h_errno, NO_RECOVERY);
    CHECK(!gethostbyaddr(&six, 16, AF_UNIX));
    four.s_addr = htonl(0xc0000277);
    CHECK(!gethostbyaddr(&four, 4, AF_INET));
    CHECK_EQ(h_errno, TRY_AGAIN);
    struct hostent entry, *result;
    char buffer[400];
    int number = 0;
    CHECK_EQ(gethostbyaddr_r(&six, 16, AF_INET6, &entry, buffer, sizeof buffer, &result, &number), 0);
    check_host(result, "main.test", AF_INET6, 1, "2001:db8::1");
    CHECK_EQ(gethostbyaddr_r(&six, 16, AF_INET6, &entry, buffer, 20, &result, &number), ERANGE);
    CHECK(!result);
    CHECK_EQ(gethostbyaddr_r(&six, 3, AF_INET6, &entry, buffer, sizeof buffer, &result, &number), EINVAL);
}

TEST(walking_hosts) {
    if (!begin())
        return;
    for (int i = 0; i < 2; i++) {
        sethostent(i);
        check_host(gethostent(), "localhost", AF_INET, 1, "127.0.0.1");
        check_host(gethostent(), "localhost", AF_INET6, 1, "::1");
        struct hostent *host = gethostent();
        check_host(host, "Main.test", AF_INET, 1, "192.0.2.1");
        CHECK_STR(host->h_aliases[1], "alias2");
        gethostbyname("four.test");
        check_host(gethostent(), "main.test", AF_INET6, 1, "2001:db8::1");
        check_host(gethostent(), "main.test", AF_INET, 1, "192.0.2.2");
        check_host(gethostent(), "link.test", AF_INET6, 1, "fe80::1");
        check_host(gethostent(), "four.test", AF_INET, 1, "192.0.2.4");
        CHECK(!gethostent());
        endhostent();
    }
}

/* Lines without an end, and null bytes, disturb nobody. */
TEST(lines_without_end) {
    if (!enter_world())
        return;
    FILE *file = fopen("/etc/hosts", "w");
    fputs("192.0.2.9 before\n192.0.2.8 ", file);
    for (int i = 0; i < 5000000; i++)
        fputc(i % 100 ? 'x' : ' ', file);
    fputs("\n192.0.2.7 after\n", file);
    for (int i = 0; i < 5000000; i++)
        fputc(0, file);
    fclose(file);
    CHECK_EQ(rename("/etc/hosts", "/etc/services"), 0);
    CHECK_EQ(link("/etc/services", "/etc/hosts"), 0);
    CHECK_EQ(link("/etc/services", "/etc/resolv.conf"), 0);
    CHECK_STR(list_of("before", NULL, 0, AF_INET, 1, 0), "1/6/192.0.2.9/0");
    CHECK_STR(list_of("after", NULL, 0, AF_INET, 1, 0), "1/6/192.0.2.7/0");
    CHECK_EQ(code_of("x", NULL, 0, AF_INET, 1, 0), EAI_AGAIN);
    CHECK(!getservbyname("x", NULL));
    int count = 0;
    while (gethostent())
        count++;
    CHECK_EQ(count, 2);
    /* Folders are no files. */
    CHECK_EQ(unlink("/etc/hosts"), 0);
    CHECK_EQ(mkdir("/etc/hosts", 0755), 0);
    CHECK_EQ(code_of("x", NULL, 0, AF_INET, 1, 0), EAI_SYSTEM);
    CHECK_EQ(errno, EISDIR);
}

TEST(ethernet_addresses) {
    struct ether_addr address;
    char text[64];
    CHECK_EQ(ether_aton_r("0:1a:B:fF:10:0", &address), &address);
    CHECK_MEM(&address, "\0\x1a\x0b\xff\x10\0", 6);
    CHECK_STR(ether_ntoa(&address), "00:1A:0B:FF:10:00");
    CHECK_EQ(ether_ntoa_r(&address, text), text);
    CHECK_STR(text, "00:1A:0B:FF:10:00");
    CHECK_MEM(ether_aton("1:2:3:4:5:6"), "\1\2\3\4\5\6", 6);
    const char *bad[] = {"", "1:2:3:4:5", "1:2:3:4:5:6:7", "1:2:3:4:5:100", "1:2:3:4:5:", "1:2:3:4:5:g", "1:2:3:4:5:6 "};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!ether_aton(bad[i]));
    CHECK_EQ(ether_line("# none", &address, text), -1);
    CHECK_EQ(ether_line("1:2:3:4:5:6", &address, text), -1);
    CHECK_EQ(ether_line("1:2:3:4:5:7\tsome.host # x", &address, text), 0);
    CHECK_MEM(&address, "\1\2\3\4\5\7", 6);
    CHECK_STR(text, "some.host");
    if (!enter_world())
        return;
    CHECK_EQ(ether_hostton("a", &address), -1);
    write_file("/etc/ethers", "# x\n0:0:0:0:0:1 one\n0:0:0:0:0:2 two\n");
    CHECK_EQ(ether_hostton("TWO", &address), 0);
    CHECK_MEM(&address, "\0\0\0\0\0\2", 6);
    CHECK_EQ(ether_ntohost(text, &address), 0);
    CHECK_STR(text, "two");
    CHECK_EQ(ether_hostton("three", &address), -1);
    CHECK_EQ(ether_ntohost(text, ether_aton("0:0:0:0:0:3")), -1);
}

TEST(texts_of_errors) {
    CHECK(strlen(gai_strerror(EAI_NONAME)) > 5);
    CHECK(strcmp(gai_strerror(EAI_NONAME), gai_strerror(EAI_AGAIN)) != 0);
    CHECK_STR(gai_strerror(-77), gai_strerror(1));
    CHECK(strcmp(hstrerror(HOST_NOT_FOUND), hstrerror(TRY_AGAIN)) != 0);
    CHECK_STR(hstrerror(99), hstrerror(77));
    /* herror writes to stderr. */
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    dup2(ends[1], 2);
    h_errno = NO_DATA;
    herror("what");
    herror(NULL);
    char text[200] = "", expected[200];
    snprintf(expected, sizeof expected, "what: %s\n%s\n", hstrerror(NO_DATA), hstrerror(NO_DATA));
    for (size_t got = 0; got < strlen(expected);)
        got += (size_t)read(ends[0], text + got, sizeof text - 1 - got);
    CHECK_STR(text, expected);
}

TEST(many_names_and_addresses) {
    if (!enter_world())
        return;
    FILE *file = fopen("/etc/hosts", "w");
    fputs("10.9.9.9 many", file);
    for (int i = 0; i < 150000; i++)
        fprintf(file, " %x", i);
    fputs("\n", file);
    for (int i = 0; i < 300000; i++)
        fprintf(file, "10.%d.%d.%d addresses\n", i >> 16, i >> 8 & 255, i & 255);
    fclose(file);
    struct hostent *host = gethostbyname("many");
    CHECK(host);
    CHECK_STR(host->h_name, "many");
    CHECK_STR(host->h_aliases[0], "0");
    CHECK(gethostbyname("12345"));
    host = gethostbyname("addresses");
    CHECK(host);
    int count = 0;
    while (host->h_addr_list[count])
        count++;
    CHECK(count > 1000);
}

TEST(no_descriptors) {
    if (!begin())
        return;
    while (dup(0) >= 0) {
    }
    CHECK_EQ(code_of("main.test", NULL, 0, AF_INET, 0, 0), EAI_SYSTEM);
    CHECK_EQ(errno, EMFILE);
    CHECK_EQ(code_of("1.2.3.4", "echo", 0, AF_INET, 0, 0), EAI_SYSTEM);
    CHECK_EQ(code_of("1.2.3.4", "7", 0, AF_INET, 0, 0), 0);
    CHECK_EQ(code_of("1.2.3.4", "7", AI_ADDRCONFIG, AF_INET, 0, 0), EAI_SYSTEM);
    CHECK(!gethostbyname("main.test"));
    CHECK_EQ(h_errno, NO_RECOVERY);
    CHECK_FAILS(getservbyname("echo", NULL), EMFILE);
    CHECK_FAILS(gethostent(), EMFILE);
}

static void *other_thread(void *argument) {
    CHECK_EQ(h_errno, 0);
    h_errno = 3;
    return argument;
}

TEST(h_errno_is_each_threads) {
    pthread_t thread;
    h_errno = 7;
    CHECK_EQ(pthread_create(&thread, NULL, other_thread, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(h_errno, 7);
}
