/* Random use with an oracle: each block is filled with a pattern of its own, which is checked when it is freed. Threads
 * free each other's blocks, and processes fork meanwhile. */
#define _GNU_SOURCE
#define TEST_SECONDS 140
#include "check.h"
#include "../emulated.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>

enum { SHELF = 512, THREADS = 8 };

struct block {
    size_t size;
    unsigned seed;
    unsigned char bytes[];
};

/* Where threads leave blocks for each other. */
static struct block *_Atomic shelf[SHELF];
static atomic_int stop;

static unsigned next_random(unsigned *state) {
    unsigned x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

static unsigned char pattern(unsigned seed, size_t at) {
    return (unsigned char)(seed * 31 + at * 7 + at / 253);
}

/* Of a large block some places only: filling all of it takes the time that the allocator should have. */
static size_t step(size_t size) {
    return size < 4096 ? 1 : 509;
}

static struct block *make(unsigned *random) {
    unsigned kind = next_random(random) % 100;
    size_t size = kind < 70 ? next_random(random) % 300
                : kind < 95 ? next_random(random) % 9000
                : kind < 99 ? next_random(random) % 150000
                            : next_random(random) % 1500000;
    struct block *block;
    unsigned way = next_random(random) % 8;
    if (way == 0) {
        block = calloc(1, sizeof *block + size);
        CHECK(block);
        for (size_t i = 0; i < size; i += step(size))
            CHECK(block->bytes[i] == 0);
    } else if (way == 1) {
        size_t align = (size_t)16 << next_random(random) % 10;
        block = aligned_alloc(align, (sizeof *block + size + align - 1) & ~(align - 1));
        CHECK(block && (uintptr_t)block % align == 0);
    } else {
        block = malloc(sizeof *block + size);
        CHECK(block);
    }
    block->size = size;
    block->seed = next_random(random);
    for (size_t i = 0; i < size; i += step(size))
        block->bytes[i] = pattern(block->seed, i);
    return block;
}

static void check(const struct block *block) {
    for (size_t i = 0; i < block->size; i += step(block->size))
        CHECK(block->bytes[i] == pattern(block->seed, i));
}

static void finish(struct block *block) {
    if (!block)
        return;
    check(block);
    memset(block, 0xee, block->size < 256 ? sizeof *block + block->size : 256);
    free(block);
}

static struct block *resize(struct block *block, unsigned *random) {
    check(block);
    size_t old = block->size, size = next_random(random) % (2 * old + 100);
    block = realloc(block, sizeof *block + size);
    CHECK(block);
    for (size_t i = 0; i < size && i < old; i += step(old))
        CHECK(block->bytes[i] == pattern(block->seed, i));
    block->size = size;
    for (size_t i = 0; i < size; i += step(size))
        block->bytes[i] = pattern(block->seed, i);
    return block;
}

static void play(unsigned seed, int moves) {
    struct block *mine[64] = {0};
    unsigned random = seed * 2654435761u + 1;
    for (int i = 0; i < moves && !stop; i++) {
        unsigned place = next_random(&random) % 64;
        switch (next_random(&random) % 4) {
        case 0:
            finish(atomic_exchange(&shelf[next_random(&random) % SHELF], make(&random)));
            break;
        case 1:
            if (mine[place])
                mine[place] = resize(mine[place], &random);
            break;
        default:
            finish(mine[place]);
            mine[place] = make(&random);
        }
    }
    for (int i = 0; i < 64; i++)
        finish(mine[i]);
}

static void clear_shelf(void) {
    for (int i = 0; i < SHELF; i++)
        finish(atomic_exchange(&shelf[i], NULL));
}

static void *player(void *number) {
    play((unsigned)(uintptr_t)number, emulated() ? 2000 : 20000);
    return NULL;
}

TEST(one_thread) {
    play(1, emulated() ? 5000 : 50000);
    clear_shelf();
}

TEST(threads_free_each_others_blocks) {
    pthread_t threads[THREADS];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < THREADS; i++)
            CHECK_EQ(pthread_create(&threads[i], NULL, player, (void *)(uintptr_t)(round * THREADS + i + 1)), 0);
        for (int i = 0; i < THREADS; i++)
            pthread_join(threads[i], NULL);
    }
    clear_shelf();
}

/* Threads that begin, allocate and end all the time; others free what they leave. */
static void *short_lived(void *number) {
    play((unsigned)(uintptr_t)number, 20);
    return NULL;
}

TEST(threads_come_and_go) {
    int count = emulated() ? 50 : 500;
    for (int i = 0; i < count; i++) {
        pthread_t threads[4];
        for (int j = 0; j < 4; j++)
            CHECK_EQ(pthread_create(&threads[j], NULL, short_lived, (void *)(uintptr_t)(i * 4 + j + 1)), 0);
        for (int j = 0; j < 4; j++)
            pthread_join(threads[j], NULL);
    }
    clear_shelf();
}

static void *endless(void *number) {
    play((unsigned)(uintptr_t)number, 1 << 30);
    return NULL;
}

/* What a forked child does: it frees the blocks of all threads, allocates, and makes threads that do. */
static void child(int depth) {
    clear_shelf();
    play((unsigned)getpid(), 500);
    if (!emulated()) {
        pthread_t threads[3];
        for (uintptr_t i = 0; i < 3; i++)
            CHECK_EQ(pthread_create(&threads[i], NULL, short_lived, (void *)(i + 5)), 0);
        if (depth < 2) {
            pid_t pid = fork();
            CHECK(pid >= 0);
            if (pid == 0) {
                child(depth + 1);
                _exit(0);
            }
            int status;
            CHECK_EQ(waitpid(pid, &status, 0), pid);
            CHECK_EQ(status, 0);
        }
        for (int i = 0; i < 3; i++)
            pthread_join(threads[i], NULL);
    }
    clear_shelf();
}

TEST(forks_amid_threads) {
    pthread_t threads[THREADS];
    for (uintptr_t i = 0; i < THREADS; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, endless, (void *)(i + 1)), 0);
    int count = emulated() ? 5 : 40;
    for (int i = 0; i < count; i++) {
        pid_t pid = fork();
        CHECK(pid >= 0);
        if (pid == 0) {
            alarm(20);
            child(0);
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 0);
    }
    stop = 1;
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    clear_shelf();
}
