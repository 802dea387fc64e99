/* Runs a row: `torture ROW FORKS`; `torture --list` prints the rows' names and what they are about.
 *
 * It prints one word: ok, or what went wrong first: hang-in-child, hang-in-fork, hang-elsewhere, crash-in-child, crash,
 * wrong-result, fork-failed, set-up-failed. The row runs in a process of its own that tells this one where it is. */
#include "torture.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum place { ELSEWHERE, IN_FORK, WAITING, FINISHED };

/* What the watching process sees of the row's. */
struct progress {
    atomic_int place;
    atomic_int forks;
};

static struct progress *progress;
volatile int stop;

/* Seconds after which a child, or the row between two forks, has hung. */
static unsigned patience = 10;

int wrong(const char *what) {
    if (write(2, what, strlen(what)) < 0 || write(2, "\n", 1) < 0)
        return 2;
    return 1;
}

static const struct row *const tables[] = {stdio_rows, state_rows, process_rows, handler_rows,
                                           allocator_rows};

static const struct row *find(const char *name) {
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const struct row *row = tables[i]; row->name; row++)
            if (strcmp(row->name, name) == 0)
                return row;
    return NULL;
}

static void list(void) {
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const struct row *row = tables[i]; row->name; row++)
            printf("%s\t%s\n", row->name, row->about);
}

struct hammer {
    const struct row *row;
    int thread;
};

static void *hammer(void *argument) {
    struct hammer *self = argument;
    while (!stop)
        self->row->hammer(self->thread);
    return NULL;
}

enum verdict { OK, HANG_IN_CHILD, HANG_IN_FORK, HANG_ELSEWHERE, CRASH_IN_CHILD, CRASH, WRONG_RESULT, FORK_FAILED, SET_UP_FAILED };

static const char *const verdicts[] = {"ok", "hang-in-child", "hang-in-fork", "hang-elsewhere", "crash-in-child",
                                       "crash", "wrong-result", "fork-failed", "set-up-failed"};

/* The row itself: forks, and judges each child. */
static enum verdict run(const struct row *row, int forks) {
    int count = row->threads < 0 ? 0 : row->threads ? row->threads : 3;
    pthread_t threads[16];
    struct hammer hammers[16];

    if (row->set_up)
        row->set_up();
    for (int i = 0; row->hammer && i < count; i++) {
        hammers[i] = (struct hammer){row, i};
        if (pthread_create(&threads[i], NULL, hammer, &hammers[i]) != 0)
            return SET_UP_FAILED;
    }
    for (int i = 0; i < forks; i++) {
        int status;
        if (row->before)
            row->before(i);
        progress->place = IN_FORK;
        pid_t pid = fork();
        if (pid == 0) {
            alarm(patience);
            int result = row->child(i);
            if (row->by_exit)
                exit(result);
            _exit(result);
        }
        progress->place = WAITING;
        if (pid < 0)
            return FORK_FAILED;
        while (waitpid(pid, &status, 0) != pid)
            if (errno != EINTR)
                return FORK_FAILED;
        progress->place = ELSEWHERE;
        if (row->after)
            row->after(i);
        if (WIFSIGNALED(status))
            return WTERMSIG(status) == SIGALRM ? HANG_IN_CHILD : CRASH_IN_CHILD;
        if (WEXITSTATUS(status) != 0)
            return WRONG_RESULT;
        progress->forks = i + 1;
    }
    stop = 1;
    for (int i = 0; row->hammer && row->finish && i < count; i++)
        pthread_join(threads[i], NULL);
    int result = row->finish ? row->finish(forks) : 0;
    progress->place = FINISHED;
    return result ? WRONG_RESULT : OK;
}

/* Waits for the row's process; gives it `patience` and a bit from one fork to the next. */
static enum verdict watch(pid_t pid) {
    int seen = -1, status;
    time_t since = time(NULL);
    for (;;) {
        pid_t done = waitpid(pid, &status, WNOHANG);
        if (done == pid)
            break;
        if (progress->forks != seen) {
            seen = progress->forks;
            since = time(NULL);
        } else if (time(NULL) - since > (time_t)patience + 5) {
            int place = progress->place;
            kill(pid, SIGKILL);
            waitpid(pid, &status, 0);
            return place == IN_FORK ? HANG_IN_FORK : place == WAITING ? HANG_IN_CHILD : HANG_ELSEWHERE;
        }
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    }
    if (WIFSIGNALED(status))
        return CRASH;
    return (enum verdict)WEXITSTATUS(status);
}

int main(int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--list") == 0) {
        list();
        return 0;
    }
    const struct row *row = argc == 3 ? find(argv[1]) : NULL;
    if (!row)
        return fprintf(stderr, "usage: torture ROW FORKS, or --list\n"), 2;
    int forks = atoi(argv[2]);
    if (row->most && forks > row->most)
        forks = row->most;
    if (getenv("TORTURE_PATIENCE"))
        patience = (unsigned)atoi(getenv("TORTURE_PATIENCE"));
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (progress == MAP_FAILED)
        return perror("mmap"), 2;
    pid_t pid = fork();
    if (pid == 0)
        _exit(run(row, forks));
    enum verdict verdict = watch(pid);
    printf("%s\t%d\n", verdicts[verdict], progress->forks);
    return verdict != OK;
}
