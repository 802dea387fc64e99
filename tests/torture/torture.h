/* The frame of the fork torture: a row is something that threads do all the time while the process forks, and something
 * that each child then does and checks. The same rows run on every C library. */
#ifndef TORTURE_H
#define TORTURE_H

#include <stddef.h>

struct row {
    const char *name;
    /* What it is about, for the table. */
    const char *about;
    /* Before the threads begin; may be null. */
    void (*set_up)(void);
    /* What the threads do, again and again; may be null. It returns after a short while. */
    void (*hammer)(int thread);
    /* What a child does: 0 if all it saw was right. */
    int (*child)(int number);
    /* What the forking thread does before and after each fork; each may be null. */
    void (*before)(int number);
    void (*after)(int number);
    /* When all forks are done: 0 if what they left is right; may be null. */
    int (*finish)(int forks);
    /* Threads that hammer; 3 if 0, none if negative. */
    int threads;
    /* How the child leaves: by exit() if not 0, else by _exit(). */
    int by_exit;
    /* At most this many forks, if not 0. */
    int most;
};

/* Not 0 once the hammering threads are to end. */
extern volatile int stop;

/* Says what is wrong on standard error, by write(2); returns 1. */
int wrong(const char *what);

/* `condition` holds, or the child says what does not and returns. */
#define EXPECT(condition)                                                                                           \
    do {                                                                                                            \
        if (!(condition))                                                                                           \
            return wrong(__FILE__ ": " #condition);                                                                 \
    } while (0)

extern const struct row stdio_rows[], state_rows[], process_rows[], handler_rows[],
    allocator_rows[];

#endif
