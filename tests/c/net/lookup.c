/* getaddrinfo and the domain name system. */
#define _GNU_SOURCE
#include "check.h"
#include "world.h"
#include <netdb.h>

#define NAME(text) text, (int)sizeof text

/* The zone of these tests. */
static void answer(const struct request *request, struct reply *reply) {
    const char *name = request->name;
    int wants4 = request->type == 1, wants6 = request->type == 28;
    static atomic_int flaky;
#define IS(text) (strcmp(name, text) == 0)
    if (IS("silent.test"))
        return;
    begin_reply(request, reply, 0);
    if (IS("both.test") || IS("host.two.test") || IS("both.test.one.test")) {
        if (wants4) {
            add_address(reply, "192.0.2.1");
            add_address(reply, "192.0.2.2");
        } else if (wants6) {
            add_address(reply, "2001:db8::1");
        }
    } else if (IS("four.test") || IS("four.one.test")) {
        if (wants4)
            add_address(reply, "192.0.2.4");
    } else if (IS("six.test")) {
        if (wants6)
            add_address(reply, "2001:db8::6");
    } else if (IS("nodata.test") || IS("nodata.one.test")) {
    } else if (IS("alias.test")) {
        static const char middle[] = "\6Middle\4test", end[] = "\3End\4test";
        if (wants4) {
            add_record(reply, NAME(end), 1, "\300\0\2\7", 4);
            add_record(reply, "\4evil\4test", 11, 1, "\6\6\6\6", 4);
            add_record(reply, NAME(middle), 5, end, sizeof end);
        }
        add_record(reply, NULL, 0, 5, middle, sizeof middle);
    } else if (IS("circle.test")) {
        add_record(reply, NULL, 0, 5, "\300\14", 2);
    } else if (IS("big.test") || IS("cut.test")) {
        if (request->is_tcp && IS("cut.test")) {
            reply->size = 0;
        } else if (request->is_tcp) {
            for (int i = 0; wants4 && i < 300; i++)
                add_record(reply, NULL, 0, 1, (unsigned char[]){10, 0, (unsigned char)(i >> 8), (unsigned char)i}, 4);
        } else if (wants4) {
            reply->bytes[2] |= 2;
            if (IS("cut.test"))
                add_address(reply, "192.0.2.9");
        }
    } else if (IS("empty-cut.test")) {
        if (request->is_tcp)
            reply->size = 0;
        else
            reply->bytes[2] |= 2;
    } else if (IS("failing.test")) {
        begin_reply(request, reply, 2);
    } else if (IS("flaky.test")) {
        if (atomic_fetch_add(&flaky, 1) < 2)
            begin_reply(request, reply, 2);
        else if (wants4)
            add_address(reply, "192.0.2.5");
    } else if (IS("refused.test")) {
        begin_reply(request, reply, 5);
    } else if (IS("format.test")) {
        begin_reply(request, reply, 1);
    } else if (IS("half.test")) {
        if (wants4)
            add_address(reply, "192.0.2.3");
        else
            begin_reply(request, reply, 2);
    } else if (IS("second.test")) {
        if (request->server == 1)
            reply->size = 0;
        else if (wants4)
            add_address(reply, "192.0.2.22");
    } else {
        begin_reply(request, reply, 3);
    }
}

static int look_up(const char *name, int family, int flags, struct addrinfo **list) {
    struct addrinfo hints = {.ai_family = family, .ai_flags = flags, .ai_socktype = SOCK_STREAM};
    return getaddrinfo(name, "80", &hints, list);
}

/* The list's addresses in words, in their order. */
static const char *texts(struct addrinfo *list) {
    static char text[16384];
    char one[64];
    text[0] = 0;
    for (; list; list = list->ai_next) {
        const void *address = list->ai_family == AF_INET ? (void *)&((struct sockaddr_in *)list->ai_addr)->sin_addr
                                                         : &((struct sockaddr_in6 *)list->ai_addr)->sin6_addr;
        CHECK_EQ(list->ai_addrlen, list->ai_family == AF_INET ? 16 : 28);
        CHECK_EQ(list->ai_addr->sa_family, list->ai_family);
        CHECK_EQ(((struct sockaddr_in *)list->ai_addr)->sin_port, htons(80));
        inet_ntop(list->ai_family, address, one, sizeof one);
        if (text[0])
            strcat(text, " ");
        strcat(text, one);
    }
    return text;
}

static void expect(const char *name, int family, int flags, const char *addresses) {
    struct addrinfo *list = NULL;
    int code = look_up(name, family, flags, &list);
    if (code != 0)
        say(name);
    CHECK_EQ(code, 0);
    CHECK_STR(texts(list), addresses);
    freeaddrinfo(list);
}

static void expect_code(const char *name, int family, int flags, int code) {
    struct addrinfo *list = NULL;
    int got = look_up(name, family, flags, &list);
    if (got != code)
        say(name);
    CHECK_EQ(got, code);
    CHECK(!list);
}

static int begin(const char *configuration) {
    if (!enter_world())
        return 0;
    write_file("/etc/resolv.conf", configuration);
    start_server("127.0.0.1", 1, answer);
    return 1;
}

TEST(addresses) {
    if (!begin("nameserver 127.0.0.1\noptions timeout:5\n"))
        return;
    expect("both.test", AF_INET, 0, "192.0.2.1 192.0.2.2");
    expect("BOTH.Test.", AF_INET, 0, "192.0.2.1 192.0.2.2");
    expect("both.test", AF_INET6, 0, "2001:db8::1");
    expect("four.test", AF_UNSPEC, 0, "192.0.2.4");
    expect("six.test", AF_UNSPEC, 0, "2001:db8::6");
    expect("half.test", AF_UNSPEC, 0, "192.0.2.3");
    /* Neither address can be reached here; the policy table says which is first. */
    expect("both.test", AF_UNSPEC, 0, "2001:db8::1 192.0.2.1 192.0.2.2");
    int before = requests_seen;
    expect("four.test", AF_INET, 0, "192.0.2.4");
    CHECK_EQ(requests_seen, before + 1);
    expect("four.test", AF_UNSPEC, 0, "192.0.2.4");
    CHECK_EQ(requests_seen, before + 3);
}

TEST(no_addresses) {
    if (!begin("nameserver 127.0.0.1\n"))
        return;
    expect_code("none.test", AF_UNSPEC, 0, EAI_NONAME);
    expect_code("nodata.test", AF_UNSPEC, 0, EAI_NODATA);
    expect_code("four.test", AF_INET6, 0, EAI_NODATA);
    expect_code("six.test", AF_INET, 0, EAI_NODATA);
    expect_code("circle.test", AF_INET, 0, EAI_FAIL);
    expect_code("format.test", AF_INET, 0, EAI_FAIL);
    int before = requests_seen;
    expect_code("both.test", AF_UNSPEC, AI_NUMERICHOST, EAI_NONAME);
    expect_code("a b.test", AF_UNSPEC, 0, EAI_NONAME);
    expect_code("a\033[31m.test", AF_UNSPEC, 0, EAI_NONAME);
    expect_code(".", AF_UNSPEC, 0, EAI_NONAME);
    expect_code("both..test", AF_UNSPEC, 0, EAI_NONAME);
    expect_code("both.test..", AF_UNSPEC, 0, EAI_NONAME);
    expect_code("", AF_UNSPEC, 0, EAI_NONAME);
    char name[400];
    memset(name, 'x', sizeof name);
    name[64] = 0;
    expect_code(name, AF_UNSPEC, 0, EAI_NONAME);
    name[64] = '.';
    name[399] = 0;
    expect_code(name, AF_UNSPEC, 0, EAI_NONAME);
    /* Only the root was asked for. */
    CHECK(requests_seen <= before + 2);
}

TEST(failing_servers) {
    if (!begin("nameserver 127.0.0.1\noptions timeout:20 attempts:3\n"))
        return;
    /* Nobody waits for a server that has said all that it will say. */
    long start = milliseconds();
    expect_code("failing.test", AF_INET, 0, EAI_AGAIN);
    CHECK_EQ(requests_seen, 3);
    expect_code("refused.test", AF_INET, 0, EAI_AGAIN);
    CHECK_EQ(requests_seen, 4);
    expect("flaky.test", AF_INET, 0, "192.0.2.5");
    /* Nor for one that is not there. */
    write_file("/etc/resolv.conf", "nameserver 127.0.0.9\noptions timeout:20\n");
    expect_code("four.test", AF_UNSPEC, 0, EAI_AGAIN);
    write_file("/etc/resolv.conf", "nameserver 198.51.100.1\nnameserver 2001:db8::5\noptions timeout:20\n");
    expect_code("four.test", AF_UNSPEC, 0, EAI_AGAIN);
    write_file("/etc/resolv.conf", "nameserver 127.0.0.9\nnameserver 127.0.0.1\noptions timeout:20\n");
    expect("four.test", AF_UNSPEC, 0, "192.0.2.4");
    CHECK(milliseconds() - start < 19000);
}

TEST(silent_servers) {
    if (!begin("nameserver 127.0.0.1\noptions timeout:1 attempts:2\n"))
        return;
    expect_code("silent.test", AF_INET, 0, EAI_AGAIN);
    CHECK_EQ(requests_seen, 2);
    /* Another one answers. */
    start_server("127.0.0.2", 2, answer);
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\nnameserver 127.0.0.2\noptions timeout:30\n");
    long start = milliseconds();
    expect("second.test", AF_INET, 0, "192.0.2.22");
    CHECK(milliseconds() - start < 29000);
}

TEST(server_over_ipv6) {
    if (!begin("nameserver ::1\nnameserver 127.0.0.1\n"))
        return;
    int fd = socket(AF_INET6, SOCK_DGRAM, 0);
    struct sockaddr_in6 loopback = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    if (fd < 0 || bind(fd, (void *)&loopback, sizeof loopback) != 0)
        return;
    close(fd);
    start_server("::1", 2, answer);
    expect("four.test", AF_INET, 0, "192.0.2.4");
    write_file("/etc/resolv.conf", "nameserver ::1%1\n");
    expect("four.test", AF_INET, 0, "192.0.2.4");
}

TEST(truncated_answers) {
    if (!begin("nameserver 127.0.0.1\n"))
        return;
    struct addrinfo *list;
    CHECK_EQ(look_up("big.test", AF_UNSPEC, 0, &list), 0);
    CHECK_EQ(tcp_seen, 1);
    int count = 0;
    for (struct addrinfo *one = list; one; one = one->ai_next, count++) {
        unsigned char *address = (void *)&((struct sockaddr_in *)one->ai_addr)->sin_addr;
        CHECK_EQ(address[2] << 8 | address[3], count);
    }
    CHECK_EQ(count, 300);
    freeaddrinfo(list);
    /* A server that talks no TCP: what came must do. */
    expect("cut.test", AF_INET, 0, "192.0.2.9");
    expect_code("empty-cut.test", AF_INET, 0, EAI_AGAIN);
}

TEST(search_list) {
    if (!begin("search zero.test one.test two.test\nnameserver 127.0.0.1\n"))
        return;
    expect("host", AF_INET, 0, "192.0.2.1 192.0.2.2");
    CHECK_EQ(requests_seen, 3);
    struct addrinfo *list;
    CHECK_EQ(look_up("host", AF_INET, AI_CANONNAME, &list), 0);
    CHECK_STR(list->ai_canonname, "host.two.test");
    freeaddrinfo(list);
    /* As it is: it has a dot, or ends with one. */
    int before = requests_seen;
    expect_code("host.", AF_INET, 0, EAI_NONAME);
    expect_code("host.x", AF_INET, 0, EAI_NONAME);
    CHECK_EQ(requests_seen, before + 2);
    expect_code("none", AF_INET, 0, EAI_NONAME);
    CHECK_EQ(requests_seen, before + 6);
    /* The first domain that has the name decides. */
    expect_code("nodata", AF_INET, 0, EAI_NODATA);
    CHECK_EQ(requests_seen, before + 8);
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\noptions ndots:2\nsearch ignored.test\ndomain one.test\n");
    before = requests_seen;
    expect("both.test", AF_INET, 0, "192.0.2.1 192.0.2.2");
    CHECK_EQ(requests_seen, before + 1);
    expect("four.test", AF_INET, 0, "192.0.2.4");
    CHECK_EQ(requests_seen, before + 3);
    /* The root is no domain. */
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\nsearch .\n");
    before = requests_seen;
    expect_code("host", AF_INET, 0, EAI_NONAME);
    CHECK_EQ(requests_seen, before + 1);
}

TEST(canonical_names) {
    if (!begin("nameserver 127.0.0.1\n"))
        return;
    struct addrinfo *list;
    CHECK_EQ(look_up("alias.test", AF_UNSPEC, AI_CANONNAME, &list), 0);
    CHECK_STR(texts(list), "192.0.2.7");
    CHECK_STR(list->ai_canonname, "End.test");
    freeaddrinfo(list);
    CHECK_EQ(look_up("both.test", AF_INET, AI_CANONNAME, &list), 0);
    CHECK_STR(list->ai_canonname, "both.test");
    CHECK(!list->ai_next->ai_canonname);
    freeaddrinfo(list);
    CHECK_EQ(look_up("both.test", AF_INET, 0, &list), 0);
    CHECK(!list->ai_canonname);
    freeaddrinfo(list);
}

TEST(mapped_addresses) {
    if (!begin("nameserver 127.0.0.1\n"))
        return;
    expect("both.test", AF_INET6, AI_V4MAPPED, "2001:db8::1");
    expect("four.test", AF_INET6, AI_V4MAPPED, "::ffff:192.0.2.4");
    expect("both.test", AF_INET6, AI_V4MAPPED | AI_ALL, "2001:db8::1 ::ffff:192.0.2.1 ::ffff:192.0.2.2");
    expect("both.test", AF_INET6, AI_ALL, "2001:db8::1");
    expect("both.test", AF_INET, AI_V4MAPPED | AI_ALL, "192.0.2.1 192.0.2.2");
    expect("1.2.3.4", AF_INET6, AI_V4MAPPED, "::ffff:1.2.3.4");
}

/* A list may be cut, and its parts freed by themselves, in any order. */
TEST(freeing_parts) {
    if (!begin("nameserver 127.0.0.1\n"))
        return;
    struct addrinfo *list;
    CHECK_EQ(look_up("big.test", AF_INET, AI_CANONNAME, &list), 0);
    struct addrinfo *second = list->ai_next, *third = second->ai_next;
    list->ai_next = NULL;
    second->ai_next = NULL;
    freeaddrinfo(third);
    CHECK_STR(texts(second), "10.0.0.1");
    freeaddrinfo(list);
    freeaddrinfo(second);
    freeaddrinfo(NULL);
}
