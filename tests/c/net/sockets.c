/* Sockets, messages, waiting. */
#define _GNU_SOURCE
#include "check.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/un.h>

TEST(tcp_on_loopback) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    CHECK_EQ(bind(listener, (void *)&address, size), 0);
    CHECK_EQ(listen(listener, 5), 0);
    CHECK_EQ(getsockname(listener, (void *)&address, &size), 0);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    CHECK_EQ(connect(client, (void *)&address, size), 0);
    struct sockaddr_in peer;
    size = sizeof peer;
    int server = accept4(listener, (void *)&peer, &size, SOCK_CLOEXEC);
    CHECK(server >= 0);
    CHECK_EQ(send(client, "hello", 5, 0), 5);
    char text[16];
    CHECK_EQ(recv(server, text, sizeof text, 0), 5);
    CHECK_MEM(text, "hello", 5);
    size = sizeof peer;
    CHECK_EQ(getpeername(client, (void *)&peer, &size), 0);
    CHECK_EQ(peer.sin_port, address.sin_port);
    int kind;
    size = sizeof kind;
    CHECK_EQ(getsockopt(client, SOL_SOCKET, SO_TYPE, &kind, &size), 0);
    CHECK_EQ(kind, SOCK_STREAM);
    int one = 1;
    CHECK_EQ(setsockopt(client, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof one), 0);
    CHECK_EQ(sockatmark(server), 0);
    CHECK_EQ(shutdown(client, SHUT_WR), 0);
    CHECK_EQ(recv(server, text, sizeof text, 0), 0);
    CHECK_FAILS(socket(12345, SOCK_STREAM, 0), EAFNOSUPPORT);
    CHECK_FAILS(bind(0x7fffffff, (void *)&address, sizeof address), EBADF);
}

TEST(datagrams) {
    int a = socket(AF_INET, SOCK_DGRAM, 0), b = socket(AF_INET, SOCK_DGRAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}, from;
    socklen_t size = sizeof address;
    bind(a, (void *)&address, size);
    getsockname(a, (void *)&address, &size);
    CHECK_EQ(sendto(b, "x", 1, 0, (void *)&address, size), 1);
    char text[4];
    size = sizeof from;
    CHECK_EQ(recvfrom(a, text, sizeof text, 0, (void *)&from, &size), 1);
    CHECK_EQ(from.sin_family, AF_INET);
    struct iovec piece[2] = {{"one", 3}, {"three", 5}};
    struct mmsghdr out[2] = {{.msg_hdr = {.msg_name = &address, .msg_namelen = sizeof address, .msg_iov = piece, .msg_iovlen = 1}},
                             {.msg_hdr = {.msg_name = &address, .msg_namelen = sizeof address, .msg_iov = piece + 1, .msg_iovlen = 1}}};
    CHECK_EQ(sendmmsg(b, out, 2, 0), 2);
    CHECK_EQ(out[1].msg_len, 5);
    char first[8], second[8];
    struct iovec room[2] = {{first, 8}, {second, 8}};
    struct mmsghdr in[2] = {{.msg_hdr = {.msg_iov = room, .msg_iovlen = 1}}, {.msg_hdr = {.msg_iov = room + 1, .msg_iovlen = 1}}};
    CHECK_EQ(recvmmsg(a, in, 2, 0, 0), 2);
    CHECK_EQ(in[0].msg_len, 3);
    CHECK_MEM(second, "three", 5);
}

TEST(descriptors_travel) {
    int ends[2], pipe_ends[2];
    CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    CHECK_EQ(pipe(pipe_ends), 0);
    char byte = 'x';
    struct iovec piece = {&byte, 1};
    union { char room[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
    memset(&control, 0xff, sizeof control);
    struct msghdr message;
    memset(&message, 0xff, sizeof message);
    message.msg_name = 0;
    message.msg_namelen = 0;
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = &control;
    message.msg_controllen = sizeof control.room;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_len = CMSG_LEN(sizeof(int));
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    memcpy(CMSG_DATA(header), &pipe_ends[1], sizeof(int));
    CHECK_EQ(sendmsg(ends[0], &message, 0), 1);
    memset(&control, 0, sizeof control);
    message.msg_controllen = sizeof control.room;
    CHECK_EQ(recvmsg(ends[1], &message, 0), 1);
    header = CMSG_FIRSTHDR(&message);
    CHECK(header && header->cmsg_type == SCM_RIGHTS);
    int fd;
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    CHECK_EQ(write(fd, "y", 1), 1);
    CHECK_EQ(read(pipe_ends[0], &byte, 1), 1);
    CHECK_EQ(byte, 'y');
}

static void handler(int signal) {
    (void)signal;
}

TEST(waiting) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    fd_set set;
    FD_ZERO(&set);
    FD_SET(ends[0], &set);
    struct timeval none = {0, 0};
    CHECK_EQ(select(ends[0] + 1, &set, 0, 0, &none), 0);
    struct pollfd descriptor = {ends[0], POLLIN, 0};
    CHECK_EQ(poll(&descriptor, 1, 0), 0);
    CHECK_EQ(write(ends[1], "x", 1), 1);
    FD_SET(ends[0], &set);
    CHECK_EQ(select(ends[0] + 1, &set, 0, 0, 0), 1);
    CHECK(FD_ISSET(ends[0], &set));
    CHECK_EQ(poll(&descriptor, 1, -1), 1);
    CHECK_EQ(descriptor.revents, POLLIN);
    struct timespec time = {0, 0};
    CHECK_EQ(ppoll(&descriptor, 1, &time, 0), 1);
    CHECK_EQ(pselect(ends[0] + 1, &set, 0, 0, &time, 0), 1);
    struct timeval negative = {-1, 0};
    CHECK_FAILS(select(0, 0, 0, 0, &negative), EINVAL);
    /* A number that was open: the kernel looks at none beyond the table it made so far. */
    int closed = dup(ends[0]);
    close(closed);
    FD_ZERO(&set);
    FD_SET(closed, &set);
    CHECK_FAILS(select(closed + 1, &set, 0, 0, &none), EBADF);
    /* The mask lets the signal in that was blocked. */
    struct sigaction action = {.sa_handler = handler};
    sigaction(SIGUSR1, &action, 0);
    sigset_t block, empty;
    sigemptyset(&block);
    sigemptyset(&empty);
    sigaddset(&block, SIGUSR1);
    sigprocmask(SIG_BLOCK, &block, 0);
    raise(SIGUSR1);
    CHECK_FAILS(ppoll(0, 0, 0, &empty), EINTR);
    raise(SIGUSR1);
    CHECK_FAILS(pselect(0, 0, 0, 0, 0, &empty), EINTR);
}

TEST(epoll_and_events) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    int event = eventfd(3, EFD_NONBLOCK);
    struct epoll_event wanted = {.events = EPOLLIN, .data.u64 = 0x123456789abcdef0}, got;
    CHECK_EQ(epoll_ctl(epoll, EPOLL_CTL_ADD, event, &wanted), 0);
    CHECK_FAILS(epoll_ctl(epoll, EPOLL_CTL_ADD, event, &wanted), EEXIST);
    CHECK_EQ(epoll_wait(epoll, &got, 1, -1), 1);
    CHECK_EQ(got.data.u64, 0x123456789abcdef0);
    eventfd_t count;
    CHECK_EQ(eventfd_read(event, &count), 0);
    CHECK_EQ(count, 3);
    CHECK_FAILS(eventfd_read(event, &count), EAGAIN);
    CHECK_EQ(epoll_pwait(epoll, &got, 1, 0, 0), 0);
    CHECK_EQ(eventfd_write(event, 9), 0);
    CHECK_FAILS(epoll_create(0), EINVAL);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    struct itimerspec time = {.it_value = {0, 1000000}}, old;
    CHECK_EQ(timerfd_settime(timer, 0, &time, &old), 0);
    uint64_t expirations;
    CHECK_EQ(read(timer, &expirations, 8), 8);
    CHECK_EQ(timerfd_gettime(timer, &time), 0);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, 0);
    int signals = signalfd(-1, &set, SFD_CLOEXEC);
    raise(SIGUSR2);
    struct signalfd_siginfo info;
    CHECK_EQ(read(signals, &info, sizeof info), sizeof info);
    CHECK_EQ(info.ssi_signo, SIGUSR2);
}

TEST(address_text) {
    unsigned char bytes[16];
    char text[64];
    CHECK_EQ(inet_pton(AF_INET, "1.2.3.255", bytes), 1);
    CHECK_STR(inet_ntop(AF_INET, bytes, text, sizeof text), "1.2.3.255");
    static const char *const bad4[] = {"1.2.3", "1.2.3.256", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", "", "0x1.2.3.4"};
    for (size_t i = 0; i < sizeof bad4 / sizeof *bad4; i++)
        CHECK_EQ(inet_pton(AF_INET, bad4[i], bytes), 0);
    static const char *const same[] = {"::", "::1", "1::", "fe80::1:2", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:0:0:2::3",
                                       "0:1:2:3:4:5:6:7"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        CHECK_EQ(inet_pton(AF_INET6, same[i], bytes), 1);
        CHECK_STR(inet_ntop(AF_INET6, bytes, text, sizeof text), same[i]);
    }
    static const char *const bad6[] = {":", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "::1.2.3", "g::", "1:"};
    for (size_t i = 0; i < sizeof bad6 / sizeof *bad6; i++)
        CHECK_EQ(inet_pton(AF_INET6, bad6[i], bytes), 0);
    CHECK_FAILS(inet_pton(99, "", bytes), EAFNOSUPPORT);
    CHECK_FAILS(inet_ntop(AF_INET6, bytes, text, 3), ENOSPC);
    struct in_addr address;
    CHECK_EQ(inet_aton("0x7f.1", &address), 1);
    CHECK_STR(inet_ntoa(address), "127.0.0.1");
    CHECK_EQ(inet_aton("1.2.3.4.5", &address), 0);
    CHECK_EQ(inet_aton("256.1.1.1", &address), 0);
    CHECK_EQ(ntohl(inet_addr("010.2.3")), 0x08020003);
    CHECK_EQ(inet_addr("x"), INADDR_NONE);
    CHECK_EQ(htons(1), ntohs(1));
}
