/* The library's other shared state. */
#define _GNU_SOURCE
#include "torture.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <locale.h>
#include <pthread.h>
#include <pwd.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What a library does not have is said when this is compiled. */
#ifndef WITHOUT_AIO
#include <aio.h>
#endif
#ifndef WITHOUT_GETTEXT
#include <libintl.h>
#endif
#ifndef WITHOUT_GETADDRINFO
#include <netdb.h>
#endif
#ifndef WITHOUT_SYSLOG
#include <syslog.h>
#endif

static void allocate(int thread) {
    void *blocks[64];
    for (int i = 0; i < 64; i++) {
        size_t size = (size_t)((thread + 1) * 17 + i * 97) % 5000 + (i == 63 ? 300000 : 0);
        blocks[i] = malloc(size);
        if (blocks[i])
            memset(blocks[i], i, size);
    }
    for (int i = 0; i < 64; i++)
        free(blocks[(i * 29) % 64]);
}

static int child_allocates(int number) {
    (void)number;
    unsigned char *blocks[200];
    for (int i = 0; i < 200; i++) {
        blocks[i] = malloc((size_t)i * 37 + 1);
        EXPECT(blocks[i]);
        memset(blocks[i], i, (size_t)i * 37 + 1);
    }
    for (int i = 0; i < 200; i++) {
        for (int j = 0; j <= i * 37; j++)
            EXPECT(blocks[i][j] == (unsigned char)i);
        blocks[i] = realloc(blocks[i], (size_t)i * 50 + 7);
        EXPECT(blocks[i] && blocks[i][i * 37] == (unsigned char)i);
    }
    for (int i = 0; i < 200; i++)
        free(blocks[i]);
    return 0;
}

static void change_locale(int thread) {
    (void)thread;
    setlocale(LC_ALL, "C.UTF-8");
    locale_t locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (locale)
        freelocale(locale);
    setlocale(LC_ALL, "C");
}

static int child_changes_locale(int number) {
    (void)number;
    EXPECT(setlocale(LC_CTYPE, "C.UTF-8") && strcmp(setlocale(LC_CTYPE, NULL), "C.UTF-8") == 0);
    locale_t locale = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
    EXPECT(locale);
    freelocale(locale);
    EXPECT(setlocale(LC_ALL, "C"));
    return 0;
}

static void change_environment(int thread) {
    char name[16];
    snprintf(name, sizeof name, "VARIABLE%d", thread);
    setenv(name, "a value that is not short", 1);
    getenv(name);
    unsetenv(name);
}

static int child_changes_environment(int number) {
    (void)number;
    EXPECT(setenv("CHILD", "yes", 1) == 0 && strcmp(getenv("CHILD"), "yes") == 0);
    EXPECT(unsetenv("CHILD") == 0 && getenv("CHILD") == NULL);
    return 0;
}

static void use_time_zone(int thread) {
    (void)thread;
    time_t now = 1700000000;
    struct tm tm;
    tzset();
    localtime_r(&now, &tm);
    mktime(&tm);
}

static int child_uses_time_zone(int number) {
    (void)number;
    time_t then = 1700000000;
    struct tm tm;
    EXPECT(setenv("TZ", "XYZ-3", 1) == 0);
    tzset();
    EXPECT(localtime_r(&then, &tm) && tm.tm_hour == 1 && strcmp(tzname[0], "XYZ") == 0);
    EXPECT(mktime(&tm) == then);
    return 0;
}

static void use_random(int thread) {
    (void)thread;
    for (int i = 0; i < 1000; i++) {
        random();
        rand();
        lrand48();
    }
}

static int child_uses_random(int number) {
    srandom((unsigned)number);
    long first = random();
    srandom((unsigned)number);
    EXPECT(random() == first);
    srand48(number);
    long other = lrand48();
    srand48(number);
    EXPECT(lrand48() == other);
    return 0;
}

#ifndef WITHOUT_SYSLOG
static void log_message(int thread) {
    openlog("torture", LOG_NDELAY, LOG_USER);
    syslog(LOG_DEBUG, "thread %d", thread);
    closelog();
}

static int child_logs(int number) {
    openlog("torture", 0, LOG_USER);
    syslog(LOG_DEBUG, "child %d", number);
    closelog();
    return 0;
}

#endif

static char semaphore_name[32];

static void name_semaphore(void) {
    snprintf(semaphore_name, sizeof semaphore_name, "/torture-%ld", (long)getpid());
}

static void open_semaphore(int thread) {
    (void)thread;
    sem_t *semaphore = sem_open(semaphore_name, O_CREAT, 0600, 0);
    if (semaphore != SEM_FAILED)
        sem_close(semaphore);
}

static int child_opens_semaphore(int number) {
    char name[48];
    snprintf(name, sizeof name, "%s-%d", semaphore_name, number);
    sem_t *semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, 1);
    EXPECT(semaphore != SEM_FAILED);
    EXPECT(sem_wait(semaphore) == 0 && sem_post(semaphore) == 0 && sem_close(semaphore) == 0 && sem_unlink(name) == 0);
    return 0;
}

static int unlink_semaphore(int forks) {
    (void)forks;
    sem_unlink(semaphore_name);
    return 0;
}

#ifndef WITHOUT_GETTEXT
static void translate(int thread) {
    (void)thread;
    bindtextdomain("torture", "/nonexistent");
    textdomain("torture");
    gettext("message");
    dngettext("torture", "one", "many", 2);
}

static int child_translates(int number) {
    (void)number;
    EXPECT(bindtextdomain("torture", "/tmp") && textdomain("torture"));
    EXPECT(strcmp(gettext("message"), "message") == 0);
    EXPECT(strcmp(dngettext("torture", "one", "many", 2), "many") == 0);
    return 0;
}

#endif

#ifndef WITHOUT_AIO
static int read_whole(int descriptor) {
    char byte = 0;
    struct aiocb request = {.aio_fildes = descriptor, .aio_buf = &byte, .aio_nbytes = 1};
    if (aio_read(&request) != 0)
        return 1;
    const struct aiocb *list[] = {&request};
    while (aio_error(&request) == EINPROGRESS)
        aio_suspend(list, 1, NULL);
    return aio_return(&request) != 1;
}

static int zero;

static void open_zero(void) {
    zero = open("/dev/zero", O_RDONLY);
}

static void read_asynchronously(int thread) {
    (void)thread;
    read_whole(zero);
}

static int child_reads_asynchronously(int number) {
    (void)number;
    EXPECT(read_whole(zero) == 0);
    return 0;
}

#endif

#ifndef WITHOUT_GETADDRINFO
static void look_up(int thread) {
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM}, *found = NULL;
    if (thread == 0 && getaddrinfo("127.0.0.1", "80", &hints, &found) == 0)
        freeaddrinfo(found);
    if (thread == 1)
        getpwuid(0);
    if (thread == 2)
        getgrgid(0);
}

static int child_looks_up(int number) {
    (void)number;
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM}, *found = NULL;
    EXPECT(getaddrinfo("127.0.0.1", "80", &hints, &found) == 0 && found);
    freeaddrinfo(found);
    EXPECT(getpwuid(0) && strcmp(getpwuid(0)->pw_name, "root") == 0);
    EXPECT(getgrgid(0));
    return 0;
}

#endif

static void use_dlfcn(int thread) {
    (void)thread;
    void *self = dlopen(NULL, RTLD_NOW);
    if (self)
        dlclose(self);
    dlerror();
}

static int child_uses_dlfcn(int number) {
    (void)number;
    dlopen("/nonexistent/library.so", RTLD_NOW);
    EXPECT(dlerror() != NULL && dlerror() == NULL);
    return 0;
}

#ifndef WITHOUT_TIMERS
static void expired(union sigval value) {
    (void)value;
}

static int run_timer(int notify) {
    timer_t timer;
    struct sigevent event = {.sigev_notify = notify};
    event.sigev_notify_function = expired;
    if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0)
        return 1;
    struct itimerspec soon = {.it_value.tv_nsec = 1000};
    return timer_settime(timer, 0, &soon, NULL) != 0 || timer_delete(timer) != 0;
}

static void use_timers(int thread) {
    run_timer(thread ? SIGEV_NONE : SIGEV_THREAD);
}

static int child_uses_timers(int number) {
    EXPECT(run_timer(number % 2 ? SIGEV_NONE : SIGEV_THREAD) == 0);
    return 0;
}

#endif

const struct row state_rows[] = {
    {"malloc", "allocate", .hammer = allocate, .child = child_allocates},
    {"locale", "setlocale, newlocale", .hammer = change_locale, .child = child_changes_locale},
    {"environment", "setenv, getenv", .hammer = change_environment, .child = child_changes_environment},
    {"time-zone", "tzset, localtime_r, mktime", .hammer = use_time_zone, .child = child_uses_time_zone},
    {"random", "random, rand48", .hammer = use_random, .child = child_uses_random},
#ifndef WITHOUT_SYSLOG
    {"syslog", "syslog", .hammer = log_message, .child = child_logs},
#endif
    {"sem_open", "named semaphores", .set_up = name_semaphore, .hammer = open_semaphore, .child = child_opens_semaphore,
     .finish = unlink_semaphore},
#ifndef WITHOUT_GETTEXT
    {"gettext", "gettext", .hammer = translate, .child = child_translates},
#endif
#ifndef WITHOUT_AIO
    {"aio", "asynchronous input", .set_up = open_zero, .hammer = read_asynchronously,
     .child = child_reads_asynchronously, .most = 300},
#endif
#ifndef WITHOUT_GETADDRINFO
    {"lookup", "getaddrinfo, getpwuid, getgrgid", .hammer = look_up, .child = child_looks_up},
#endif
    {"dlfcn", "dlopen, dlerror", .hammer = use_dlfcn, .child = child_uses_dlfcn},
#ifndef WITHOUT_TIMERS
    {"timers", "timer_create", .hammer = use_timers, .child = child_uses_timers},
#endif
    {NULL},
};
