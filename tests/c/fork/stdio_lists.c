/* The list of open streams: opening, closing and flushing in threads while others fork; the ends of processes. */
#define _GNU_SOURCE
#include "forking.h"
#include <fcntl.h>

static volatile int stop;

/* By name only where no emulator is in use: qemu-user has a lock of its own around names, which does not survive fork. */
static FILE *open_something(void) {
#ifdef __aarch64__
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static int fd = -1;
    pthread_mutex_lock(&lock);
    if (fd < 0)
        fd = open("/dev/null", O_RDWR);
    pthread_mutex_unlock(&lock);
    return fdopen(dup(fd), "r+");
#else
    return fopen("/dev/null", "r+");
#endif
}

static void *open_and_close(void *unused) {
    (void)unused;
    while (!stop) {
        FILE *f = open_something();
        CHECK(f);
        CHECK(fputs("text", f) >= 0);
        CHECK_EQ(fclose(f), 0);
        char *text;
        size_t size;
        f = open_memstream(&text, &size);
        CHECK(f);
        CHECK(fprintf(f, "%d", 12345) == 5);
        CHECK_EQ(fclose(f), 0);
        CHECK_STR(text, "12345");
        free(text);
    }
    return NULL;
}

static void *flush_all(void *unused) {
    (void)unused;
    while (!stop)
        CHECK_EQ(fflush(NULL), 0);
    return NULL;
}

static void use_all(int number) {
    FILE *f = tmpfile();
    CHECK(f);
    CHECK(fprintf(f, "%d", number) > 0);
    rewind(f);
    int got = -1;
    CHECK_EQ(fscanf(f, "%d", &got), 1);
    CHECK_EQ(got, number);
    CHECK_EQ(fflush(NULL), 0);
    CHECK_EQ(fclose(f), 0);
    char *text;
    size_t size;
    f = open_memstream(&text, &size);
    CHECK(f);
    CHECK(fputs("child", f) >= 0);
    CHECK_EQ(fclose(f), 0);
    CHECK_STR(text, "child");
    free(text);
    exit(0);
}

TEST(opening_and_closing) {
    CHECK_EQ(fclose(open_something()), 0);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        threads[i] = start(i < 3 ? open_and_close : flush_all, NULL);
    fork_often(use_all);
    stop = 1;
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
}

/* A stream in memory that another thread is writing to. */
static FILE *memory;
static char *memory_text;
static size_t memory_size;

static void *write_memory(void *unused) {
    (void)unused;
    for (int i = 0; !stop; i++) {
        CHECK(fprintf(memory, "line %d\n", i) > 0);
        if (i % 100 == 0)
            CHECK_EQ(fflush(memory), 0);
        if (i % 20000 == 0)
            CHECK_EQ(fseek(memory, 0, SEEK_SET), 0);
    }
    return NULL;
}

static void use_memory(int number) {
    CHECK(fprintf(memory, "child %d", number) > 0);
    CHECK_EQ(fseek(memory, 0, SEEK_END), 0);
    CHECK_EQ(fflush(memory), 0);
    CHECK_EQ(ftell(memory), (long)memory_size);
    CHECK_EQ(memory_text[memory_size], 0);
    CHECK_EQ(fclose(memory), 0);
    CHECK_EQ(strlen(memory_text), memory_size);
    char expected[40];
    snprintf(expected, sizeof expected, "child %d", number);
    CHECK(strstr(memory_text, expected));
    free(memory_text);
}

TEST(growing_memory) {
    memory = open_memstream(&memory_text, &memory_size);
    CHECK(memory);
    pthread_t thread = start(write_memory, NULL);
    fork_often(use_memory);
    stop = 1;
    pthread_join(thread, NULL);
    fclose(memory);
}

/* One thread: output that is in the buffer at fork is in both. */
static FILE *shared;

static void leave(int number) {
    (void)number;
    exit(0);
}

TEST(buffered_output_is_in_both) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    shared = fdopen(fds[1], "w");
    CHECK(fputs("x", shared) >= 0);
    watch(TEST_SECONDS - 5);
    fork_once(0, leave);
    fork_once(1, leave);
    captured = fds[0];
    check_captured(shared, "xxx");
}

/* A child that does not read leaves the parent's position alone. */
TEST(position_after_a_childs_exit) {
    const char *path = scratch();
    FILE *f = fopen(path, "w");
    CHECK(fputs("0123456789", f) >= 0);
    CHECK_EQ(fclose(f), 0);
    f = fopen(path, "r");
    CHECK_EQ(getc(f), '0');
    CHECK_EQ(getc(f), '1');
    watch(TEST_SECONDS - 5);
    fork_once(0, leave);
    CHECK_EQ(lseek(fileno(f), 0, SEEK_CUR), 10);
    CHECK_EQ(getc(f), '2');
    CHECK_EQ(fclose(f), 0);
    unlink(path);
}

/* exit does not wait for a thread that waits for input. */
static void *read_forever(void *unused) {
    (void)unused;
    getc(shared);
    return NULL;
}

static void leave_beside_a_reader(int number) {
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    shared = fdopen(fds[0], "r");
    start(read_forever, NULL);
    if (number % 2)
        moment();
    exit(0);
}

TEST(exit_beside_a_reader) {
    watch(TEST_SECONDS - 5);
    for (int i = 0; i < 60; i++)
        fork_once(i, leave_beside_a_reader);
}

/* Forks in threads at the same time. */
static void *forker(void *unused) {
    (void)unused;
    for (int i = 0; i < 50; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            in_child = 1;
            watch(10);
            use_all(i);
        }
        CHECK(pid > 0);
        int status;
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 0);
    }
    return NULL;
}

TEST(forks_at_the_same_time) {
    CHECK_EQ(fclose(open_something()), 0);
    watch(TEST_SECONDS - 5);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        threads[i] = start(i < 2 ? forker : open_and_close, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    stop = 1;
    pthread_join(threads[2], NULL);
    pthread_join(threads[3], NULL);
}

/* A stream whose buffer is on the stack of a thread that the child does not have. */
static volatile int ready, done;

static void *lend_a_buffer(void *unused) {
    (void)unused;
    char buffer[200];
    CHECK_EQ(setvbuf(shared, buffer, _IOFBF, sizeof buffer), 0);
    CHECK(fputs("kept ", shared) >= 0);
    ready = 1;
    while (!done)
        moment();
    CHECK_EQ(fclose(shared), 0);
    return NULL;
}

static void use_the_stream(int number) {
    (void)number;
    capture(shared);
    char text[300];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = 0;
    CHECK(fputs(text, shared) >= 0);
    char expected[400] = "kept ";
    strcat(expected, text);
    check_captured(shared, expected);
}

TEST(buffer_on_another_stack) {
    shared = fopen("/dev/null", "w");
    CHECK(shared);
    pthread_t thread = start(lend_a_buffer, NULL);
    while (!ready)
        moment();
    watch(TEST_SECONDS - 5);
    for (int i = 0; i < 10; i++)
        fork_once(i, use_the_stream);
    done = 1;
    pthread_join(thread, NULL);
}
