/* Memory: `name nanoseconds` for each row, the least of several repetitions. One operation is an allocation and the free
 * that goes with it. Arguments are parts of names of the rows to run. */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int arguments;
static char **wanted;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int is_wanted(const char *name) {
    if (arguments < 2)
        return 1;
    for (int i = 1; i < arguments; i++)
        if (strstr(name, wanted[i]))
            return 1;
    return 0;
}

/* Runs `run`, which returns how many operations it did, `repetitions` times. */
static void row(const char *name, int repetitions, long (*run)(long), long argument) {
    if (!is_wanted(name))
        return;
    double best = 1e30;
    for (int repetition = 0; repetition < repetitions; repetition++) {
        double begin = now();
        long operations = run(argument);
        double time = (now() - begin) / (double)operations;
        if (time < best)
            best = time;
    }
    printf("%s\t%.2f\n", name, best);
    fflush(stdout);
}

static void *allocate(size_t size) {
    char *block = malloc(size);
    if (!block)
        abort();
    *(volatile char *)block = 1;
    return block;
}

static uint32_t next_random(uint32_t *state) {
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

/* One block at a time. */
static long pairs(long size) {
    for (int i = 0; i < 100000; i++)
        free(allocate((size_t)size));
    return 100000;
}

/* Many blocks, freed in the opposite order. */
#define MANY 1000
static void *many[MANY];

static long lifo(long size) {
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < MANY; i++)
            many[i] = allocate((size_t)size);
        for (int i = MANY; i-- > 0;)
            free(many[i]);
    }
    return 20 * MANY;
}

/* Many blocks, freed in the same order. */
static long fifo(long size) {
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < MANY; i++)
            many[i] = allocate((size_t)size);
        for (int i = 0; i < MANY; i++)
            free(many[i]);
    }
    return 20 * MANY;
}

/* A random one of many blocks is replaced, again and again. */
struct churn {
    void **blocks;
    size_t live, least, most;
    long operations;
    uint32_t seed;
};

static void *churn(void *argument) {
    struct churn *c = argument;
    for (long i = 0; i < c->operations; i++) {
        uint32_t random = next_random(&c->seed);
        size_t place = random % c->live;
        free(c->blocks[place]);
        c->blocks[place] = allocate(c->least + (random >> 8) % (c->most - c->least));
    }
    return NULL;
}

static struct churn *new_churn(size_t live, size_t least, size_t most, long operations, uint32_t seed) {
    struct churn *c = malloc(sizeof *c);
    *c = (struct churn){calloc(live, sizeof(void *)), live, least, most, operations, seed};
    return c;
}

static void end_churn(struct churn *c) {
    for (size_t i = 0; i < c->live; i++)
        free(c->blocks[i]);
    free(c->blocks);
    free(c);
}

static struct churn *warm;

static long churn_alone(long most) {
    (void)most;
    churn(warm);
    return warm->operations;
}

static long churn_threads(long threads) {
    pthread_t ids[8];
    struct churn *churns[8];
    for (long i = 0; i < threads; i++) {
        churns[i] = new_churn(1000, 16, 1024, 200000, (uint32_t)i + 1);
        pthread_create(&ids[i], NULL, churn, churns[i]);
    }
    for (long i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        end_churn(churns[i]);
    }
    return threads * 200000;
}

/* Larson: each thread replaces random blocks of an array, and passes it on to another thread now and then. */
#define ARRAY 1000
static void *_Atomic baskets[8];

static void *larson_thread(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument + 7;
    unsigned mine = (unsigned)(uintptr_t)argument;
    for (int round = 0; round < 40; round++) {
        void **blocks = NULL;
        while (!(blocks = atomic_exchange(&baskets[mine++ % 8], NULL)))
            ;
        for (int i = 0; i < 5000; i++) {
            uint32_t random = next_random(&seed);
            free(blocks[random % ARRAY]);
            blocks[random % ARRAY] = allocate(10 + (random >> 12) % 490);
        }
        void *expected = NULL;
        while (!atomic_compare_exchange_weak(&baskets[mine % 8], &expected, blocks)) {
            expected = NULL;
            mine++;
        }
    }
    return NULL;
}

static long larson(long threads) {
    pthread_t ids[8];
    for (long i = 0; i < 8; i++)
        baskets[i] = i < threads ? calloc(ARRAY, sizeof(void *)) : NULL;
    for (long i = 0; i < threads; i++)
        pthread_create(&ids[i], NULL, larson_thread, (void *)i);
    for (long i = 0; i < threads; i++)
        pthread_join(ids[i], NULL);
    for (long i = 0; i < 8; i++) {
        void **blocks = baskets[i];
        for (int j = 0; blocks && j < ARRAY; j++)
            free(blocks[j]);
        free(blocks);
    }
    return threads * 200000;
}

/* One thread allocates, another frees. */
#define RING 4096
static void *_Atomic ring[RING];

static void *produce(void *argument) {
    long count = *(long *)argument;
    for (long i = 0; i < count; i++) {
        void *block = allocate(16 + (size_t)(i * 37) % 200);
        while (atomic_load_explicit(&ring[i % RING], memory_order_acquire))
            sched_yield();
        atomic_store_explicit(&ring[i % RING], block, memory_order_release);
    }
    return NULL;
}

static long produce_and_consume(long count) {
    pthread_t producer;
    pthread_create(&producer, NULL, produce, &count);
    for (long i = 0; i < count; i++) {
        void *block;
        while (!(block = atomic_load_explicit(&ring[i % RING], memory_order_acquire)))
            sched_yield();
        atomic_store_explicit(&ring[i % RING], NULL, memory_order_release);
        free(block);
    }
    pthread_join(producer, NULL);
    return count;
}

/* Blocks of 1 MiB, written to in every page. */
static void touch(char *block, size_t size) {
    for (size_t i = 0; i < size; i += 4096)
        ((volatile char *)block)[i] = 1;
}

static long mebibyte(long live) {
    char *blocks[16] = {0};
    for (int i = 0; i < 300; i++) {
        char **block = &blocks[i % live];
        free(*block);
        *block = allocate(1 << 20);
        touch(*block, 1 << 20);
    }
    for (int i = 0; i < live; i++)
        free(blocks[i]);
    return 300;
}

static long grow(long step) {
    for (int round = 0; round < 5; round++) {
        char *block = NULL;
        for (size_t size = 16; size <= 1 << 20; size = step ? size + (size_t)step : size * 2) {
            block = realloc(block, size);
            block[size - 1] = 1;
        }
        free(block);
    }
    return 5;
}

static long zeroed(long size) {
    for (int i = 0; i < 1000; i++) {
        char *block = calloc(1, (size_t)size);
        *(volatile char *)block = 1;
        free(block);
    }
    return 1000;
}

int main(int argc, char **argv) {
    arguments = argc;
    wanted = argv;
    static const long sizes[] = {16, 64, 256, 1024, 4096, 16384, 65536};
    char name[64];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        snprintf(name, sizeof name, "pair-%ld", sizes[i]);
        row(name, 20, pairs, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        snprintf(name, sizeof name, "lifo-%ld", sizes[i]);
        row(name, 20, lifo, sizes[i]);
    }
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        snprintf(name, sizeof name, "fifo-%ld", sizes[i]);
        row(name, 20, fifo, sizes[i]);
    }
    static const size_t mosts[] = {64, 1024, 16384};
    for (size_t i = 0; i < sizeof mosts / sizeof *mosts; i++) {
        snprintf(name, sizeof name, "churn-10k-%zu", mosts[i]);
        if (!is_wanted(name))
            continue;
        warm = new_churn(10000, 16, mosts[i], 100000, 1);
        row(name, 20, churn_alone, 0);
        end_churn(warm);
    }
    row("calloc-1M", 5, zeroed, 1 << 20);
    row("1M-1-live", 5, mebibyte, 1);
    row("1M-10-live", 5, mebibyte, 10);
    row("realloc-double-1M", 20, grow, 0);
    row("realloc-step-1M", 5, grow, 1000);
    row("churn-2-threads", 5, churn_threads, 2);
    row("churn-8-threads", 5, churn_threads, 8);
    row("larson-2-threads", 5, larson, 2);
    row("larson-8-threads", 5, larson, 8);
    row("producer-consumer", 5, produce_and_consume, 500000);
    return 0;
}
