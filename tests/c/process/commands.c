/* Commands that start while another thread changes the environment. */
#define _GNU_SOURCE
#include "check.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

static atomic_int done;

static void *change_environment(void *unused) {
    while (!atomic_load(&done)) {
        CHECK_EQ(setenv("FIRST", "1", 1), 0);
        CHECK_EQ(setenv("SECOND", "2", 1), 0);
        CHECK_EQ(unsetenv("FIRST"), 0);
        CHECK_EQ(unsetenv("SECOND"), 0);
    }
    return unused;
}

TEST(beside_changes_of_the_environment) {
    pthread_t thread;
    CHECK_EQ(setenv("KEPT", "kept", 1), 0);
    CHECK_EQ(pthread_create(&thread, NULL, change_environment, NULL), 0);
    for (int i = 0; i < 100; i++) {
        char text[16] = "";
        FILE *pipe = popen("echo $KEPT", "r");
        CHECK(pipe != NULL);
        CHECK(fgets(text, sizeof text, pipe) != NULL);
        CHECK_STR(text, "kept\n");
        CHECK_EQ(pclose(pipe), 0);
        CHECK_EQ(system("exit 3"), 3 << 8);
    }
    atomic_store(&done, 1);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}
