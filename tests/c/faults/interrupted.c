/* A signal handler without SA_RESTART interrupts every call that blocks: EINTR, and nothing is lost. */
#define _GNU_SOURCE
#include "check.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

static volatile int calls;

static void handle(int signal) {
    (void)signal;
    calls++;
}

/* SIGUSR1 comes again and again, so that it comes during the call, too. */
static pid_t begin(void) {
    struct sigaction action = {.sa_handler = handle};
    sigaction(SIGUSR1, &action, NULL);
    pid_t target = getpid(), pid = fork();
    if (pid == 0) {
        for (int i = 0; i < 3000; i++) {
            nanosleep(&(struct timespec){0, 10000000}, NULL);
            if (kill(target, SIGUSR1) != 0)
                break;
        }
        _exit(0);
    }
    return pid;
}

static void end(pid_t pid) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    sigaction(SIGUSR1, &action, NULL);
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) != pid) {
    }
    CHECK(calls > 0);
}

TEST(read_and_write) {
    int ends[2];
    char byte;
    static char block[1 << 20];
    CHECK_EQ(pipe(ends), 0);
    pid_t pid = begin();
    CHECK_FAILS(read(ends[0], &byte, 1), EINTR);
    ssize_t written = write(ends[1], block, sizeof block);
    CHECK(written > 0 && written < (ssize_t)sizeof block);
    CHECK_FAILS(write(ends[1], block, 1), EINTR);
    end(pid);
}

TEST(waiting) {
    pid_t pid = begin();
    struct pollfd poll_for = {.fd = -1};
    CHECK_FAILS(poll(&poll_for, 1, -1), EINTR);
    CHECK_FAILS(ppoll(&poll_for, 1, NULL, NULL), EINTR);
    CHECK_FAILS(select(0, NULL, NULL, NULL, NULL), EINTR);
    CHECK_FAILS(pselect(0, NULL, NULL, NULL, NULL, NULL), EINTR);
    CHECK_FAILS(pause(), EINTR);
    sigset_t none;
    sigemptyset(&none);
    CHECK_FAILS(sigsuspend(&none), EINTR);
    struct timespec left = {0, 0};
    CHECK_FAILS(nanosleep(&(struct timespec){100, 0}, &left), EINTR);
    CHECK(left.tv_sec > 90);
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){100, 0}, NULL), EINTR);
    CHECK(sleep(100) > 90);
    CHECK_FAILS(wait(NULL), EINTR);
    CHECK_FAILS(waitpid(pid, NULL, 0), EINTR);
    siginfo_t information;
    CHECK_FAILS(waitid(P_PID, (id_t)pid, &information, WEXITED), EINTR);
    end(pid);
}

TEST(semaphores_and_locks) {
    sem_t semaphore;
    CHECK_EQ(sem_init(&semaphore, 0, 0), 0);
    pid_t pid = begin();
    CHECK_FAILS(sem_wait(&semaphore), EINTR);
    struct timespec late;
    clock_gettime(CLOCK_REALTIME, &late);
    late.tv_sec += 100;
    CHECK_FAILS(sem_timedwait(&semaphore, &late), EINTR);
    /* These are never interrupted: they wait until their time. */
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
    pthread_mutex_lock(&lock);
    clock_gettime(CLOCK_REALTIME, &late);
    late.tv_nsec += 100000000;
    if (late.tv_nsec >= 1000000000) {
        late.tv_nsec -= 1000000000;
        late.tv_sec++;
    }
    int error;
    do
        error = pthread_cond_timedwait(&condition, &lock, &late);
    while (error == 0);
    CHECK_EQ(error, ETIMEDOUT);
    CHECK_EQ(pthread_mutex_timedlock(&lock, &late), ETIMEDOUT);
    end(pid);
}

TEST(sockets) {
    int ends[2];
    char byte;
    CHECK_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr address = {.sa_family = AF_UNIX};
    CHECK_EQ(bind(listener, &address, sizeof(sa_family_t)), 0);
    CHECK_EQ(listen(listener, 1), 0);
    pid_t pid = begin();
    CHECK_FAILS(recv(ends[0], &byte, 1, 0), EINTR);
    CHECK_FAILS(accept(listener, NULL, NULL), EINTR);
    end(pid);
}

TEST(streams) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    FILE *reader = fdopen(ends[0], "r"), *writer = fdopen(ends[1], "w");
    pid_t pid = begin();
    errno = 0;
    CHECK_EQ(getc(reader), EOF);
    CHECK_EQ(errno, EINTR);
    CHECK(ferror(reader) && !feof(reader));
    clearerr(reader);
    /* Interrupted output is kept: with a reader that comes later, all of it arrives in order. */
    static char sent[300000], got[sizeof sent];
    for (size_t i = 0; i < sizeof sent; i++)
        sent[i] = (char)(i * 7 + i / 251);
    size_t done = 0;
    int interrupted = 0;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    size_t received = 0;
    while (done < sizeof sent || received < sizeof sent) {
        if (done < sizeof sent) {
            size_t more = sizeof sent - done < 1000 ? sizeof sent - done : 1000;
            size_t taken = fwrite(sent + done, 1, more, writer);
            if (taken < more)
                interrupted++;
            done += taken;
        } else {
            fflush(writer);
        }
        clearerr(writer);
        if (interrupted || done == sizeof sent) {
            ssize_t some = read(ends[0], got + received, sizeof got - received);
            if (some > 0)
                received += (size_t)some;
        }
    }
    end(pid);
    CHECK(interrupted > 0);
    CHECK_EQ(received, sizeof sent);
    CHECK_MEM(got, sent, sizeof sent);
}
