/* Wrong uses of memory stop the program, by SIGABRT and with a message that names the fault. */
#define _GNU_SOURCE
#include "check.h"
#include "emulated.h"

#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* Runs `wrong` in a child, which must die with this message. */
static void check_stops(void (*wrong)(void), const char *message) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        dup2(ends[1], 2);
        wrong();
        _exit(9);
    }
    close(ends[1]);
    char text[200] = {0};
    size_t length = 0;
    ssize_t got;
    while ((got = read(ends[0], text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)got;
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    /* qemu-user adds a line of its own. */
    if (emulated())
        text[strcspn(text, "\n") + 1] = 0;
    CHECK_STR(text, message);
    CHECK(WIFSIGNALED(status));
    CHECK_EQ(WTERMSIG(status), SIGABRT);
}

static const char double_free[] = "tine: malloc: double free\n";
static const char not_a_block[] = "tine: malloc: not the address of a block\n";
static const char written_to[] = "tine: malloc: a free block was written to\n";

/* Hides a pointer from the compiler, which sees such faults. */
static void *hide(void *pointer) {
    __asm__ volatile("" : "+r"(pointer));
    return pointer;
}

static void free_twice(void) {
    void *block = malloc(40);
    free(block);
    free(hide(block));
}

static void free_twice_later(void) {
    void *blocks[1000];
    for (int i = 0; i < 1000; i++)
        blocks[i] = malloc(40);
    for (int i = 0; i < 1000; i++)
        free(blocks[i]);
    free(hide(blocks[500]));
}

static void free_middle_sized_twice(void) {
    void *first = malloc(50000), *second = malloc(50000);
    free(second);
    free(first);
    free(hide(second));
}

static void *free_in_thread(void *block) {
    free(block);
    return NULL;
}

static void free_elsewhere_and_here(void) {
    void *block = malloc(40);
    pthread_t thread;
    pthread_create(&thread, NULL, free_in_thread, block);
    pthread_join(thread, NULL);
    free(hide(block));
}

static void free_here_and_elsewhere(void) {
    void *block = malloc(40);
    free(block);
    pthread_t thread;
    pthread_create(&thread, NULL, free_in_thread, hide(block));
    pthread_join(thread, NULL);
}

TEST(a_double_free) {
    check_stops(free_twice, double_free);
    check_stops(free_twice_later, double_free);
    check_stops(free_middle_sized_twice, double_free);
    check_stops(free_elsewhere_and_here, double_free);
    check_stops(free_here_and_elsewhere, double_free);
}

static void free_large_twice(void) {
    void *block = malloc(3000000);
    free(block);
    free(hide(block));
}

static void free_interior(void) {
    char *block = malloc(100);
    free(hide(block + 16));
}

static void free_unaligned(void) {
    char *block = malloc(100);
    free(hide(block + 1));
}

static void free_interior_of_middle_sized(void) {
    char *block = malloc(100000);
    free(hide(block + 70000));
}

static void free_interior_of_large(void) {
    char *block = malloc(3000000);
    free(hide(block + 4096));
}

static void free_next_granule_of_large(void) {
    char *block = malloc(3000000);
    free(hide(block + 65536));
}

static void free_stack(void) {
    char local[64];
    free(hide(local));
}

static void free_static(void) {
    static char object[64];
    free(hide(object));
}

static void free_static_after_use(void) {
    free(malloc(10));
    free_static();
}

static void free_nonsense(void) {
    free(hide((void *)0x1230));
}

static void free_impossible(void) {
    free(hide((void *)0xdead000000000010));
}

static void free_never_allocated(void) {
    char *block = malloc(30000);
    free(hide(block + malloc_usable_size(block)));
}

static void realloc_interior(void) {
    char *block = malloc(100);
    block = realloc(hide(block + 32), 200);
}

static void size_of_nothing(void) {
    _exit((int)malloc_usable_size((void *)0x5000));
}

TEST(not_the_address_of_a_block) {
    check_stops(free_large_twice, not_a_block);
    check_stops(free_interior, not_a_block);
    check_stops(free_unaligned, not_a_block);
    check_stops(free_interior_of_middle_sized, not_a_block);
    check_stops(free_interior_of_large, not_a_block);
    check_stops(free_next_granule_of_large, not_a_block);
    check_stops(free_stack, not_a_block);
    check_stops(free_static, not_a_block);
    check_stops(free_static_after_use, not_a_block);
    check_stops(free_nonsense, not_a_block);
    check_stops(free_impossible, not_a_block);
    check_stops(free_never_allocated, not_a_block);
    check_stops(realloc_interior, not_a_block);
    check_stops(size_of_nothing, not_a_block);
}

static void write_after_free(void) {
    char *block = malloc(40);
    free(block);
    ((char *)hide(block))[3] ^= 1;
    for (int i = 0; i < 1000; i++)
        block = hide(malloc(40));
}

static void overflow_into_free_block(void) {
    char *blocks[200];
    for (int i = 0; i < 200; i++)
        blocks[i] = malloc(48);
    for (int i = 0; i < 200; i += 2)
        free(blocks[i]);
    for (int i = 1; i < 200; i += 2)
        memset(hide(blocks[i]), 0, 56);
    for (int i = 0; i < 10000; i++)
        blocks[0] = hide(malloc(48));
}

TEST(a_free_block_that_was_written_to) {
    check_stops(write_after_free, written_to);
    check_stops(overflow_into_free_block, written_to);
}

static void realloc_free_block(void) {
    char *block = malloc(40);
    free(block);
    block = realloc(hide(block), 300);
}

TEST(a_free_block_that_is_used) {
    check_stops(realloc_free_block, "tine: malloc: a free block is used\n");
}
