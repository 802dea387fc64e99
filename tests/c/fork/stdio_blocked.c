/* fork while other threads are blocked in a stream, own one, close one: the child uses that same stream at once. */
#define _GNU_SOURCE
#include "forking.h"
#include <fcntl.h>

static FILE *shared;
static int ends[2];

static void use_as_reader(int number) {
    static char buffer[100];
    switch (number % 6) {
    case 0: {
        int fds[2];
        CHECK_EQ(pipe(fds), 0);
        CHECK_EQ(write(fds[1], "fresh\n", 6), 6);
        CHECK(dup2(fds[0], fileno(shared)) >= 0);
        CHECK_EQ(ungetc('x', shared), 'x');
        CHECK_EQ(getc(shared), 'x');
        CHECK_STR(fgets(buffer, sizeof buffer, shared), "fresh\n");
        break;
    }
    case 1:
        CHECK_EQ(setvbuf(shared, NULL, _IONBF, 0), 0);
        CHECK_EQ(ungetc('y', shared), 'y');
        CHECK_EQ(getc(shared), 'y');
        break;
    case 2:
        CHECK_EQ(fclose(shared), 0);
        break;
    case 3:
        exit(0);
    case 4:
        CHECK_EQ(fflush(NULL), 0);
        CHECK_EQ(ftrylockfile(shared), 0);
        funlockfile(shared);
        break;
    case 5:
        CHECK_EQ(feof(shared), 0);
        CHECK_EQ(ferror(shared), 0);
        clearerr(shared);
        CHECK_EQ(fflush(shared), 0);
        CHECK(freopen("/dev/null", "r", shared));
        CHECK_EQ(getc(shared), EOF);
        exit(0);
    }
}

static void *reader(void *expected) {
    char line[100];
    CHECK_STR(fgets(line, sizeof line, shared), (const char *)expected);
    return NULL;
}

/* The stream is the end of a pipe to read (0) or to write (1). */
static void share_end(int end) {
    CHECK_EQ(pipe(ends), 0);
    shared = fdopen(ends[end], end ? "w" : "r");
    CHECK(shared);
}

TEST(blocked_in_read) {
    share_end(0);
    pthread_t thread = start(reader, "for the parent\n");
    moment();
    fork_often(use_as_reader);
    CHECK_EQ(write(ends[1], "for the parent\n", 15), 15);
    pthread_join(thread, NULL);
}

/* The reader has got a part of its line already. */
static void fork_in_the_middle(void *(*read_line)(void *)) {
    share_end(0);
    pthread_t thread = start(read_line, "for the parent\n");
    CHECK_EQ(write(ends[1], "for the", 7), 7);
    moment();
    fork_often(use_as_reader);
    CHECK_EQ(write(ends[1], " parent\n", 8), 8);
    pthread_join(thread, NULL);
}

TEST(reader_in_the_middle) {
    fork_in_the_middle(reader);
}

static void *getline_reader(void *expected) {
    char *line = NULL;
    size_t size = 0;
    CHECK(getline(&line, &size, shared) > 0);
    CHECK_STR(line, (const char *)expected);
    free(line);
    return NULL;
}

TEST(blocked_in_getline) {
    fork_in_the_middle(getline_reader);
}

/* Another thread waits for the reader's stream, to close it. */
static void *closer(void *unused) {
    (void)unused;
    CHECK_EQ(fclose(shared), 0);
    return NULL;
}

TEST(closing_behind_a_reader) {
    share_end(0);
    pthread_t first = start(reader, "for the parent\n");
    moment();
    pthread_t second = start(closer, NULL);
    moment();
    fork_often(use_as_reader);
    CHECK_EQ(write(ends[1], "for the parent\n", 15), 15);
    pthread_join(first, NULL);
    pthread_join(second, NULL);
}

static volatile int stop;

static void *flusher(void *unused) {
    (void)unused;
    while (!stop)
        CHECK_EQ(fflush(NULL), 0);
    return NULL;
}

TEST(flushing_all_behind_a_reader) {
    share_end(0);
    pthread_t first = start(reader, "for the parent\n");
    moment();
    pthread_t second = start(flusher, NULL);
    fork_often(use_as_reader);
    stop = 1;
    stage = "fflush(NULL) behind a reader";
    pthread_join(second, NULL);
    CHECK_EQ(write(ends[1], "for the parent\n", 15), 15);
    pthread_join(first, NULL);
}

/* A full pipe. */
static char fill[1 << 16];
static size_t filled;

static void share_full_pipe(void) {
    share_end(1);
    CHECK_EQ(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    ssize_t n;
    while ((n = write(ends[1], fill, filled < 4096 * 4 ? 4096 : 1)) > 0)
        filled += (size_t)n;
    CHECK_EQ(fcntl(ends[1], F_SETFL, 0), 0);
}

static void use_as_writer(int number) {
    capture(shared);
    switch (number % 4) {
    case 0:
        CHECK(fprintf(shared, "child %d\n", 7) > 0);
        check_captured(shared, "child 7\n");
        break;
    case 1:
        check_captured(shared, "");
        break;
    case 2:
        CHECK_EQ(setvbuf(shared, NULL, _IOLBF, 0), 0);
        CHECK(fputs("a\nb", shared) >= 0);
        check_captured(shared, "a\nb");
        break;
    case 3:
        CHECK_EQ(fflush(shared), 0);
        CHECK_EQ(fflush(NULL), 0);
        CHECK_EQ(putc('c', shared), 'c');
        exit(0);
    }
}

static char expected[70000];

static void drain(void) {
    static char got[200000];
    size_t total = 0;
    while (total < filled + strlen(expected)) {
        ssize_t n = read(ends[0], got + total, sizeof got - total);
        CHECK(n > 0);
        total += (size_t)n;
    }
    CHECK_EQ(total, filled + strlen(expected));
    CHECK_MEM(got + filled, expected, strlen(expected));
}

/* Forks while a thread is blocked in the full pipe; then everything must come out of it. */
static void fork_behind(void *(*writer)(void *)) {
    pthread_t thread = start(writer, NULL);
    moment();
    fork_often(use_as_writer);
    stage = "drain";
    drain();
    pthread_join(thread, NULL);
}

static void *flush_writer(void *unused) {
    (void)unused;
    CHECK(fputs("the parent's bytes", shared) >= 0);
    CHECK_EQ(fflush(shared), 0);
    return NULL;
}

TEST(blocked_in_fflush) {
    share_full_pipe();
    strcpy(expected, "earlier, the parent's bytes");
    CHECK(fputs("earlier, ", shared) >= 0);
    fork_behind(flush_writer);
}

static void *line_writer(void *unused) {
    (void)unused;
    CHECK(fprintf(shared, "a line of the parent's, number %d\n", 1) > 0);
    return NULL;
}

TEST(blocked_in_fprintf) {
    share_full_pipe();
    setvbuf(shared, NULL, _IOLBF, 0);
    strcpy(expected, "a line of the parent's, number 1\n");
    fork_behind(line_writer);
}

TEST(blocked_unbuffered) {
    share_full_pipe();
    setvbuf(shared, NULL, _IONBF, 0);
    strcpy(expected, "a line of the parent's, number 1\n");
    fork_behind(line_writer);
}

static char block[20000];

static void *block_writer(void *unused) {
    (void)unused;
    CHECK_EQ(fwrite(block, 1, sizeof block, shared), sizeof block);
    CHECK_EQ(fflush(shared), 0);
    return NULL;
}

TEST(blocked_in_fwrite) {
    share_full_pipe();
    memset(block, 'b', sizeof block);
    strcpy(expected, "before");
    CHECK(fputs(expected, shared) >= 0);
    memcpy(expected + 6, block, sizeof block);
    fork_behind(block_writer);
}

static void *closing_writer(void *unused) {
    (void)unused;
    CHECK_EQ(fclose(shared), 0);
    return NULL;
}

TEST(blocked_in_fclose) {
    share_full_pipe();
    strcpy(expected, "written by fclose");
    CHECK(fputs(expected, shared) >= 0);
    fork_behind(closing_writer);
}

static void *all_flusher(void *unused) {
    (void)unused;
    CHECK_EQ(fflush(NULL), 0);
    return NULL;
}

TEST(flushing_all_behind_a_writer) {
    share_full_pipe();
    strcpy(expected, "written by fflush(NULL)");
    CHECK(fputs(expected, shared) >= 0);
    pthread_t first = start(all_flusher, NULL);
    moment();
    pthread_t second = start(all_flusher, NULL);
    moment();
    fork_often(use_as_writer);
    drain();
    pthread_join(first, NULL);
    pthread_join(second, NULL);
}

/* Owned by another thread, with output begun. */
static pthread_mutex_t owned = PTHREAD_MUTEX_INITIALIZER;

static void *owner(void *unused) {
    (void)unused;
    flockfile(shared);
    flockfile(shared);
    CHECK(fputs(" half", shared) >= 0);
    pthread_mutex_lock(&owned);
    CHECK(fputs(" whole", shared) >= 0);
    funlockfile(shared);
    funlockfile(shared);
    return NULL;
}

static void use_as_owned(int number) {
    capture(shared);
    if (number % 2)
        CHECK_EQ(ftrylockfile(shared), 0);
    CHECK(fputs(" child", shared) >= 0);
    check_captured(shared, "both child");
}

TEST(owned_by_another_thread) {
    share_end(1);
    CHECK(fputs("both", shared) >= 0);
    pthread_mutex_lock(&owned);
    pthread_t thread = start(owner, NULL);
    moment();
    fork_often(use_as_owned);
    pthread_mutex_unlock(&owned);
    pthread_join(thread, NULL);
    captured = ends[0];
    check_captured(shared, "both half whole");
}

/* Others wait for the owner. */
static void *waiter(void *unused) {
    (void)unused;
    CHECK(fputs(".", shared) >= 0);
    return NULL;
}

TEST(waited_for) {
    share_end(1);
    CHECK(fputs("both", shared) >= 0);
    pthread_mutex_lock(&owned);
    pthread_t first = start(owner, NULL);
    moment();
    pthread_t second = start(waiter, NULL), third = start(waiter, NULL);
    moment();
    fork_often(use_as_owned);
    pthread_mutex_unlock(&owned);
    pthread_join(first, NULL);
    pthread_join(second, NULL);
    pthread_join(third, NULL);
    captured = ends[0];
    check_captured(shared, "both half whole..");
}

/* The forking thread keeps what it owns, as often as it took it. */
static int try_result;

static void *try_to_own(void *unused) {
    (void)unused;
    try_result = ftrylockfile(shared);
    if (try_result == 0)
        funlockfile(shared);
    return NULL;
}

static void child_owns(int number) {
    (void)number;
    pthread_join(start(try_to_own, NULL), NULL);
    CHECK(try_result != 0);
    CHECK(fputs("child ", shared) >= 0);
    funlockfile(shared);
    pthread_join(start(try_to_own, NULL), NULL);
    CHECK(try_result != 0);
    funlockfile(shared);
    pthread_join(start(try_to_own, NULL), NULL);
    CHECK_EQ(try_result, 0);
}

TEST(owned_by_the_forking_thread) {
    shared = fopen("/dev/null", "w");
    flockfile(shared);
    flockfile(shared);
    watch(TEST_SECONDS - 5);
    for (int i = 0; i < 10; i++)
        fork_once(i, child_owns);
    pthread_join(start(try_to_own, NULL), NULL);
    CHECK(try_result != 0);
    for (int i = 0; i < 10; i++)
        fork_once(i, child_owns);
    funlockfile(shared);
    funlockfile(shared);
}

/* A thread inside the application's own write function. */
static volatile int in_function;
static char cookie_got[1000];
static size_t cookie_size;

static ssize_t slow_write(void *unused, const char *from, size_t size) {
    (void)unused;
    if (!in_child) {
        in_function = 1;
        pthread_mutex_lock(&owned);
        pthread_mutex_unlock(&owned);
    }
    memcpy(cookie_got + cookie_size, from, size);
    cookie_size += size;
    return (ssize_t)size;
}

static void use_cookie(int number) {
    (void)number;
    CHECK(fputs("child", shared) >= 0);
    CHECK_EQ(fflush(shared), 0);
    CHECK_EQ(cookie_size, 5);
    CHECK_MEM(cookie_got, "child", 5);
    CHECK_EQ(fclose(shared), 0);
}

TEST(foreign_writer) {
    cookie_io_functions_t functions = {NULL, slow_write, NULL, NULL};
    shared = fopencookie(NULL, "w", functions);
    CHECK(shared);
    pthread_mutex_lock(&owned);
    pthread_t thread = start(flush_writer, NULL);
    while (!in_function)
        moment();
    fork_often(use_cookie);
    pthread_mutex_unlock(&owned);
    pthread_join(thread, NULL);
    CHECK_EQ(cookie_size, 18);
}
