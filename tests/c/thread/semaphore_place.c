/* A semaphore wherever the type's alignment lets it be. */
#include "check.h"
#include <pthread.h>
#include <semaphore.h>

static _Alignas(16) unsigned char memory[2 * sizeof(sem_t) + 16];

static void *post(void *semaphore) {
    for (int i = 0; i < 1000; i++)
        CHECK_EQ(sem_post(semaphore), 0);
    return NULL;
}

TEST(every_place) {
    for (size_t place = 0; place < 16; place += _Alignof(sem_t)) {
        memset(memory, 0xaa, sizeof memory);
        sem_t *semaphore = (sem_t *)(memory + place);
        CHECK_EQ(sem_init(semaphore, 0, 3), 0);
        int value;
        CHECK_EQ(sem_getvalue(semaphore, &value), 0);
        CHECK_EQ(value, 3);
        pthread_t thread;
        CHECK_EQ(pthread_create(&thread, NULL, post, semaphore), 0);
        for (int i = 0; i < 1003; i++)
            CHECK_EQ(sem_wait(semaphore), 0);
        CHECK_EQ(pthread_join(thread, NULL), 0);
        CHECK_FAILS(sem_trywait(semaphore), EAGAIN);
        CHECK_EQ(sem_destroy(semaphore), 0);
        for (size_t i = 0; i < place; i++)
            CHECK_EQ(memory[i], 0xaa);
        CHECK_EQ(memory[place + sizeof(sem_t)], 0xaa);
    }
}
