/* Lookups that are cancelled, and lookups in threads while the process forks. */
#define _GNU_SOURCE
#include "check.h"
#include "emulated.h"
#include "world.h"
#include <dirent.h>
#include <netdb.h>
#include <sys/wait.h>

static atomic_int silent_asked;

static void answer(const struct request *request, struct reply *reply) {
    if (strncmp(request->name, "silent", 6) == 0) {
        atomic_fetch_add(&silent_asked, 1);
        return;
    }
    begin_reply(request, reply, 0);
    if (strcmp(request->name, "cut.test") == 0 && request->is_tcp) {
        atomic_fetch_add(&silent_asked, 1);
        pause();
    }
    if (strcmp(request->name, "cut.test") == 0)
        reply->bytes[2] |= 2;
    else if (request->type == 1)
        add_address(reply, "192.0.2.1");
    else if (request->type == 12)
        add_record(reply, NULL, 0, 12, "\4name\4test", 11);
}

static int begin(void) {
    if (!enter_world())
        return 0;
    write_file("/etc/resolv.conf", "nameserver 127.0.0.1\nnameserver ::1\noptions timeout:50\n");
    write_file("/etc/hosts", "127.0.0.1 localhost\n192.0.2.9 in.file alias\n");
    write_file("/etc/services", "echo 7/tcp\nntp 123/udp\n");
    start_server("127.0.0.1", 1, answer);
    return 1;
}

static int descriptors(void) {
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    CHECK(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static atomic_int cleaned;

static void clean_up(void *argument) {
    (void)argument;
    atomic_fetch_add(&cleaned, 1);
}

static void *look_up(void *argument) {
    struct addrinfo *list;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xc0000201)};
    char host[300];
    pthread_cleanup_push(clean_up, NULL);
    switch ((intptr_t)argument) {
    case 0:
        getaddrinfo("silent.test", "80", NULL, &list);
        break;
    case 1:
        gethostbyname("silent.test");
        break;
    case 2:
        getaddrinfo("cut.test", "80", NULL, &list);
        break;
    case 3:
        /* A request that is there before: at once. */
        pthread_cancel(pthread_self());
        getnameinfo((void *)&address, sizeof address, host, sizeof host, NULL, 0, 0);
        break;
    }
    pthread_cleanup_pop(0);
    return NULL;
}

/* A cancelled lookup leaves no descriptor behind. */
TEST(cancelling) {
    if (!begin())
        return;
    int before = descriptors();
    for (int round = 0; round < 9; round++) {
        static const intptr_t kinds[9] = {0, 1, 3, 0, 1, 3, 0, 1, 2};
        int asked = silent_asked;
        pthread_t thread;
        CHECK_EQ(pthread_create(&thread, NULL, look_up, (void *)kinds[round]), 0);
        if (kinds[round] != 3) {
            while (silent_asked == asked)
                usleep(1000);
            CHECK_EQ(pthread_cancel(thread), 0);
        }
        void *result;
        CHECK_EQ(pthread_join(thread, &result), 0);
        CHECK_EQ(result, PTHREAD_CANCELED);
        CHECK_EQ(cleaned, round + 1);
        /* The server's end of the last conversation, over TCP, is its own. */
        CHECK_EQ(descriptors(), before + (kinds[round] == 2));
    }
    /* Cancellation that is disabled stays so. */
    struct addrinfo *list;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
    pthread_cancel(pthread_self());
    CHECK_EQ(getaddrinfo("found.test", NULL, NULL, &list), 0);
    freeaddrinfo(list);
    int state;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
    CHECK_EQ(state, PTHREAD_CANCEL_DISABLE);
}

static atomic_int stop;

static void *keep_looking(void *argument) {
    while (!stop) {
        struct addrinfo *list;
        struct hostent *host;
        switch ((intptr_t)argument) {
        case 0:
            CHECK_EQ(getaddrinfo("found.test", "echo", NULL, &list), 0);
            freeaddrinfo(list);
            break;
        case 1:
            host = gethostbyname("alias");
            CHECK(host);
            CHECK_STR(host->h_name, "in.file");
            break;
        case 2:
            CHECK(getservbyname("ntp", "udp"));
            getservent();
            break;
        }
    }
    return NULL;
}

TEST(forking) {
    if (!begin())
        return;
    pthread_t threads[3];
    for (intptr_t i = 0; i < 3; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, keep_looking, (void *)i), 0);
    int rounds = emulated() ? 10 : 150;
    for (int round = 0; round < rounds; round++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            struct addrinfo *list;
            alarm(30);
            CHECK_EQ(getaddrinfo("found.test", "ntp", NULL, &list), 0);
            CHECK_EQ(((struct sockaddr_in *)list->ai_addr)->sin_addr.s_addr, htonl(0xc0000201));
            freeaddrinfo(list);
            struct hostent *host = gethostbyname("in.file");
            CHECK(host);
            CHECK_STR(host->h_aliases[0], "alias");
            sethostent(0);
            CHECK_STR(gethostent()->h_name, "localhost");
            CHECK_STR(gethostent()->h_name, "in.file");
            CHECK(!gethostent());
            CHECK_EQ(getservbyname("echo", NULL)->s_port, htons(7));
            struct in_addr address = {htonl(0xc0000201)};
            host = gethostbyaddr(&address, 4, AF_INET);
            CHECK(host);
            CHECK_STR(host->h_name, "name.test");
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(child, &status, 0), child);
        CHECK_EQ(status, 0);
    }
    stop = 1;
    for (int i = 0; i < 3; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
}
