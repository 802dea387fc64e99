/* Several threads and the children write lines to one stream: each line is there once, and whole. */
#define _GNU_SOURCE
#include "forking.h"

#define THREADS 3
#define LINES 200000

static FILE *shared;
static volatile int stop;
static int written[THREADS];

static void *writer(void *argument) {
    int me = *(int *)argument;
    while (!stop && written[me] < LINES) {
        int n = written[me];
        CHECK(fprintf(shared, "thread %d line %d %.*s end\n", me, n, n % 60, "------------------------------------------------------------") > 0);
        written[me]++;
    }
    return NULL;
}

/* With a flush: the child's line is out. Without: its exit writes it. */
static void child_line(int number) {
    CHECK(fprintf(shared, "child %d end\n", number) > 0);
    if (number % 3 == 0)
        exit(0);
    if (number % 3 == 1)
        CHECK_EQ(fflush(NULL), 0);
    else
        CHECK_EQ(fclose(shared), 0);
}

static void check_file(const char *path) {
    FILE *f = fopen(path, "r");
    CHECK(f);
    static char seen[THREADS][LINES], child_seen[FORKS];
    char line[256];
    while (fgets(line, sizeof line, f)) {
        int thread, number;
        char dashes[100] = "", end[10] = "";
        size_t length = strlen(line);
        CHECK(length > 5 && strcmp(line + length - 5, " end\n") == 0);
        if (sscanf(line, "thread %d line %d", &thread, &number) == 2) {
            CHECK(thread >= 0 && thread < THREADS && number >= 0 && number < written[thread]);
            CHECK_EQ(seen[thread][number], 0);
            seen[thread][number] = 1;
            char expected[256];
            snprintf(expected, sizeof expected, "thread %d line %d %.*s end\n", thread, number, number % 60,
                     "------------------------------------------------------------");
            CHECK_STR(line, expected);
        } else {
            CHECK_EQ(sscanf(line, "child %d%9s", &number, end), 2);
            CHECK(number >= 0 && number < FORKS);
            CHECK_EQ(child_seen[number], 0);
            child_seen[number] = 1;
            (void)dashes;
        }
    }
    for (int t = 0; t < THREADS; t++)
        for (int i = 0; i < written[t]; i++)
            CHECK(seen[t][i]);
    for (int i = 0; i < FORKS; i++)
        CHECK(child_seen[i]);
    fclose(f);
    unlink(path);
}

static void run(int buffering) {
    const char *path = scratch();
    shared = fopen(path, "a");
    CHECK(shared);
    CHECK_EQ(setvbuf(shared, NULL, buffering, 0), 0);
    int numbers[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        threads[i] = start(writer, &numbers[i]);
    }
    fork_often(child_line);
    stop = 1;
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    CHECK_EQ(fclose(shared), 0);
    check_file(path);
}

TEST(line_buffered) {
    run(_IOLBF);
}

TEST(unbuffered) {
    run(_IONBF);
}

/* Threads that put a line together from several calls under flockfile. */
static void *assembler(void *argument) {
    int me = *(int *)argument;
    while (!stop && written[me] < LINES) {
        int n = written[me];
        flockfile(shared);
        fprintf(shared, "thread %d ", me);
        fputs("line ", shared);
        fprintf(shared, "%d %.*s", n, n % 60, "------------------------------------------------------------");
        putc_unlocked(' ', shared);
        fwrite("end", 1, 3, shared);
        putc('\n', shared);
        funlockfile(shared);
        written[me]++;
    }
    return NULL;
}

TEST(assembled_lines) {
    const char *path = scratch();
    shared = fopen(path, "a");
    CHECK(shared);
    CHECK_EQ(setvbuf(shared, NULL, _IOLBF, 0), 0);
    int numbers[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        threads[i] = start(assembler, &numbers[i]);
    }
    fork_often(child_line);
    stop = 1;
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    CHECK_EQ(fclose(shared), 0);
    check_file(path);
}

/* A fully buffered stream: what finished calls left in the buffer is in both, so only the child's own part is known. */
static void child_flushes(int number) {
    capture(shared);
    CHECK(fprintf(shared, "<child %d>", number) > 0);
    CHECK_EQ(fclose(shared), 0);
    static char got[70000], expected[40];
    size_t total = 0;
    ssize_t n;
    while ((n = read(captured, got + total, sizeof got - 1 - total)) > 0)
        total += (size_t)n;
    got[total] = 0;
    snprintf(expected, sizeof expected, "<child %d>", number);
    CHECK(total >= strlen(expected));
    CHECK_STR(got + total - strlen(expected), expected);
    /* Before it stand whole lines, but the first may have been begun by what was written out. */
    char *at = total > strlen(expected) ? got + total - strlen(expected) - 1 : NULL;
    CHECK(at == NULL || *at == '\n');
}

TEST(fully_buffered) {
    shared = fopen("/dev/null", "w");
    CHECK(shared);
    int numbers[THREADS];
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        numbers[i] = i;
        threads[i] = start(assembler, &numbers[i]);
    }
    fork_often(child_flushes);
    stop = 1;
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    CHECK_EQ(fclose(shared), 0);
}
