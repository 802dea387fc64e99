/* The malloc of the application's own, with a lock and handlers around fork, while threads are in functions that hand out
 * memory. These rows run with the library's allocator, and with each one in `allocators/` and those that are fetched. */
#define _GNU_SOURCE
#include "torture.h"

#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Set by an allocator whose lock the thread that holds it can take again. */
extern const int allocator_is_recursive __attribute__((weak));

static FILE *printed, *lines;
static int early_handlers, late_handlers;

static void print_in_handler(void) {
    if (fprintf(printed, "handler of process %d\n", 1) < 0)
        _exit(5);
}

static void allocate_in_handler(void) {
    char *text = NULL;
    if (asprintf(&text, "handler %d", 7) != 9)
        _exit(5);
    print_in_handler();
    free(text);
}

/* Registered before the allocator's: these run while its lock is held. */
static void early(void) {
    if (!early_handlers)
        return;
    if (&allocator_is_recursive && allocator_is_recursive)
        allocate_in_handler();
    else
        print_in_handler();
}

/* Registered after the allocator's: these run when its lock is free. */
static void late(void) {
    if (late_handlers)
        allocate_in_handler();
}

__attribute__((constructor(101))) static void register_early(void) {
    pthread_atfork(early, early, early);
}

/* Numbered lines in memory: a file's offset would be the parent's and the child's together. */
static FILE *open_lines(void) {
    static char text[50 * 400];
    size_t length = 0;
    for (int i = 0; i < 50; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%0*d\n", 1 + i * 7, i);
    return fmemopen(text, length, "r");
}

/* Kept from the compiler, which may leave out an allocation that nobody uses. */
static void *volatile block;

static void set_up(void) {
    /* The allocator's first use: it registers its handlers. */
    block = malloc(1);
    free(block);
    pthread_atfork(late, late, late);
    printed = fopen("/dev/null", "w");
    lines = open_lines();
    if (!printed || !lines)
        _exit(8);
}

static void set_up_early(void) {
    set_up();
    early_handlers = 1;
}

static void set_up_late(void) {
    set_up();
    late_handlers = 1;
}

static void set_up_both(void) {
    set_up();
    early_handlers = late_handlers = 1;
}

static int get_lines(FILE *file) {
    char *line = NULL;
    size_t size = 0;
    int count = 0;
    rewind(file);
    while (getline(&line, &size, file) > 0) {
        EXPECT(atoi(line) == count);
        count++;
        /* Each line gets memory of its own. */
        free(line);
        line = NULL;
        size = 0;
    }
    free(line);
    EXPECT(count == 50);
    return 0;
}

static int print_to_memory(int number) {
    char *text = NULL;
    EXPECT(asprintf(&text, "%0*d", 300, number) == 300 && atoi(text) == number);
    free(text);
    return 0;
}

static int open_file(int number) {
    FILE *file = fopen("/dev/null", "w");
    EXPECT(file && fprintf(file, "%d", number) > 0 && fclose(file) == 0);
    return 0;
}

static int set_locale(const char *name) {
    EXPECT(setlocale(LC_ALL, name));
    EXPECT(setlocale(LC_ALL, NULL));
    return 0;
}

static int set_variable(int number) {
    char name[32];
    snprintf(name, sizeof name, "VARIABLE%d", number);
    EXPECT(setenv(name, "a value", 1) == 0 && setenv(name, "a value that is longer than the one before", 1) == 0);
    EXPECT(getenv(name) && unsetenv(name) == 0);
    return 0;
}

static int make_locale(void) {
    locale_t locale = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
    EXPECT(locale);
    locale_t other = duplocale(locale);
    EXPECT(other);
    freelocale(locale);
    freelocale(other);
    return 0;
}

static int open_pipe(int number) {
    char command[32];
    int answer = -1;
    snprintf(command, sizeof command, "echo %d", number);
    FILE *pipe = popen(command, "r");
    EXPECT(pipe && fscanf(pipe, "%d", &answer) == 1 && answer == number && pclose(pipe) == 0);
    return 0;
}

enum { ACTIVITIES = 8 };

static int act(int activity, int number) {
    switch (activity) {
    case 0:
        return get_lines(lines);
    case 1:
        return print_to_memory(number);
    case 2:
        return open_file(number);
    case 3:
        return set_locale("C.UTF-8") || set_locale("C");
    case 4:
        return set_variable(number);
    case 5:
        return make_locale();
    case 6:
        return fflush(NULL);
    default:
        return open_pipe(number);
    }
}

static void hammer(int thread) {
    if (act(thread, thread) != 0)
        _exit(6);
}

static int child_uses_all(int number) {
    void *blocks[64];
    lines = open_lines();
    EXPECT(lines);
    for (int i = 0; i < 64; i++) {
        size_t size = (size_t)i * 61 + 1;
        blocks[i] = i % 4 == 3 ? aligned_alloc(256, size) : i % 4 == 2 ? calloc(size, 1) : malloc(size);
        EXPECT(blocks[i]);
        memset(blocks[i], i, size);
    }
    /* A process in every eighth child only. */
    for (int i = 0; i < ACTIVITIES - (number % 8 != 0); i++)
        EXPECT(act(i, number) == 0);
    for (int i = 0; i < 64; i++) {
        unsigned char *larger = realloc(blocks[i], (size_t)i * 100 + 200);
        EXPECT(larger);
        for (int j = 0; j < i * 61 + 1; j++)
            EXPECT(larger[j] == (unsigned char)i);
        free(larger);
    }
    return 0;
}

const struct row allocator_rows[] = {
    {"allocator", "all functions that hand out memory, with the application's malloc", .set_up = set_up, .hammer = hammer,
     .child = child_uses_all, .threads = ACTIVITIES, .by_exit = 1},
    {"allocator-early", "the same, with handlers registered before that malloc's", .set_up = set_up_early,
     .hammer = hammer, .child = child_uses_all, .threads = ACTIVITIES},
    {"allocator-late", "the same, with handlers registered after that malloc's, which allocate", .set_up = set_up_late,
     .hammer = hammer, .child = child_uses_all, .threads = ACTIVITIES},
    {"allocator-both", "the same, with both", .set_up = set_up_both, .hammer = hammer, .child = child_uses_all,
     .threads = ACTIVITIES},
    {NULL},
};
