/* getnameinfo, and names by address from the domain name system. */
#define _GNU_SOURCE
#include "check.h"
#include "world.h"
#include <netdb.h>

static void answer(const struct request *request, struct reply *reply) {
    const char *name = request->name;
    begin_reply(request, reply, 0);
    if (request->type != 12)
        begin_reply(request, reply, 3);
    else if (strcmp(name, "1.2.0.192.in-addr.arpa") == 0)
        add_record(reply, NULL, 0, 12, "\4host\7example\4test", 19);
    else if (strcmp(name, "255.100.9.10.in-addr.arpa") == 0)
        add_record(reply, NULL, 0, 12, "\4some\4name", 11);
    else if (strcmp(name, "f.e.d.c.b.a.9.8.7.6.5.4.3.2.1.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa") == 0)
        add_record(reply, NULL, 0, 12, "\3six\4test", 10);
    else if (strcmp(name, "2.2.0.192.in-addr.arpa") == 0) {
        /* A delegation of RFC 2317. */
        add_record(reply, NULL, 0, 5, "\0012\0040/25\0012\0010\003192\7in-addr\4arpa", 29);
        add_record(reply, "\0012\0040/25\0012\0010\003192\7in-addr\4arpa", 29, 12, "\3two\4test", 10);
    } else if (strcmp(name, "3.2.0.192.in-addr.arpa") == 0)
        begin_reply(request, reply, 2);
    else if (strcmp(name, "4.2.0.192.in-addr.arpa") != 0)
        begin_reply(request, reply, 3);
}

static char host[300], service[40];

static int name_of(const char *text, int port, int flags) {
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } address;
    socklen_t size;
    memset(&address, 0, sizeof address);
    char *scope = strchr(text, '%'), copy[64];
    snprintf(copy, sizeof copy, "%.*s", scope ? (int)(scope - text) : 60, text);
    if (inet_pton(AF_INET, copy, &address.four.sin_addr) == 1) {
        address.four.sin_family = AF_INET;
        address.four.sin_port = htons((uint16_t)port);
        size = sizeof address.four;
    } else {
        CHECK_EQ(inet_pton(AF_INET6, copy, &address.six.sin6_addr), 1);
        address.six.sin6_family = AF_INET6;
        address.six.sin6_port = htons((uint16_t)port);
        address.six.sin6_scope_id = scope ? (unsigned)atoi(scope + 1) : 0;
        size = sizeof address.six;
    }
    strcpy(host, "?");
    strcpy(service, "?");
    return getnameinfo(&address.any, size, host, sizeof host, service, sizeof service, flags);
}

static void expect(const char *text, int port, int flags, const char *expected_host, const char *expected_service) {
    CHECK_EQ(name_of(text, port, flags), 0);
    CHECK_STR(host, expected_host);
    CHECK_STR(service, expected_service);
}

TEST(numbers) {
    int flags = NI_NUMERICHOST | NI_NUMERICSERV;
    expect("192.0.2.255", 65535, flags, "192.0.2.255", "65535");
    expect("0.0.0.0", 0, flags, "0.0.0.0", "0");
    expect("2001:db8::5", 80, flags, "2001:db8::5", "80");
    expect("fe80::1%1", 80, flags, "fe80::1%lo", "80");
    expect("fe80::1%1", 80, flags | NI_NUMERICSCOPE, "fe80::1%1", "80");
    expect("fe80::1%98765", 80, flags, "fe80::1%98765", "80");
    expect("2001:db8::5%1", 80, flags, "2001:db8::5%1", "80");
    expect("ff02::5%1", 80, flags, "ff02::5%lo", "80");
}

TEST(names_from_servers) {
    if (!enter_world())
        return;
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\nsearch example.test\n");
    write_file("/etc/services", "www 80/tcp http\nsyslog 514/udp\nshell 514/tcp\n");
    /* Not the host's own name. */
    CHECK_EQ(unshare(CLONE_NEWUTS), 0);
    CHECK_EQ(sethostname("plain", 5), 0);
    start_server("127.0.0.1", 1, answer);
    expect("192.0.2.1", 80, 0, "host.example.test", "www");
    expect("192.0.2.1", 514, NI_NOFQDN, "host", "shell");
    expect("10.9.100.255", 514, NI_NOFQDN | NI_DGRAM, "some.name", "syslog");
    expect("2001:db8::123:4567:89ab:cdef", 81, 0, "six.test", "81");
    expect("::ffff:192.0.2.1", 80, NI_NUMERICSERV, "host.example.test", "80");
    expect("192.0.2.2", 80, NI_DGRAM, "two.test", "80");
    CHECK_EQ(sethostname("plain.name", 10), 0);
    expect("192.0.2.1", 514, NI_NOFQDN, "host.example.test", "shell");
    expect("10.9.100.255", 80, NI_NOFQDN, "some", "www");
    /* The file comes first. */
    write_file("/etc/hosts", "192.0.2.1 from.file other\nfe80::1%1 link\n");
    expect("192.0.2.1", 80, NI_NAMEREQD, "from.file", "www");
    expect("fe80::1%1", 80, 0, "link", "www");
    /* No name. */
    expect("192.0.2.3", 80, 0, "192.0.2.3", "www");
    expect("192.0.2.4", 80, 0, "192.0.2.4", "www");
    expect("192.0.2.5", 80, 0, "192.0.2.5", "www");
    CHECK_EQ(name_of("192.0.2.3", 80, NI_NAMEREQD), EAI_AGAIN);
    CHECK_EQ(name_of("192.0.2.4", 80, NI_NAMEREQD), EAI_NONAME);
    CHECK_EQ(name_of("192.0.2.5", 80, NI_NAMEREQD), EAI_NONAME);
    CHECK_EQ(name_of("192.0.2.1", 80, NI_NAMEREQD | NI_NUMERICHOST), EAI_NONAME);
}

TEST(names_by_gethostbyaddr) {
    if (!enter_world())
        return;
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\n");
    start_server("127.0.0.1", 1, answer);
    struct in_addr address = {htonl(0xc0000201)};
    struct hostent *found = gethostbyaddr(&address, 4, AF_INET);
    CHECK(found);
    CHECK_STR(found->h_name, "host.example.test");
    CHECK_MEM(found->h_addr, &address, 4);
    address.s_addr = htonl(0xc0000205);
    CHECK(!gethostbyaddr(&address, 4, AF_INET));
    CHECK_EQ(h_errno, HOST_NOT_FOUND);
    struct hostent entry;
    char buffer[200];
    int number = 0;
    CHECK_EQ(gethostbyaddr_r(&address, 4, AF_INET, &entry, buffer, sizeof buffer, &found, &number), 0);
    CHECK(!found);
    CHECK_EQ(number, HOST_NOT_FOUND);
}

TEST(bad_calls) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(1234)};
    const struct sockaddr *any = (void *)&address;
    int numeric = NI_NUMERICHOST | NI_NUMERICSERV;
    CHECK_EQ(getnameinfo(any, sizeof address - 1, host, sizeof host, NULL, 0, numeric), EAI_FAMILY);
    CHECK_EQ(getnameinfo(any, 1, host, sizeof host, NULL, 0, numeric), EAI_FAMILY);
    CHECK_EQ(getnameinfo(any, sizeof address, NULL, 0, NULL, 0, numeric), EAI_NONAME);
    CHECK_EQ(getnameinfo(any, sizeof address, host, sizeof host, NULL, 0, 0x4000), EAI_BADFLAGS);
    CHECK_EQ(getnameinfo(any, sizeof address, host, 10, NULL, 0, numeric), 0);
    CHECK_STR(host, "127.0.0.1");
    CHECK_EQ(getnameinfo(any, sizeof address, host, 9, NULL, 0, numeric), EAI_OVERFLOW);
    CHECK_EQ(getnameinfo(any, sizeof address, NULL, 0, service, 5, numeric), 0);
    CHECK_STR(service, "1234");
    CHECK_EQ(getnameinfo(any, sizeof address, NULL, 0, service, 4, numeric), EAI_OVERFLOW);
    address.sin_family = AF_UNIX;
    CHECK_EQ(getnameinfo(any, sizeof address, host, sizeof host, NULL, 0, numeric), EAI_FAMILY);
    address.sin_family = AF_INET6;
    CHECK_EQ(getnameinfo(any, sizeof address, host, sizeof host, NULL, 0, numeric), EAI_FAMILY);
}
