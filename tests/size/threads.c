#include <pthread.h>
#include <stdio.h>

static void *run(void *argument) {
    puts(argument);
    return NULL;
}

int main(void) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, "hello") != 0)
        return 1;
    return pthread_join(thread, NULL);
}
