/* A world of its own for a test: an empty /etc, a loopback device, and name servers in threads. Nothing leaves it, and it
 * goes with the test's process. */
#ifndef WORLD_H
#define WORLD_H

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <time.h>

static inline void write_file(const char *path, const char *text) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    CHECK(fd >= 0);
    CHECK_EQ(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
}

/* Enters it. 0 if the system lets nobody: then there is nothing to test. */
static inline int enter_world(void) {
    char map[64];
    uid_t user = getuid();
    gid_t group = getgid();
    if (user != 0) {
        if (unshare(CLONE_NEWUSER) != 0)
            return 0;
        snprintf(map, sizeof map, "0 %u 1", user);
        write_file("/proc/self/setgroups", "deny");
        write_file("/proc/self/uid_map", map);
        snprintf(map, sizeof map, "0 %u 1", group);
        write_file("/proc/self/gid_map", map);
    }
    if (unshare(CLONE_NEWNS | CLONE_NEWNET) != 0)
        return 0;
    CHECK_EQ(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL), 0);
    CHECK_EQ(mount("etc", "/etc", "tmpfs", 0, NULL), 0);
    struct ifreq request = {.ifr_name = "lo"};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    CHECK_EQ(ioctl(fd, SIOCGIFFLAGS, &request), 0);
    request.ifr_flags |= IFF_UP;
    CHECK_EQ(ioctl(fd, SIOCSIFFLAGS, &request), 0);
    close(fd);
    return 1;
}

static inline long milliseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* A message that a server makes. */
struct reply {
    unsigned char bytes[65536];
    int size;
};

/* What a server got: the name in lower case, the type, how, and from where. */
struct request {
    char name[256];
    int type;
    int is_tcp;
    int server;
    int fd;
    const unsigned char *bytes;
    int size;
    struct sockaddr_storage from;
    socklen_t from_size;
};

/* Answers a request: fills `reply`, or leaves its size 0 for none. */
typedef void answer_function(const struct request *, struct reply *);

struct server {
    answer_function *answer;
    int number;
    int udp;
    int tcp;
};

static atomic_int requests_seen, tcp_seen;

static inline void begin_reply(const struct request *request, struct reply *reply, int code) {
    /* The header and the question. */
    int size = 12;
    while (request->bytes[size])
        size += request->bytes[size] + 1;
    size += 5;
    memcpy(reply->bytes, request->bytes, (size_t)size);
    memset(reply->bytes + 6, 0, 6);
    reply->bytes[2] = (unsigned char)(0x80 | (request->bytes[2] & 1));
    reply->bytes[3] = (unsigned char)(0x80 | code);
    reply->size = size;
}

/* A record whose owner is the question's name, or `owner`, a name in a message's form. */
static inline void add_record(struct reply *reply, const void *owner, int owner_size, int type, const void *data,
                              int size) {
    unsigned char *to = reply->bytes + reply->size;
    if (owner) {
        memcpy(to, owner, (size_t)owner_size);
        to += owner_size;
    } else {
        *to++ = 0xc0;
        *to++ = 12;
    }
    const unsigned char fixed[] = {(unsigned char)(type >> 8), (unsigned char)type, 0, 1, 0, 0, 0, 60,
                                   (unsigned char)(size >> 8), (unsigned char)size};
    memcpy(to, fixed, sizeof fixed);
    memcpy(to + sizeof fixed, data, (size_t)size);
    reply->size = (int)(to + sizeof fixed + size - reply->bytes);
    int count = (reply->bytes[6] << 8 | reply->bytes[7]) + 1;
    reply->bytes[6] = (unsigned char)(count >> 8);
    reply->bytes[7] = (unsigned char)count;
}

static inline void add_address(struct reply *reply, const char *text) {
    unsigned char address[16];
    if (inet_pton(AF_INET, text, address) == 1)
        add_record(reply, NULL, 0, 1, address, 4);
    else if (inet_pton(AF_INET6, text, address) == 1)
        add_record(reply, NULL, 0, 28, address, 16);
}

static inline void send_reply(const struct request *request, const struct reply *reply) {
    if (request->is_tcp) {
        unsigned char size[2] = {(unsigned char)(reply->size >> 8), (unsigned char)reply->size};
        send(request->fd, size, 2, MSG_NOSIGNAL | MSG_MORE);
        send(request->fd, reply->bytes, (size_t)reply->size, MSG_NOSIGNAL);
    } else {
        sendto(request->fd, reply->bytes, (size_t)reply->size, 0, (const void *)&request->from, request->from_size);
    }
}

static inline void serve_one(const struct server *server, struct request *request) {
    static _Thread_local struct reply reply;
    size_t at = 12, length = 0;
    if (request->size < 17)
        return;
    while (request->bytes[at] && length < 200) {
        if (length)
            request->name[length++] = '.';
        for (int i = 1; i <= request->bytes[at]; i++) {
            unsigned char c = request->bytes[at + (size_t)i];
            request->name[length++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        at += request->bytes[at] + 1u;
    }
    request->name[length] = 0;
    request->type = request->bytes[at + 1] << 8 | request->bytes[at + 2];
    request->server = server->number;
    atomic_fetch_add(request->is_tcp ? &tcp_seen : &requests_seen, 1);
    reply.size = 0;
    server->answer(request, &reply);
    if (reply.size)
        send_reply(request, &reply);
}

static inline void *serve_udp(void *argument) {
    const struct server *server = argument;
    unsigned char bytes[600];
    for (;;) {
        struct request request = {.fd = server->udp, .bytes = bytes, .from_size = sizeof request.from};
        ssize_t size = recvfrom(server->udp, bytes, sizeof bytes, 0, (void *)&request.from, &request.from_size);
        request.size = (int)size;
        if (size > 0)
            serve_one(server, &request);
    }
    return NULL;
}

static inline void *serve_tcp(void *argument) {
    const struct server *server = argument;
    unsigned char bytes[602];
    for (;;) {
        int fd = accept(server->tcp, NULL, NULL);
        if (fd < 0)
            continue;
        if (recv(fd, bytes, 2, MSG_WAITALL) == 2) {
            struct request request = {.fd = fd, .is_tcp = 1, .bytes = bytes + 2, .size = bytes[0] << 8 | bytes[1]};
            if (request.size <= 600 && recv(fd, bytes + 2, (size_t)request.size, MSG_WAITALL) == request.size)
                serve_one(server, &request);
        }
        close(fd);
    }
    return NULL;
}

/* Starts a server on port 53 of an address; it goes with the process. */
static inline void start_server(const char *address, int number, answer_function *answer) {
    struct server *server = malloc(sizeof *server);
    struct sockaddr_storage to = {0};
    socklen_t size;
    if (inet_pton(AF_INET, address, &((struct sockaddr_in *)&to)->sin_addr) == 1) {
        to.ss_family = AF_INET;
        ((struct sockaddr_in *)&to)->sin_port = htons(53);
        size = sizeof(struct sockaddr_in);
    } else {
        CHECK_EQ(inet_pton(AF_INET6, address, &((struct sockaddr_in6 *)&to)->sin6_addr), 1);
        to.ss_family = AF_INET6;
        ((struct sockaddr_in6 *)&to)->sin6_port = htons(53);
        size = sizeof(struct sockaddr_in6);
    }
    *server = (struct server){.answer = answer, .number = number};
    server->udp = socket(to.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    CHECK_EQ(bind(server->udp, (void *)&to, size), 0);
    server->tcp = socket(to.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK_EQ(bind(server->tcp, (void *)&to, size), 0);
    CHECK_EQ(listen(server->tcp, 10), 0);
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, serve_udp, server), 0);
    CHECK_EQ(pthread_create(&thread, NULL, serve_tcp, server), 0);
}

#endif
