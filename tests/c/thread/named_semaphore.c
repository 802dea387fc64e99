/* Named semaphores. */
#define _GNU_SOURCE
#include "../check.h"
#include "../emulated.h"
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/wait.h>

static char name[40];
static void make_name(const char *what) {
    char digits[12];
    int n = getpid(), i = 0;
    do
        digits[i++] = (char)('0' + n % 10);
    while (n /= 10);
    digits[i] = 0;
    strcpy(name, "/tine-test-");
    strcat(name, what);
    strcat(name, digits);
    sem_unlink(name);
}

TEST(errors) {
    char longest[300];
    make_name("e");
    CHECK_FAILS(sem_open(name, 0), ENOENT);
    CHECK_FAILS(sem_open("/", O_CREAT, 0600, 1), EINVAL);
    CHECK_FAILS(sem_open("/a/b", O_CREAT, 0600, 1), EINVAL);
    CHECK_FAILS(sem_open(name, O_CREAT, 0600, SEM_VALUE_MAX + 1u), EINVAL);
    memset(longest, 'a', sizeof longest);
    longest[299] = 0;
    CHECK_FAILS(sem_open(longest, O_CREAT, 0600, 1), ENAMETOOLONG);
    CHECK_FAILS(sem_unlink(name), ENOENT);
    sem_t *sem = sem_open(name, O_CREAT | O_EXCL, 0600, 1);
    CHECK(sem != SEM_FAILED);
    CHECK_FAILS(sem_open(name, O_CREAT | O_EXCL, 0600, 1), EEXIST);
    CHECK_EQ(sem_unlink(name), 0);
    CHECK_FAILS(sem_open(name, 0), ENOENT);
    CHECK_EQ(sem_close(sem), 0);
    CHECK_FAILS(sem_close(sem), EINVAL);
}

TEST(same_address_and_value) {
    int value;
    make_name("s");
    sem_t *sem = sem_open(name, O_CREAT, 0600, 3);
    CHECK(sem != SEM_FAILED);
    CHECK_EQ(sem_wait(sem), 0);
    sem_t *again = sem_open(name, O_CREAT, 0600, 99);
    CHECK(again == sem);
    CHECK_EQ(sem_close(again), 0);
    CHECK_EQ(sem_getvalue(sem, &value), 0);
    CHECK_EQ(value, 2);
    pid_t pid = fork();
    if (pid == 0) {
        sem_t *child = sem_open(name, 0);
        CHECK(child == sem);
        CHECK_EQ(sem_post(child), 0);
        CHECK_EQ(sem_close(child), 0);
        CHECK_EQ(sem_close(child), 0);
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
    CHECK_EQ(sem_getvalue(sem, &value), 0);
    CHECK_EQ(value, 3);
    /* After an unlink the name is another semaphore. */
    CHECK_EQ(sem_unlink(name), 0);
    again = sem_open(name, O_CREAT, 0600, 0);
    CHECK(again != SEM_FAILED && again != sem);
    CHECK_EQ(sem_unlink(name), 0);
    CHECK_EQ(sem_close(again), 0);
    CHECK_EQ(sem_close(sem), 0);
}

static atomic_int stop;
static void *open_and_close(void *argument) {
    while (!atomic_load(&stop)) {
        sem_t *sem = sem_open(name, O_CREAT, 0600, 0);
        CHECK(sem != SEM_FAILED);
        CHECK_EQ(sem_close(sem), 0);
    }
    return argument;
}
TEST(in_a_forked_child) {
    pthread_t threads[2];
    /* qemu-user 7.2 forgets its own locks at a fork: a child may hang there if other threads map and unmap memory. */
    const int busy = emulated() ? 0 : 2;
    make_name("f");
    for (int i = 0; i < busy; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, open_and_close, NULL), 0);
    for (int i = 0; i < 50; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            sem_t *sem = sem_open(name, O_CREAT, 0600, 0);
            CHECK(sem != SEM_FAILED);
            CHECK_EQ(sem_close(sem), 0);
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 0);
    }
    atomic_store(&stop, 1);
    for (int i = 0; i < busy; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
    CHECK_EQ(sem_unlink(name), 0);
}
