/* Creating, joining, detaching, ending and naming threads, attributes, keys, once. */
#define _GNU_SOURCE
#include "../check.h"
#include "../emulated.h"
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

static __thread int initialised = 42;
static __thread char zero[1000];
static __thread _Alignas(256) char aligned[300];

static void *identity(void *argument) { return argument; }

TEST(create_and_join) {
    pthread_t threads[20];
    for (int i = 0; i < 20; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, identity, (void *)(intptr_t)i), 0);
    for (int i = 0; i < 20; i++) {
        void *result;
        CHECK_EQ(pthread_join(threads[i], &result), 0);
        CHECK_EQ((intptr_t)result, i);
    }
}

static void *check_tls(void *argument) {
    (void)argument;
    CHECK_EQ(initialised, 42);
    CHECK_EQ(zero[999], 0);
    CHECK_EQ((uintptr_t)aligned % 256, 0);
    initialised = 7;
    memset(zero, 1, sizeof zero);
    memset(aligned, 2, sizeof aligned);
    errno = 99;
    return pthread_self() ? &errno : NULL;
}

TEST(tls) {
    check_tls(NULL);
    for (int i = 0; i < 50; i++) {
        pthread_t thread;
        void *theirs;
        errno = 5;
        CHECK_EQ(pthread_create(&thread, NULL, check_tls, NULL), 0);
        CHECK_EQ(pthread_join(thread, &theirs), 0);
        CHECK(theirs != &errno);
        CHECK_EQ(errno, 5);
    }
    CHECK_EQ(initialised, 7);
}

static void *self(void *argument) {
    *(pthread_t *)argument = pthread_self();
    return NULL;
}

TEST(identity_of_threads) {
    pthread_t thread, inside;
    CHECK_EQ(pthread_create(&thread, NULL, self, &inside), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK(pthread_equal(thread, inside));
    CHECK(!pthread_equal(thread, pthread_self()));
    CHECK_EQ((pthread_equal)(pthread_self(), pthread_self()), 1);
}

static void *join_self(void *argument) {
    (void)argument;
    return (void *)(intptr_t)pthread_join(pthread_self(), NULL);
}

static void *until_set(void *argument) {
    while (!atomic_load((atomic_int *)argument))
        sched_yield();
    return NULL;
}

TEST(join_errors) {
    pthread_t thread;
    void *result;
    CHECK_EQ(pthread_create(&thread, NULL, join_self, NULL), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK_EQ((intptr_t)result, EDEADLK);

    atomic_int stop = 0;
    CHECK_EQ(pthread_create(&thread, NULL, until_set, &stop), 0);
    CHECK_EQ(pthread_tryjoin_np(thread, NULL), EBUSY);
    struct timespec past = {1, 0}, invalid = {0, 1000000000};
    CHECK_EQ(pthread_timedjoin_np(thread, NULL, &past), ETIMEDOUT);
    CHECK_EQ(pthread_timedjoin_np(thread, NULL, &invalid), EINVAL);
    atomic_store(&stop, 1);
    int e;
    while ((e = pthread_tryjoin_np(thread, NULL)) == EBUSY)
        sched_yield();
    CHECK_EQ(e, 0);
}

static atomic_int ended;
static void *count_end(void *argument) {
    atomic_fetch_add(&ended, 1);
    return argument;
}

TEST(detached) {
    pthread_attr_t attr;
    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED), 0);
    for (int i = 0; i < 100; i++) {
        pthread_t thread;
        CHECK_EQ(pthread_create(&thread, i % 2 ? &attr : NULL, count_end, NULL), 0);
        if (i % 2 == 0)
            CHECK_EQ(pthread_detach(thread), 0);
    }
    while (atomic_load(&ended) != 100)
        sched_yield();
    pthread_t thread;
    atomic_int stop = 0;
    CHECK_EQ(pthread_create(&thread, &attr, until_set, &stop), 0);
    CHECK_EQ(pthread_join(thread, NULL), EINVAL);
    CHECK_EQ(pthread_detach(thread), EINVAL);
    atomic_store(&stop, 1);
}

/* The size of the address space in pages. */
static long mapped(void) {
    char text[200] = {0};
    int file = open("/proc/self/statm", O_RDONLY);
    CHECK(file >= 0);
    CHECK(read(file, text, sizeof text - 1) > 0);
    close(file);
    return atol(text);
}

TEST(memory_of_threads_comes_back) {
    long before = 0;
    for (int i = 0; i < 1000; i++) {
        pthread_t thread;
        CHECK_EQ(pthread_create(&thread, NULL, count_end, NULL), 0);
        if (i % 2)
            CHECK_EQ(pthread_join(thread, NULL), 0);
        else {
            CHECK_EQ(pthread_detach(thread), 0);
            while (atomic_load(&ended) != i + 1)
                sched_yield();
        }
        if (i == 20)
            before = mapped();
    }
    /* A thread has 256 pages, and an emulator takes memory of its own. */
    CHECK(emulated() || mapped() < before + 20 * 256);
}

TEST(no_memory) {
    pthread_attr_t attr;
    pthread_t thread;
    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_setstacksize(&attr, SIZE_MAX / 4), 0);
    CHECK_EQ(pthread_create(&thread, &attr, identity, NULL), EAGAIN);
    CHECK_EQ(pthread_create(&thread, NULL, identity, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
}

TEST(attributes) {
    pthread_attr_t attr;
    int value;
    size_t size;
    struct sched_param param = {.sched_priority = 0};
    CHECK_EQ(sizeof attr, 56);
    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_getdetachstate(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_CREATE_JOINABLE);
    CHECK_EQ(pthread_attr_setdetachstate(&attr, 7), EINVAL);
    CHECK_EQ(pthread_attr_getstacksize(&attr, &size), 0);
    CHECK(size >= 128 * 1024);
    CHECK_EQ(pthread_attr_setstacksize(&attr, PTHREAD_STACK_MIN - 1), EINVAL);
    CHECK_EQ(pthread_attr_setstacksize(&attr, SIZE_MAX), EINVAL);
    CHECK_EQ(pthread_attr_setstacksize(&attr, 65536), 0);
    CHECK_EQ(pthread_attr_getstacksize(&attr, &size), 0);
    CHECK_EQ(size, 65536);
    CHECK_EQ(pthread_attr_setguardsize(&attr, 12345), 0);
    CHECK_EQ(pthread_attr_getguardsize(&attr, &size), 0);
    CHECK_EQ(size, 12345);
    CHECK_EQ(pthread_attr_getscope(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_SCOPE_SYSTEM);
    CHECK_EQ(pthread_attr_setscope(&attr, PTHREAD_SCOPE_PROCESS), ENOTSUP);
    CHECK_EQ(pthread_attr_setscope(&attr, 9), EINVAL);
    CHECK_EQ(pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED), 0);
    CHECK_EQ(pthread_attr_getinheritsched(&attr, &value), 0);
    CHECK_EQ(value, PTHREAD_EXPLICIT_SCHED);
    CHECK_EQ(pthread_attr_setinheritsched(&attr, 2), EINVAL);
    CHECK_EQ(pthread_attr_setschedpolicy(&attr, 77), EINVAL);
    CHECK_EQ(pthread_attr_setschedpolicy(&attr, SCHED_BATCH), 0);
    CHECK_EQ(pthread_attr_getschedpolicy(&attr, &value), 0);
    CHECK_EQ(value, SCHED_BATCH);
    CHECK_EQ(pthread_attr_setschedparam(&attr, &param), 0);
    param.sched_priority = 5;
    CHECK_EQ(pthread_attr_getschedparam(&attr, &param), 0);
    CHECK_EQ(param.sched_priority, 0);
    CHECK_EQ(pthread_attr_destroy(&attr), 0);
}

static void *policy(void *argument) {
    (void)argument;
    int policy;
    struct sched_param param;
    CHECK_EQ(pthread_getschedparam(pthread_self(), &policy, &param), 0);
    return (void *)(intptr_t)(policy * 100 + param.sched_priority);
}

TEST(explicit_scheduling) {
    pthread_attr_t attr;
    pthread_t thread;
    void *result;
    struct sched_param param = {.sched_priority = 0};
    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_setinheritsched(&attr, PTHREAD_EXPLICIT_SCHED), 0);
    CHECK_EQ(pthread_attr_setschedpolicy(&attr, SCHED_BATCH), 0);
    CHECK_EQ(pthread_create(&thread, &attr, policy, NULL), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK_EQ((intptr_t)result, SCHED_BATCH * 100);
    /* A priority that the policy does not have. */
    param.sched_priority = 50;
    CHECK_EQ(pthread_attr_setschedparam(&attr, &param), 0);
    CHECK_EQ(pthread_create(&thread, &attr, policy, NULL), EINVAL);
    CHECK_EQ(pthread_attr_setschedpolicy(&attr, SCHED_FIFO), 0);
    int e = pthread_create(&thread, &attr, policy, NULL);
    CHECK(e == 0 || e == EPERM);
    if (e == 0) {
        CHECK_EQ(pthread_join(thread, &result), 0);
        CHECK_EQ((intptr_t)result, SCHED_FIFO * 100 + 50);
    }
}

static void *own_stack(void *argument) {
    char *low = argument;
    char local;
    CHECK(&local >= low && &local < low + 65536);
    pthread_attr_t attr;
    void *address;
    size_t size;
    CHECK_EQ(pthread_getattr_np(pthread_self(), &attr), 0);
    CHECK_EQ(pthread_attr_getstack(&attr, &address, &size), 0);
    CHECK(address == low);
    CHECK_EQ(size, 65536);
    CHECK_EQ(initialised, 42);
    return NULL;
}

TEST(stack_of_the_application) {
    char *stack = mmap(NULL, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    pthread_attr_t attr;
    pthread_t thread;
    void *address;
    size_t size;
    CHECK(stack != MAP_FAILED);
    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_setstack(&attr, stack, 100), EINVAL);
    CHECK_EQ(pthread_attr_setstack(&attr, stack, 65536), 0);
    CHECK_EQ(pthread_attr_getstack(&attr, &address, &size), 0);
    CHECK(address == stack);
    CHECK_EQ(size, 65536);
    for (int i = 0; i < 10; i++) {
        CHECK_EQ(pthread_create(&thread, &attr, own_stack, stack), 0);
        CHECK_EQ(pthread_join(thread, NULL), 0);
    }
}

static void *where_is_my_stack(void *argument) {
    (void)argument;
    pthread_attr_t attr;
    void *address;
    size_t size, guard;
    char local;
    CHECK_EQ(pthread_getattr_np(pthread_self(), &attr), 0);
    CHECK_EQ(pthread_attr_getstack(&attr, &address, &size), 0);
    CHECK_EQ(pthread_attr_getguardsize(&attr, &guard), 0);
    CHECK(&local >= (char *)address && &local < (char *)address + size);
    return (void *)guard;
}

TEST(stack_of_a_running_thread) {
    pthread_t thread;
    void *guard;
    where_is_my_stack(NULL);
    CHECK_EQ(pthread_create(&thread, NULL, where_is_my_stack, NULL), 0);
    CHECK_EQ(pthread_join(thread, &guard), 0);
    CHECK(guard != NULL);
}

TEST(default_attributes) {
    pthread_attr_t attr;
    size_t size;
    CHECK_EQ(pthread_getattr_default_np(&attr), 0);
    CHECK_EQ(pthread_attr_setstacksize(&attr, 4 << 20), 0);
    CHECK_EQ(pthread_setattr_default_np(&attr), 0);
    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_getstacksize(&attr, &size), 0);
    CHECK_EQ(size, 4 << 20);
    CHECK_EQ(pthread_attr_setdetachstate(&attr, 1), 0);
    CHECK_EQ(pthread_setattr_default_np(&attr), EINVAL);
}

/* Thread-specific data. */
static pthread_key_t key, again_key;
static atomic_int destroyed, again;
static void destroy(void *value) {
    CHECK(pthread_getspecific(key) == NULL);
    CHECK_EQ((intptr_t)value, 123);
    atomic_fetch_add(&destroyed, 1);
}
static void set_again(void *value) {
    atomic_fetch_add(&again, 1);
    CHECK_EQ(pthread_setspecific(again_key, value), 0);
}
static void *with_values(void *argument) {
    CHECK(pthread_getspecific(key) == NULL);
    CHECK_EQ(pthread_setspecific(key, (void *)123), 0);
    CHECK_EQ(pthread_setspecific(again_key, argument), 0);
    CHECK_EQ((intptr_t)pthread_getspecific(key), 123);
    return NULL;
}

TEST(keys) {
    pthread_t thread;
    CHECK_EQ(pthread_key_create(&key, destroy), 0);
    CHECK_EQ(pthread_key_create(&again_key, set_again), 0);
    CHECK_EQ(pthread_setspecific(key, &key), 0);
    CHECK_EQ(pthread_create(&thread, NULL, with_values, &key), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(atomic_load(&destroyed), 1);
    CHECK_EQ(atomic_load(&again), PTHREAD_DESTRUCTOR_ITERATIONS);
    CHECK(pthread_getspecific(key) == &key);
    CHECK_EQ(pthread_key_delete(key), 0);
    CHECK_EQ(pthread_key_delete(key), EINVAL);
    CHECK_EQ(pthread_key_delete(PTHREAD_KEYS_MAX), EINVAL);
    CHECK_EQ(pthread_setspecific(key, &key), EINVAL);
    pthread_key_t fresh;
    CHECK_EQ(pthread_key_create(&fresh, NULL), 0);
    CHECK_EQ(fresh, key);
    CHECK(pthread_getspecific(fresh) == NULL);
}

TEST(keys_run_out) {
    pthread_key_t keys[PTHREAD_KEYS_MAX + 1];
    int count = 0;
    while (pthread_key_create(&keys[count], NULL) == 0)
        CHECK(++count <= PTHREAD_KEYS_MAX);
    CHECK_EQ(pthread_key_create(&keys[count], NULL), EAGAIN);
    CHECK(count > PTHREAD_KEYS_MAX - 8);
    for (int i = 0; i < count; i++)
        CHECK_EQ(pthread_setspecific(keys[i], &keys[i]), 0);
    for (int i = 0; i < count; i++)
        CHECK(pthread_getspecific(keys[i]) == &keys[i]);
    for (int i = 0; i < count; i++)
        CHECK_EQ(pthread_key_delete(keys[i]), 0);
}

/* pthread_once */
static pthread_once_t once = PTHREAD_ONCE_INIT, cancelled_once = PTHREAD_ONCE_INIT;
static atomic_int runs;
static void routine(void) {
    usleep(1000);
    atomic_fetch_add(&runs, 1);
}
static void *call_routine(void *argument) {
    (void)argument;
    CHECK_EQ(pthread_once(&once, routine), 0);
    CHECK_EQ(atomic_load(&runs), 1);
    return NULL;
}

TEST(once_is_once) {
    pthread_t threads[8];
    for (int i = 0; i < 8; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, call_routine, NULL), 0);
    for (int i = 0; i < 8; i++)
        CHECK_EQ(pthread_join(threads[i], NULL), 0);
}

static void leaving_routine(void) {
    if (atomic_fetch_add(&runs, 1) == 0)
        pthread_exit(NULL);
}
static void *call_leaving(void *argument) {
    CHECK_EQ(pthread_once(&cancelled_once, leaving_routine), 0);
    return argument;
}

TEST(once_that_was_left) {
    pthread_t thread;
    void *result;
    CHECK_EQ(pthread_create(&thread, NULL, call_leaving, &key), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == NULL);
    CHECK_EQ(pthread_create(&thread, NULL, call_leaving, &key), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == &key);
    CHECK_EQ(atomic_load(&runs), 2);
}

/* The end of the process. */
static void *exit_last(void *argument) {
    CHECK_EQ(pthread_join(*(pthread_t *)argument, NULL), 0);
    return NULL;
}
static void at_the_end(void) { _exit(77); }

TEST(first_thread_may_end_and_the_last_ends_the_process) {
    pid_t pid = fork();
    if (pid == 0) {
        static pthread_t first;
        pthread_t thread;
        first = pthread_self();
        atexit(at_the_end);
        CHECK_EQ(pthread_create(&thread, NULL, exit_last, &first), 0);
        pthread_exit(NULL);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK(WIFEXITED(status));
    CHECK_EQ(WEXITSTATUS(status), 77);
}

/* Cleanup handlers. */
static int order[8], next_order;
static void note(void *argument) { order[next_order++] = (int)(intptr_t)argument; }
static void *with_cleanup(void *argument) {
    pthread_cleanup_push(note, (void *)1);
    pthread_cleanup_push(note, (void *)2);
    pthread_cleanup_push(note, (void *)3);
    pthread_cleanup_pop(0);
    pthread_exit(argument);
    pthread_cleanup_pop(0);
    pthread_cleanup_pop(0);
    return NULL;
}

TEST(cleanup_handlers) {
    pthread_t thread;
    void *result;
    CHECK_EQ(pthread_create(&thread, NULL, with_cleanup, &key), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(result == &key);
    CHECK_EQ(next_order, 2);
    CHECK_EQ(order[0], 2);
    CHECK_EQ(order[1], 1);
    pthread_cleanup_push(note, (void *)9);
    pthread_cleanup_pop(1);
    CHECK_EQ(order[2], 9);
}

/* The destructors of thread-local objects run before those of keys; in the thread that exits, before atexit's. */
int __cxa_thread_atexit_impl(void (*)(void *), void *, void *);
static void object_gone(void *argument) { order[next_order++] = (int)(intptr_t)argument; }
static void *with_objects(void *argument) {
    CHECK_EQ(pthread_setspecific(key, (void *)4), 0);
    CHECK_EQ(__cxa_thread_atexit_impl(object_gone, (void *)2, NULL), 0);
    CHECK_EQ(__cxa_thread_atexit_impl(object_gone, (void *)1, NULL), 0);
    return argument;
}
static void last_of_all(void) {
    CHECK_EQ(next_order, 4);
    _exit(55);
}

TEST(thread_local_objects) {
    pthread_t thread;
    CHECK_EQ(pthread_key_create(&key, object_gone), 0);
    CHECK_EQ(pthread_create(&thread, NULL, with_objects, NULL), 0);
    CHECK_EQ(pthread_join(thread, NULL), 0);
    CHECK_EQ(next_order, 3);
    CHECK_EQ(order[0], 1);
    CHECK_EQ(order[1], 2);
    CHECK_EQ(order[2], 4);
    pid_t pid = fork();
    if (pid == 0) {
        CHECK_EQ(atexit(last_of_all), 0);
        CHECK_EQ(__cxa_thread_atexit_impl(object_gone, (void *)3, NULL), 0);
        exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(WEXITSTATUS(status), 55);
}

/* Threads until the address space is used up: EAGAIN, nothing is left behind, and all of it works again. */
TEST(exhausted) {
    static pthread_t threads[4000];
    atomic_int stop = 0;
    if (emulated())
        return;
    struct rlimit limit = {64 << 20, 64 << 20};
    CHECK_EQ(setrlimit(RLIMIT_AS, &limit), 0);
    for (int round = 0; round < 3; round++) {
        int count = 0, e;
        atomic_store(&stop, 0);
        while ((e = pthread_create(&threads[count], NULL, until_set, &stop)) == 0)
            CHECK(++count < 4000);
        CHECK_EQ(e, EAGAIN);
        CHECK(count >= 40);
        atomic_store(&stop, 1);
        for (int i = 0; i < count; i++)
            CHECK_EQ(pthread_join(threads[i], NULL), 0);
    }
}
