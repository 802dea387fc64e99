/* Name servers that lie, and answers that are none: they are passed over or end the lookup; nothing is read outside of a
 * message, and nobody waits longer than the configuration says. */
#define _GNU_SOURCE
#include "check.h"
#include "world.h"
#include <netdb.h>
#include <resolv.h>

static void good(const struct request *request, struct reply *reply) {
    begin_reply(request, reply, 0);
    if (request->type == 1)
        add_address(reply, "192.0.2.1");
    else if (request->type == 28)
        add_address(reply, "2001:db8::1");
}

static void bad(const struct request *request, struct reply *reply) {
    begin_reply(request, reply, 0);
    add_record(reply, NULL, 0, 1, "\6\6\6\6", 4);
}

/* First every kind of wrong answer, then the right one. */
static void answer(const struct request *request, struct reply *reply) {
    if (strcmp(request->name, "wrong.test") == 0) {
        bad(request, reply);
        reply->bytes[0] ^= 1;
        send_reply(request, reply);
        bad(request, reply);
        reply->bytes[1] ^= 1;
        send_reply(request, reply);
        bad(request, reply);
        reply->bytes[2] &= 0x7f;
        send_reply(request, reply);
        bad(request, reply);
        reply->bytes[13] ^= 1;
        send_reply(request, reply);
        bad(request, reply);
        reply->bytes[12 + 12 + 1] ^= 2;
        send_reply(request, reply);
        bad(request, reply);
        reply->bytes[5] = 0;
        send_reply(request, reply);
        bad(request, reply);
        reply->bytes[5] = 2;
        send_reply(request, reply);
        for (int size = 0; size < 12; size++) {
            bad(request, reply);
            reply->size = size;
            send_reply(request, reply);
        }
        /* From another address, and another port. */
        struct sockaddr_in from = {.sin_family = AF_INET, .sin_port = htons(53)};
        bad(request, reply);
        for (int i = 0; i < 2; i++) {
            struct request other = *request;
            other.fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + (i == 0 ? 5 : 0));
            if (i == 0)
                bind(other.fd, (void *)&from, sizeof from);
            send_reply(&other, reply);
            close(other.fd);
        }
    }
    if (strcmp(request->name, "noise.test") == 0) {
        unsigned state = 1;
        for (int round = 0; round < 200; round++) {
            good(request, reply);
            int start = reply->size - 30;
            for (int i = start < 30 ? 30 : start; i < reply->size + 60; i++) {
                state = state * 1103515245 + 12345;
                reply->bytes[i] = (unsigned char)(state >> 16);
            }
            reply->size += 60;
            reply->bytes[7] = (unsigned char)(round & 1 ? 1 : 255);
            /* As if a server failed, and it may fail often. */
            reply->bytes[3] = 0x80;
            reply->bytes[6] = (unsigned char)(round & 2 ? 255 : 0);
            reply->bytes[0] ^= (unsigned char)(round % 50 != 0);
            send_reply(request, reply);
        }
    }
    good(request, reply);
    if (strcmp(request->name, "cut.test") == 0)
        reply->size -= 3;
    if (strcmp(request->name, "loop.test") == 0) {
        /* A record's name that points to itself. */
        int at = reply->size;
        add_record(reply, NULL, 0, 1, "\6\6\6\6", 4);
        reply->bytes[at] = (unsigned char)(0xc0 | at >> 8);
        reply->bytes[at + 1] = (unsigned char)at;
    }
    if (strcmp(request->name, "counts.test") == 0)
        memset(reply->bytes + 6, 0xff, 6);
    if (strcmp(request->name, "long.test") == 0) {
        /* An alias whose name is longer than names are. */
        int at = reply->size;
        add_record(reply, NULL, 0, 5, "\0", 1);
        reply->size--;
        for (int i = 0; i < 5; i++) {
            reply->bytes[reply->size++] = 63;
            memset(reply->bytes + reply->size, 'x', 63);
            reply->size += 63;
        }
        reply->bytes[reply->size++] = 0;
        reply->bytes[at + 10] = 1;
        reply->bytes[at + 11] = 65;
    }
    if (strcmp(request->name, "control.test") == 0 && request->type == 1) {
        begin_reply(request, reply, 0);
        add_record(reply, NULL, 0, 5, "\5\033[31m\4test", 12);
        add_record(reply, "\5\033[31m\4test", 12, 1, "\300\0\2\7", 4);
    }
    if (request->type == 12) {
        begin_reply(request, reply, 0);
        add_record(reply, NULL, 0, 12, request->name[0] == '1' ? "\6a\033[2Jb\0" : "\4a; b\0", 8 - 2 * (request->name[0] != '1'));
    }
    if (strcmp(request->name, "huge.test") == 0) {
        if (!request->is_tcp) {
            reply->bytes[2] |= 2;
        } else {
            begin_reply(request, reply, 0);
            while (reply->size + 16 <= 65535)
                add_record(reply, NULL, 0, 1, (unsigned char[]){10, 0, reply->bytes[6], reply->bytes[7]}, 4);
        }
    }
    if (strcmp(request->name, "tcp.test") == 0) {
        reply->bytes[2] |= 2;
        if (request->is_tcp) {
            /* Says that much follows, and closes. */
            unsigned char size[2] = {255, 255};
            send(request->fd, size, 2, MSG_NOSIGNAL);
            reply->size = 0;
        }
    }
    if (strcmp(request->name, "drip.test") == 0) {
        if (!request->is_tcp) {
            reply->bytes[2] |= 2;
            reply->bytes[7] = 0;
            reply->size = 12 + 15;
        } else {
            /* A byte now and then, for ever. */
            unsigned char size[2] = {255, 255};
            send(request->fd, size, 2, MSG_NOSIGNAL);
            while (send(request->fd, size, 1, MSG_NOSIGNAL) == 1)
                usleep(10000);
            reply->size = 0;
        }
    }
}

static int begin(void) {
    if (!enter_world())
        return 0;
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:30 attempts:3\n");
    start_server("127.0.0.1", 1, answer);
    return 1;
}

static int look_up(const char *name, char *text) {
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM, .ai_flags = AI_CANONNAME}, *list;
    int code = getaddrinfo(name, NULL, &hints, &list);
    text[0] = 0;
    if (code == 0) {
        inet_ntop(AF_INET, &((struct sockaddr_in *)list->ai_addr)->sin_addr, text, 64);
        strcat(text, " ");
        strcat(text, list->ai_canonname);
        CHECK(!list->ai_next);
        freeaddrinfo(list);
    }
    return code;
}

TEST(wrong_answers) {
    char text[1200];
    if (!begin())
        return;
    CHECK_EQ(look_up("wrong.test", text), 0);
    CHECK_STR(text, "192.0.2.1 wrong.test");
    int code = look_up("noise.test", text);
    CHECK(code == 0 || code == EAI_AGAIN || code == EAI_FAIL);
}

TEST(damaged_answers) {
    char text[1200];
    if (!begin())
        return;
    long start = milliseconds();
    const char *names[] = {"cut.test", "loop.test", "counts.test"};
    for (int i = 0; i < 3; i++) {
        int before = requests_seen;
        CHECK_EQ(look_up(names[i], text), EAI_AGAIN);
        CHECK_EQ(requests_seen, before + 3);
    }
    CHECK_EQ(look_up("long.test", text), EAI_FAIL);
    CHECK(milliseconds() - start < 29000);
}

/* A name that would do something to a terminal is nobody's. */
TEST(names_that_are_none) {
    char text[1200], host[300];
    if (!begin())
        return;
    CHECK_EQ(look_up("control.test", text), 0);
    CHECK_STR(text, "192.0.2.7 control.test");
    for (int i = 1; i <= 2; i++) {
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xc0000200 + (unsigned)i)};
        CHECK_EQ(getnameinfo((void *)&address, sizeof address, host, sizeof host, NULL, 0, 0), 0);
        CHECK_STR(host, i == 1 ? "192.0.2.1" : "192.0.2.2");
        CHECK_EQ(getnameinfo((void *)&address, sizeof address, host, sizeof host, NULL, 0, NI_NAMEREQD), EAI_NONAME);
    }
}

TEST(answers_over_tcp) {
    char text[1200];
    if (!begin())
        return;
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM}, *list;
    CHECK_EQ(getaddrinfo("huge.test", NULL, &hints, &list), 0);
    int count = 0;
    for (struct addrinfo *one = list; one; one = one->ai_next)
        count++;
    CHECK_EQ(count, 4094);
    freeaddrinfo(list);
    /* The rest does not come: what came before must do. */
    CHECK_EQ(look_up("tcp.test", text), 0);
    CHECK_STR(text, "192.0.2.1 tcp.test");
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:1\n");
    CHECK_EQ(look_up("drip.test", text), EAI_AGAIN);
}
