/*
 * The time from vfork to the end of a program that does next to nothing: exec, start, exit, and the parent's wait. The
 * arguments are part of the names of the rows to measure, or "", and then pairs of a row's name and a program.
 */
#include "bench.h"
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static int null;

static void run(char *program) {
    char *arguments[] = {program, NULL};
    int status;
    pid_t child = vfork();
    if (child == 0) {
        dup2(null, 1);
        execve(program, arguments, arguments + 1);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        fprintf(stderr, "%s does not run\n", program);
        exit(1);
    }
}

int main(int argc, char **argv) {
    row_filter = argc > 1 && *argv[1] ? argv[1] : NULL;
    null = open("/dev/null", O_WRONLY);
    for (int k = 2; k + 1 < argc; k += 2)
        MEASURE(run(argv[k + 1]), "%s", argv[k]);
    return 0;
}
