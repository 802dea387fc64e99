/* A FILE in any condition. */
#define _GNU_SOURCE
#include "torture.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static FILE *shared;
static int pipe_ends[2];

static void pause_for(long milliseconds) {
    nanosleep(&(struct timespec){0, milliseconds * 1000000}, NULL);
}

static void temporary(int mode) {
    shared = tmpfile();
    if (!shared || setvbuf(shared, NULL, mode, 1024) != 0)
        _exit(8);
}

static void buffered(void) {
    temporary(_IOFBF);
}

static void line_buffered(void) {
    temporary(_IOLBF);
}

static void print(int thread) {
    fprintf(shared, "thread %d prints a line of some length: %f\n", thread, thread / 3.0);
}

static int child_prints(int number) {
    EXPECT(fprintf(shared, "child %d\n", number) > 0);
    EXPECT(fflush(shared) == 0);
    EXPECT(ferror(shared) == 0);
    return 0;
}

static int child_prints_then_leaves(int number) {
    EXPECT(fprintf(shared, "child %d\n", number) > 0);
    return 0;
}

/* Every line is whole, each thread's are in their order without a gap, and each child's is there once. */
static unsigned long counters[3];

static void print_numbered(int thread) {
    fprintf(shared, "thread %d line %lu end\n", thread, counters[thread]++);
}

static int lines_are_whole(int forks) {
    char line[256];
    unsigned long next[3] = {0}, number;
    int thread, end;
    char *seen = calloc((size_t)forks, 1);
    fflush(shared);
    rewind(shared);
    while (fgets(line, sizeof line, shared)) {
        end = 0;
        if (sscanf(line, "thread %d line %lu end\n%n", &thread, &number, &end) == 2 && end && !line[end]) {
            EXPECT(thread >= 0 && thread < 3 && number == next[thread]);
            next[thread]++;
        } else {
            if (sscanf(line, "child %d\n%n", &thread, &end) != 1 || !end || line[end])
                return wrong(line);
            EXPECT(thread >= 0 && thread < forks && !seen[thread]);
            seen[thread] = 1;
        }
    }
    for (int i = 0; i < forks; i++)
        EXPECT(seen[i]);
    return 0;
}

/* A thread blocked in a read of a pipe that stays empty. */
static void empty_pipe(void) {
    if (pipe(pipe_ends) != 0)
        _exit(8);
    shared = fdopen(pipe_ends[0], "r");
}

static void read_for_ever(int thread) {
    if (thread == 0) {
        getc(shared);
    } else {
        pause_for(1);
    }
}

static int child_uses_reader(int number) {
    /* A pipe of its own, so that what it reads is its own. */
    int ends[2];
    EXPECT(pipe(ends) == 0 && dup2(ends[0], pipe_ends[0]) == pipe_ends[0]);
    EXPECT(write(ends[1], "hello\n", 6) == 6);
    EXPECT(ungetc('x', shared) == 'x');
    EXPECT(getc(shared) == 'x');
    char line[16];
    EXPECT(fgets(line, sizeof line, shared) && strcmp(line, "hello\n") == 0);
    if (number % 2)
        EXPECT(setvbuf(shared, NULL, _IONBF, 0) == 0);
    EXPECT(fclose(shared) == 0);
    return 0;
}

static int child_closes(int number) {
    (void)number;
    EXPECT(fclose(shared) == 0);
    return 0;
}

/* A thread blocked in a write to a full pipe. */
static void full_pipe(void) {
    if (pipe(pipe_ends) != 0)
        _exit(8);
    shared = fdopen(pipe_ends[1], "w");
}

static void write_for_ever(int thread) {
    static char block[100000];
    if (thread == 0) {
        memset(block, 'p', sizeof block);
        fwrite(block, 1, sizeof block, shared);
    } else {
        pause_for(1);
    }
}

static int child_uses_writer(int number) {
    (void)number;
    char text[64];
    FILE *own = tmpfile();
    EXPECT(own && dup2(fileno(own), pipe_ends[1]) == pipe_ends[1]);
    EXPECT(fputs("child\n", shared) >= 0 && fflush(shared) == 0);
    /* What the thread had under way is the parent's to write. */
    ssize_t length = pread(fileno(own), text, sizeof text, 0);
    EXPECT(length == 6 && memcmp(text, "child\n", 6) == 0);
    return 0;
}

static void hold(int thread) {
    (void)thread;
    flockfile(shared);
    fputs("held\n", shared);
    pause_for(20);
    funlockfile(shared);
}

static int child_locks(int number) {
    EXPECT(ftrylockfile(shared) == 0);
    funlockfile(shared);
    return child_prints(number);
}

/* fflush(NULL) behind a thread that is blocked reading. */
static void flush_all(int thread) {
    if (thread == 0)
        getc(shared);
    else
        fflush(NULL);
}

static int child_flushes_all(int number) {
    (void)number;
    EXPECT(fflush(NULL) == 0);
    return 0;
}

static void open_and_close(int thread) {
    (void)thread;
    FILE *file = fopen("/dev/null", "w");
    if (file) {
        fputs("text", file);
        fclose(file);
    }
}

static int child_opens_and_closes(int number) {
    FILE *file = fopen("/dev/null", "w");
    EXPECT(file && fprintf(file, "%d", number) > 0 && fclose(file) == 0);
    EXPECT(fflush(NULL) == 0);
    return 0;
}

static void use_stdout(void) {
    if (!freopen("/dev/null", "w", stdout))
        _exit(8);
    shared = stdout;
}

static int child_says_hello(int number) {
    EXPECT(printf("child %d\n", number) > 0);
    return 0;
}

/* The forking thread's own stream lock is the child's. */
static void lock_own(int number) {
    (void)number;
    flockfile(shared);
    flockfile(shared);
}

static void unlock_own(int number) {
    (void)number;
    funlockfile(shared);
    funlockfile(shared);
}

static void *try_lock(void *unused) {
    (void)unused;
    return ftrylockfile(shared) == 0 ? shared : NULL;
}

static int child_owns(int number) {
    EXPECT(child_prints(number) == 0);
    pthread_t thread;
    void *result;
    EXPECT(pthread_create(&thread, NULL, try_lock, NULL) == 0 && pthread_join(thread, &result) == 0);
    EXPECT(result == NULL);
    funlockfile(shared);
    funlockfile(shared);
    EXPECT(pthread_create(&thread, NULL, try_lock, NULL) == 0 && pthread_join(thread, &result) == 0);
    EXPECT(result == shared);
    return 0;
}

static void memory_streams(int thread) {
    (void)thread;
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    if (file) {
        fprintf(file, "%0*d", 3000, 7);
        fclose(file);
        free(text);
    }
}

static int child_uses_memory_stream(int number) {
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    EXPECT(file && fprintf(file, "%d", number) > 0 && fclose(file) == 0);
    EXPECT(atoi(text) == number);
    free(text);
    return 0;
}

const struct row stdio_rows[] = {
    {"fprintf", "print to a stream that threads print to", .set_up = buffered, .hammer = print, .child = child_prints},
    {"lines", "lines of a shared line-buffered stream: whole, in order, exactly once", .set_up = line_buffered,
     .hammer = print_numbered, .child = child_prints, .finish = lines_are_whole},
    {"blocked-reader", "use a stream that a thread is blocked reading", .set_up = empty_pipe, .hammer = read_for_ever,
     .child = child_uses_reader},
    {"close-blocked-reader", "fclose a stream that a thread is blocked reading", .set_up = empty_pipe,
     .hammer = read_for_ever, .child = child_closes},
    {"blocked-writer", "use a stream that a thread is blocked writing; its bytes are not written again",
     .set_up = full_pipe, .hammer = write_for_ever, .child = child_uses_writer},
    {"flockfile", "print to a stream that a thread holds by flockfile", .set_up = buffered, .hammer = hold,
     .child = child_locks},
    {"flockfile-own", "the forking thread's flockfile is the child's", .set_up = buffered, .child = child_owns,
     .before = lock_own, .after = unlock_own, .threads = -1},
    {"fflush-all", "fflush(NULL) while threads flush all behind a blocked reader", .set_up = empty_pipe,
     .hammer = flush_all, .child = child_flushes_all},
    {"exit", "exit() while threads print to stdout", .set_up = use_stdout, .hammer = print, .child = child_says_hello,
     .by_exit = 1},
    {"exit-flockfile", "exit() while a thread holds a stream by flockfile", .set_up = buffered, .hammer = hold,
     .child = child_prints_then_leaves, .by_exit = 1},
    {"exit-blocked-reader", "exit() while a thread is blocked reading a stream", .set_up = empty_pipe,
     .hammer = read_for_ever, .child = child_flushes_all, .by_exit = 1},
    {"fopen", "fopen and fclose", .hammer = open_and_close, .child = child_opens_and_closes, .by_exit = 1},
    {"open_memstream", "memory streams", .hammer = memory_streams, .child = child_uses_memory_stream},
    {NULL},
};
