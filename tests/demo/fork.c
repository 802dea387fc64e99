/* What tine is for: threads that are in the middle of everything while the process forks, and children that use the
 * whole library all the same. Each child prints to the stream that the threads print to, allocates, sets a locale, a
 * time zone and an environment variable, makes a thread of its own (not under qemu-user), and leaves by exit(), which flushes every stream.
 *
 * usage: fork [FORKS] */
#include "../c/emulated.h"

#include <locale.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static FILE *shared;
static volatile int stop;

static void *printer(void *name) {
    for (unsigned long line = 0; !stop; line++)
        fprintf(shared, "thread %s, line %lu\n", (const char *)name, line);
    return NULL;
}

static void *allocator(void *unused) {
    (void)unused;
    while (!stop) {
        char *text;
        if (asprintf(&text, "%0*d", rand() % 2000, 7) > 0)
            free(text);
    }
    return NULL;
}

static void *chameleon(void *unused) {
    (void)unused;
    while (!stop) {
        time_t now = time(NULL);
        struct tm tm;
        setlocale(LC_ALL, "C.UTF-8");
        setenv("TZ", rand() & 1 ? "CET-1CEST,M3.5.0,M10.5.0/3" : "EST5EDT,M3.2.0,M11.1.0", 1);
        tzset();
        localtime_r(&now, &tm);
    }
    return NULL;
}

static void *grandchild(void *argument) {
    return argument;
}

/* Uses what the other threads of the parent were using; exit status 0 if all of it works. */
static void child(int number) {
    pthread_t thread;
    void *result = NULL;
    char *text = NULL;
    struct tm tm;
    time_t now = time(NULL);

    alarm(20);
    int ok = fprintf(shared, "child %d\n", number) > 0;
    ok &= asprintf(&text, "%d", number) > 0 && atoi(text) == number;
    free(text);
    ok &= setlocale(LC_ALL, "C") != NULL;
    ok &= setenv("TZ", "UTC0", 1) == 0 && localtime_r(&now, &tm) != NULL && strcmp(getenv("TZ"), "UTC0") == 0;
    if (!emulated()) {
        ok &= pthread_create(&thread, NULL, grandchild, &number) == 0 && pthread_join(thread, &result) == 0;
        ok &= result == &number;
    }
    ok &= fflush(NULL) == 0;
    exit(ok ? 0 : 1);
}

int main(int argc, char **argv) {
    int forks = argc > 1 ? atoi(argv[1]) : 200;
    int good = 0, wrong = 0, died = 0;
    pthread_t threads[5];

    shared = tmpfile();
    if (!shared || setvbuf(shared, NULL, _IOLBF, 4096) != 0)
        return perror("tmpfile"), 1;
    pthread_create(&threads[0], NULL, printer, "one");
    pthread_create(&threads[1], NULL, printer, "two");
    pthread_create(&threads[2], NULL, allocator, NULL);
    pthread_create(&threads[3], NULL, allocator, NULL);
    pthread_create(&threads[4], NULL, chameleon, NULL);

    for (int i = 0; i < forks; i++) {
        int status;
        pid_t pid = fork();
        if (pid == 0)
            child(i);
        if (pid < 0 || waitpid(pid, &status, 0) != pid)
            return perror("fork"), 1;
        if (WIFSIGNALED(status))
            died++;
        else if (WEXITSTATUS(status) != 0)
            wrong++;
        else
            good++;
    }
    stop = 1;
    for (int i = 0; i < 5; i++)
        pthread_join(threads[i], NULL);

    /* Every line is whole, and each child's is there once. */
    char line[200], *seen = calloc((size_t)forks, 1);
    long lines = 0, torn = 0, number;
    int missing = 0;
    unsigned long counter;
    char name[8];
    rewind(shared);
    while (fgets(line, sizeof line, shared)) {
        int end = 0;
        lines++;
        if (sscanf(line, "child %ld\n%n", &number, &end) == 1 && line[end] == 0 && number >= 0 && number < forks)
            seen[number]++;
        else if (sscanf(line, "thread %7[a-z], line %lu\n%n", name, &counter, &end) != 2 || line[end] != 0)
            torn++;
    }
    for (int i = 0; i < forks; i++)
        missing += seen[i] != 1;
    printf("%d forks amid 5 busy threads: %d children used the whole library, %d got a wrong result, %d hung or crashed\n",
           forks, good, wrong, died);
    printf("the shared stream has %ld lines: %ld torn, %d children's lines not there exactly once\n", lines, torn, missing);
    return wrong || died || torn || missing;
}
