/* How much memory the allocator takes, and that it gives it back. */
#define _GNU_SOURCE
#define TEST_SECONDS 140
#include "check.h"
#include "../emulated.h"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { MEBIBYTE = 1 << 20 };

/* The field of /proc/self/statm, in bytes: 0 the size, 1 what is resident. Nothing is allocated. */
static long statm(int field) {
    char text[200];
    int file = open("/proc/self/statm", O_RDONLY);
    CHECK(file >= 0);
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    CHECK(length > 0);
    text[length] = 0;
    char *at = text;
    long value = 0;
    for (int i = 0; i <= field; i++)
        value = strtol(at, &at, 10);
    return value * sysconf(_SC_PAGESIZE);
}

static unsigned next_random(unsigned *state) {
    unsigned x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

enum { MOST = 1 << 20 };
static void **blocks;

/* Allocates 64 MiB in blocks of `least` to `most` bytes, writes to all of it, and frees it in random order. */
static void use(size_t least, size_t most, unsigned seed) {
    unsigned count = 0, random = seed;
    for (size_t total = 0; total < 64 * MEBIBYTE && count < MOST; count++) {
        size_t size = least + next_random(&random) % (most - least + 1);
        blocks[count] = malloc(size);
        CHECK(blocks[count]);
        memset(blocks[count], 1, size);
        total += size;
    }
    for (unsigned i = count; i-- > 1;) {
        unsigned j = next_random(&random) % (i + 1);
        void *block = blocks[i];
        blocks[i] = blocks[j];
        blocks[j] = block;
    }
    for (unsigned i = 0; i < count; i++)
        free(blocks[i]);
}

static void check_given_back(size_t least, size_t most) {
    /* Not the allocator's, and there before it is measured. */
    blocks = mmap(NULL, MOST * sizeof *blocks, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    CHECK(blocks != MAP_FAILED);
    free(malloc(1));
    long before = statm(1);
    use(least, most, 1);
    CHECK(statm(1) - before <= MEBIBYTE);
}

/* An emulator's own memory counts there. */
TEST(small_blocks_are_given_back) {
    if (!emulated())
        check_given_back(64, 64);
}

TEST(blocks_of_all_sizes_are_given_back) {
    if (!emulated())
        check_given_back(1, 200000);
}

TEST(blocks_of_small_sizes_are_given_back) {
    if (!emulated())
        check_given_back(1, 2000);
}

TEST(large_blocks_are_given_back) {
    if (!emulated())
        check_given_back(1 * MEBIBYTE, 5 * MEBIBYTE);
}

static void *allocate_in_thread(void *unused) {
    for (unsigned i = 0; i < 100000; i++) {
        blocks[i] = malloc(300);
        memset(blocks[i], 1, 300);
    }
    return unused;
}

TEST(blocks_of_a_thread_that_ended_are_given_back) {
    if (emulated())
        return;
    blocks = mmap(NULL, MOST * sizeof *blocks, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    free(malloc(1));
    long before = statm(1);
    pthread_t thread;
    CHECK_EQ(pthread_create(&thread, NULL, allocate_in_thread, NULL), 0);
    pthread_join(thread, NULL);
    for (unsigned i = 0; i < 100000; i++)
        free(blocks[i]);
    CHECK(statm(1) - before <= MEBIBYTE);
}

TEST(malloc_trim_gives_the_rest_back) {
    if (emulated())
        return;
    blocks = mmap(NULL, MOST * sizeof *blocks, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    free(malloc(1));
    long before = statm(1);
    for (int round = 0; round < 5; round++)
        use(1, 100000, (unsigned)round + 1);
    malloc_trim(0);
    CHECK(statm(1) - before <= MEBIBYTE / 2);
}

/* Blocks of 24 bytes take at most a third more. */
TEST(small_blocks_take_little_more) {
    if (emulated())
        return;
    blocks = mmap(NULL, MOST * sizeof *blocks, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    free(malloc(1));
    long before = statm(1);
    for (unsigned i = 0; i < 500000; i++)
        blocks[i] = memset(malloc(24), 1, 24);
    CHECK(statm(1) - before <= 500000L * 24 * 135 / 100);
    for (unsigned i = 0; i < 500000; i++)
        free(blocks[i]);
}

/* When memory is exhausted, malloc fails, and what there is remains usable. */
TEST(exhausted) {
    if (emulated())
        return;
    static void *many[100000];
    CHECK_EQ(setrlimit(RLIMIT_AS, &(struct rlimit){64 * MEBIBYTE, 64 * MEBIBYTE}), 0);
    static const size_t sizes[] = {100, 5000, 100000, 3 * MEBIBYTE};
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 4; i++) {
            unsigned count = 0;
            errno = 0;
            while (count < 100000 && (many[count] = malloc(sizes[i])))
                memset(many[count++], 1, sizes[i]);
            CHECK(count * sizes[i] > (count == 100000 ? 9 : 40) * (size_t)MEBIBYTE);
            CHECK(count == 100000 || errno == ENOMEM);
            if (count != 100000) {
                CHECK_FAILS(calloc(100 * MEBIBYTE, 1), ENOMEM);
                CHECK_FAILS(realloc(many[0], 100 * MEBIBYTE), ENOMEM);
                CHECK(((char *)many[0])[sizes[i] - 1] == 1);
            }
            while (count)
                free(many[--count]);
        }
    }
}

/* A thousand generations, each of which frees what the one before allocated: nothing is left over. */
TEST(generations_do_not_grow) {
    int count = emulated() ? 30 : 1000;
    long first = 0;
    void *inherited = NULL;
    for (int generation = 0; generation < count; generation++) {
        char *block = malloc(1000), *large = malloc(300000);
        CHECK(block && large);
        memset(large, 1, 300000);
        free(inherited);
        inherited = block;
        free(large);
        long size = statm(0);
        if (generation == 10)
            first = size;
        if (generation > 10)
            CHECK(size <= first + first / 10);
        pid_t pid = fork();
        CHECK(pid >= 0);
        if (pid != 0) {
            int status;
            CHECK_EQ(waitpid(pid, &status, 0), pid);
            _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
        }
    }
    _exit(0);
}

/* The first allocation of a program touches few pages: a header's, the block's, and the library's own data. */
TEST(the_first_allocation_is_cheap) {
    if (emulated())
        return;
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    getrusage(RUSAGE_SELF, &before);
    char *volatile block = malloc(100);
    *block = 1;
    getrusage(RUSAGE_SELF, &after);
    CHECK(after.ru_minflt - before.ru_minflt <= 5);
}
