/* A thread that is cancelled while it waits for input leaves its stream free, and nothing lost. */
#define _GNU_SOURCE
#include "check.h"
#include <pthread.h>
#include <stdio.h>

static FILE *shared;
static int ends[2];

static void *reader(void *unused) {
    (void)unused;
    char line[100];
    fgets(line, sizeof line, shared);
    return NULL;
}

static void cancel(void *(*function)(void *)) {
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, function, NULL), 0);
    usleep(20000);
    CHECK_EQ(pthread_cancel(thread), 0);
    void *result;
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == PTHREAD_CANCELED);
}

TEST(a_reader) {
    CHECK_EQ(pipe(ends), 0);
    shared = fdopen(ends[0], "r");
    cancel(reader);
    CHECK_EQ(ftrylockfile(shared), 0);
    funlockfile(shared);
    CHECK_EQ(ferror(shared), 0);
    CHECK_EQ(write(ends[1], "line\n", 5), 5);
    char line[100];
    CHECK_STR(fgets(line, sizeof line, shared), "line\n");
    CHECK_EQ(fclose(shared), 0);
}

static void unlock(void *file) {
    funlockfile(file);
}

static void *owner(void *unused) {
    (void)unused;
    flockfile(shared);
    pthread_cleanup_push(unlock, shared);
    getc(shared);
    pthread_cleanup_pop(1);
    return NULL;
}

TEST(an_owner) {
    CHECK_EQ(pipe(ends), 0);
    shared = fdopen(ends[0], "r");
    cancel(owner);
    CHECK_EQ(ftrylockfile(shared), 0);
    funlockfile(shared);
    CHECK_EQ(write(ends[1], "x", 1), 1);
    CHECK_EQ(getc(shared), 'x');
    CHECK_EQ(fclose(shared), 0);
}

static ssize_t wait_for_input(void *unused, char *to, size_t size) {
    (void)unused;
    return read(ends[0], to, size);
}

TEST(a_foreign_reader) {
    CHECK_EQ(pipe(ends), 0);
    cookie_io_functions_t functions = {wait_for_input, NULL, NULL, NULL};
    shared = fopencookie(NULL, "r", functions);
    cancel(reader);
    CHECK_EQ(ftrylockfile(shared), 0);
    funlockfile(shared);
    CHECK_EQ(write(ends[1], "x", 1), 1);
    CHECK_EQ(getc(shared), 'x');
    CHECK_EQ(fclose(shared), 0);
}

static void *with_cancellation_off(void *unused) {
    (void)unused;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL);
    CHECK_EQ(getc(shared), 'x');
    return (void *)1;
}

TEST(not_while_disabled) {
    CHECK_EQ(pipe(ends), 0);
    shared = fdopen(ends[0], "r");
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, with_cancellation_off, NULL), 0);
    usleep(20000);
    CHECK_EQ(pthread_cancel(thread), 0);
    CHECK_EQ(write(ends[1], "x", 1), 1);
    void *result;
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == (void *)1);
    CHECK_EQ(fclose(shared), 0);
}
