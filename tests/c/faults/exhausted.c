/* Exhausted memory and threads: the documented error, and nothing is lost. */
#define _GNU_SOURCE
#include "check.h"

#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* No more address space than there is, and a bit. */
static void limit_memory(size_t more) {
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    CHECK(file && fscanf(file, "%ld", &pages) == 1);
    fclose(file);
    rlim_t limit = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + more;
    CHECK_EQ(setrlimit(RLIMIT_AS, &(struct rlimit){limit, limit}), 0);
}

/* An emulator does not apply the limit to its guest. */
static int is_limited(void) {
    void *memory = mmap(NULL, 1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory != MAP_FAILED)
        munmap(memory, 1 << 30);
    return memory == MAP_FAILED;
}

TEST(impossible_sizes) {
    void *block = malloc(100);
    memset(block, 7, 100);
    CHECK_FAILS(malloc(SIZE_MAX), ENOMEM);
    CHECK_FAILS(malloc(PTRDIFF_MAX), ENOMEM);
    CHECK_FAILS(calloc(SIZE_MAX / 2, 3), ENOMEM);
    CHECK_FAILS(realloc(block, SIZE_MAX - 100), ENOMEM);
    CHECK_FAILS(reallocarray(block, SIZE_MAX / 2, 3), ENOMEM);
    for (int i = 0; i < 100; i++)
        CHECK_EQ(((char *)block)[i], 7);
    free(block);
}

TEST(impossible_alignments) {
    void *block = &block, *same = block;
    CHECK_FAILS(aligned_alloc(0, 8), EINVAL);
    CHECK_FAILS(aligned_alloc(24, 48), EINVAL);
    errno = 0;
    CHECK_EQ(posix_memalign(&block, 24, 8), EINVAL);
    CHECK_EQ(posix_memalign(&block, 1, 8), EINVAL);
    CHECK_EQ(posix_memalign(&block, sizeof(void *), SIZE_MAX), ENOMEM);
    CHECK_EQ(block, same);
    CHECK_EQ(errno, 0);
    CHECK_FAILS(aligned_alloc((size_t)1 << 63, 1), ENOMEM);
}

TEST(memory) {
    limit_memory(8 << 20);
    if (!is_limited())
        return;
    static void *blocks[10000];
    int count = 0;
    for (; count < 10000 && (blocks[count] = malloc(4000)); count++)
        memset(blocks[count], count, 4000);
    CHECK(count > 1000 && count < 10000);
    CHECK_FAILS(malloc(100000), ENOMEM);
    /* The library still answers. */
    CHECK(setlocale(LC_ALL, "C.UTF-8") != NULL);
    char text[64];
    CHECK_EQ(snprintf(text, sizeof text, "%.30f", 1.0 / 3), 32);
    for (int i = 0; i < count; i++)
        free(blocks[i]);
    blocks[0] = malloc(4 << 20);
    CHECK(blocks[0] != NULL);
}

TEST(growing_functions) {
    limit_memory(1 << 20);
    if (!is_limited())
        return;
    char *text = NULL;
    size_t size = 0;
    CHECK_FAILS(asprintf(&text, "%0*d", 100 << 20, 1), ENOMEM);
    FILE *zeros = fopen("/dev/zero", "r");
    CHECK(zeros != NULL);
    CHECK_FAILS(getline(&text, &size, zeros), ENOMEM);
    CHECK(ferror(zeros));
    fclose(zeros);
    static char value[1 << 20];
    memset(value, 'v', sizeof value - 1);
    CHECK_EQ(setenv("SMALL", "kept", 1), 0);
    int result = setenv("LARGE", value, 1);
    CHECK(result == 0 || errno == ENOMEM);
    CHECK_STR(getenv("SMALL"), "kept");
}

static void *wait_for(void *lock) {
    pthread_mutex_lock(lock);
    pthread_mutex_unlock(lock);
    return lock;
}

TEST(threads) {
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    limit_memory(64 << 20);
    if (!is_limited())
        return;
    static pthread_t threads[10000];
    int count = 0, error = 0;
    pthread_mutex_lock(&lock);
    while (count < 10000 && (error = pthread_create(&threads[count], NULL, wait_for, &lock)) == 0)
        count++;
    CHECK_EQ(error, EAGAIN);
    CHECK(count > 0);
    pthread_mutex_unlock(&lock);
    for (int i = 0; i < count; i++) {
        void *result;
        CHECK_EQ(pthread_join(threads[i], &result), 0);
        CHECK_EQ(result, &lock);
    }
    /* Their memory is back. */
    CHECK_EQ(pthread_create(&threads[0], NULL, wait_for, &lock), 0);
    CHECK_EQ(pthread_join(threads[0], NULL), 0);
}

TEST(descriptors) {
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &(struct rlimit){10, 10}), 0);
    FILE *files[20];
    int count = 0;
    while (count < 20 && (files[count] = fopen("/dev/null", "r")))
        count++;
    CHECK(count > 0 && count < 10);
    CHECK_EQ(errno, EMFILE);
    CHECK_FAILS(tmpfile(), EMFILE);
    CHECK_FAILS(popen("true", "r"), EMFILE);
    for (int i = 0; i < count; i++)
        CHECK_EQ(fclose(files[i]), 0);
    files[0] = fopen("/dev/null", "r");
    CHECK(files[0] != NULL);
}

TEST(processes) {
    /* RLIMIT_NPROC does not bind root: become somebody else. */
    if (setrlimit(RLIMIT_NPROC, &(struct rlimit){0, 0}) != 0)
        return;
    if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
        return;
    CHECK_FAILS(fork(), EAGAIN);
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, wait_for, NULL), EAGAIN);
    /* Nothing is left locked. */
    CHECK(printf("%s", "") == 0);
    free(malloc(10));
}
