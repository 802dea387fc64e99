/* exec, wait, posix_spawn, system, popen, vfork. */
#include "check.h"
#include "emulated.h"
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

extern char **environ;

static int status_of(pid_t pid) {
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    return status;
}

/* What a child wrote into a pipe. */
static void slurp(int fd, char *text, size_t size) {
    size_t done = 0;
    ssize_t got;
    while (done < size - 1 && (got = read(fd, text + done, size - 1 - done)) > 0)
        done += (size_t)got;
    text[done] = 0;
}

TEST(execl_passes_many_arguments) {
    int ends[2];
    char text[64];
    CHECK_EQ(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], 1);
        execl("/bin/sh", "sh", "-c", "echo $# $9 ${10} ${11}", "zero", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10",
              "11", (char *)0);
        _exit(9);
    }
    close(ends[1]);
    slurp(ends[0], text, sizeof text);
    CHECK_STR(text, "11 9 10 11\n");
    CHECK_EQ(status_of(pid), 0);
}

TEST(execle_sets_the_environment) {
    int ends[2];
    char text[64];
    char *environment[] = {"ONLY=this", 0};
    CHECK_EQ(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], 1);
        execle("/bin/sh", "sh", "-c", "echo $ONLY$HOME", (char *)0, environment);
        _exit(9);
    }
    close(ends[1]);
    slurp(ends[0], text, sizeof text);
    CHECK_STR(text, "this\n");
    CHECK_EQ(status_of(pid), 0);
}

TEST(execlp_and_execvp_search) {
    pid_t pid = fork();
    if (pid == 0) {
        setenv("PATH", "/nonexistent:/usr/bin:/bin", 1);
        execlp("sh", "sh", "-c", "exit 5", (char *)0);
        _exit(9);
    }
    CHECK_EQ(WEXITSTATUS(status_of(pid)), 5);
    char *arguments[] = {"nothing", 0};
    CHECK_FAILS(execvp("no-such-program-anywhere", arguments), ENOENT);
    CHECK_FAILS(execvp("", arguments), ENOENT);
    CHECK_FAILS(execv("/", arguments), EACCES);
    CHECK_FAILS(execv("/etc/passwd/x", arguments), ENOTDIR);
}

TEST(execvp_runs_a_script_without_magic) {
    int fd = open("script", O_CREAT | O_WRONLY, 0700);
    CHECK_EQ(write(fd, "exit $1\n", 8), 8);
    close(fd);
    pid_t pid = fork();
    if (pid == 0) {
        char *arguments[] = {"script", "6", 0};
        execvp("./script", arguments);
        _exit(9);
    }
    CHECK_EQ(WEXITSTATUS(status_of(pid)), 6);
}

TEST(fexecve_runs_an_open_file) {
    /* qemu-user would look for the descriptor's file in its own process. */
    if (emulated())
        return;
    pid_t pid = fork();
    if (pid == 0) {
        char *arguments[] = {"sh", "-c", "exit 4", 0};
        fexecve(open("/bin/sh", O_RDONLY | O_CLOEXEC), arguments, environ);
        _exit(9);
    }
    CHECK_EQ(WEXITSTATUS(status_of(pid)), 4);
    char *arguments[] = {"x", 0};
    CHECK_FAILS(fexecve(-1, arguments, environ), EBADF);
}

TEST(waits) {
    int status;
    struct rusage usage;
    siginfo_t info;
    CHECK_FAILS(wait(&status), ECHILD);
    CHECK_FAILS(waitpid(-1, &status, -1), EINVAL);
    pid_t pid = fork();
    if (pid == 0)
        _exit(3);
    CHECK_EQ(waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT), 0);
    CHECK_EQ(info.si_pid, pid);
    CHECK_EQ(info.si_status, 3);
    CHECK_EQ(wait3(&status, 0, &usage), pid);
    CHECK_EQ(WEXITSTATUS(status), 3);
    pid = fork();
    if (pid == 0)
        for (;;)
            pause();
    CHECK_EQ(waitpid(pid, &status, WNOHANG), 0);
    kill(pid, SIGKILL);
    CHECK_EQ(wait4(pid, &status, 0, &usage), pid);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

TEST(spawn_reports_failures) {
    pid_t pid = 77;
    char *arguments[] = {"x", 0};
    CHECK_EQ(posix_spawn(&pid, "/no/such/file", 0, 0, arguments, environ), ENOENT);
    CHECK_EQ(posix_spawn(&pid, "/", 0, 0, arguments, environ), EACCES);
    CHECK_EQ(posix_spawnp(&pid, "no-such-program", 0, 0, arguments, environ), ENOENT);
    CHECK_EQ(pid, 77);
    CHECK_FAILS(waitpid(-1, 0, 0), ECHILD);
}

TEST(spawn_file_actions) {
    posix_spawn_file_actions_t actions;
    pid_t pid;
    char text[256];
    CHECK_EQ(posix_spawn_file_actions_init(&actions), 0);
    CHECK_EQ(posix_spawn_file_actions_addclose(&actions, -1), EBADF);
    CHECK_EQ(posix_spawn_file_actions_adddup2(&actions, 1, -1), EBADF);
    CHECK_EQ(mkdir("folder", 0700), 0);
    char path[] = "folder";
    CHECK_EQ(posix_spawn_file_actions_addchdir_np(&actions, path), 0);
    path[0] = 'x';
    CHECK_EQ(posix_spawn_file_actions_addopen(&actions, 1, "out", O_CREAT | O_WRONLY, 0600), 0);
    CHECK_EQ(posix_spawn_file_actions_adddup2(&actions, 1, 7), 0);
    CHECK_EQ(posix_spawn_file_actions_addclose(&actions, 0), 0);
    char *arguments[] = {"sh", "-c", "echo one; echo two >&7; read x || echo closed", 0};
    CHECK_EQ(posix_spawnp(&pid, "sh", &actions, 0, arguments, environ), 0);
    CHECK_EQ(status_of(pid), 0);
    CHECK_EQ(posix_spawn_file_actions_destroy(&actions), 0);
    int fd = open("folder/out", O_RDONLY);
    slurp(fd, text, sizeof text);
    close(fd);
    CHECK(strncmp(text, "one\ntwo\n", 8) == 0);
    CHECK(strstr(text, "closed") != 0);
    /* A failing action is reported. */
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/no/such/file", O_RDONLY, 0);
    CHECK_EQ(posix_spawnp(&pid, "sh", &actions, 0, arguments, environ), ENOENT);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, 100, 1);
    CHECK_EQ(posix_spawnp(&pid, "sh", &actions, 0, arguments, environ), EBADF);
    posix_spawn_file_actions_destroy(&actions);
}

TEST(spawn_dup2_onto_itself_keeps_it) {
    posix_spawn_file_actions_t actions;
    pid_t pid;
    char *arguments[] = {"sh", "-c", "echo yes >&9", 0};
    int fd = open("out", O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    CHECK_EQ(fcntl(fd, F_DUPFD_CLOEXEC, 9), 9);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, 9, 9);
    CHECK_EQ(posix_spawnp(&pid, "sh", &actions, 0, arguments, environ), 0);
    CHECK_EQ(status_of(pid), 0);
    posix_spawn_file_actions_destroy(&actions);
}

static void handler(int signal) {
    (void)signal;
}

TEST(spawn_attributes) {
    posix_spawnattr_t attributes;
    sigset_t set, back;
    short flags;
    pid_t group, pid;
    CHECK_EQ(posix_spawnattr_init(&attributes), 0);
    CHECK_EQ(posix_spawnattr_setflags(&attributes, 0x4000), EINVAL);
    CHECK_EQ(posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF),
             0);
    CHECK_EQ(posix_spawnattr_getflags(&attributes, &flags), 0);
    CHECK_EQ(flags, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    CHECK_EQ(posix_spawnattr_setpgroup(&attributes, 0), 0);
    CHECK_EQ(posix_spawnattr_getpgroup(&attributes, &group), 0);
    CHECK_EQ(group, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(posix_spawnattr_setsigmask(&attributes, &set), 0);
    CHECK_EQ(posix_spawnattr_getsigmask(&attributes, &back), 0);
    CHECK_EQ(sigismember(&back, SIGUSR1), 1);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    CHECK_EQ(posix_spawnattr_setsigdefault(&attributes, &set), 0);
    CHECK_EQ(posix_spawnattr_getsigdefault(&attributes, &back), 0);
    CHECK_EQ(sigismember(&back, SIGUSR2), 1);
    signal(SIGUSR2, SIG_IGN);
    signal(SIGHUP, handler);
    /* SIGUSR1 is blocked, SIGUSR2 not ignored any more, and the handler of SIGHUP is gone. */
    char *arguments[] = {"sh", "-c", "kill -USR1 $$; kill -USR2 $$; exit 9", 0};
    CHECK_EQ(posix_spawnp(&pid, "sh", 0, &attributes, arguments, environ), 0);
    int status = status_of(pid);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGUSR2);
    char *other[] = {"sh", "-c", "kill -HUP $$; exit 9", 0};
    CHECK_EQ(posix_spawnp(&pid, "sh", 0, &attributes, other, environ), 0);
    status = status_of(pid);
    CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGHUP);
    CHECK_EQ(posix_spawnattr_destroy(&attributes), 0);
}

TEST(systems_status) {
    CHECK(system(0) != 0);
    CHECK_EQ(system("exit 7"), 7 << 8);
    CHECK_EQ(system("kill -9 $$"), 9);
    CHECK_EQ(system("no-such-program 2>/dev/null"), 127 << 8);
}

TEST(system_ignores_interrupts) {
    /* The parent survives a SIGINT that the command sends it, the command does not ignore its own. */
    CHECK_EQ(system("kill -INT $PPID; exit 3"), 3 << 8);
    CHECK_EQ(system("kill -INT $$"), SIGINT);
    struct sigaction now;
    CHECK_EQ(sigaction(SIGINT, 0, &now), 0);
    CHECK(now.sa_handler == SIG_DFL);
    sigset_t mask;
    sigprocmask(SIG_BLOCK, 0, &mask);
    CHECK_EQ(sigismember(&mask, SIGCHLD), 0);
}

TEST(popen_reads_and_writes) {
    char line[64];
    FILE *in = popen("echo hello; exit 2", "r");
    CHECK(in != 0);
    CHECK(fgets(line, sizeof line, in) != 0);
    CHECK_STR(line, "hello\n");
    CHECK(fcntl(fileno(in), F_GETFD) == 0);
    CHECK_EQ(pclose(in), 2 << 8);
    FILE *out = popen("cat >written", "we");
    CHECK_EQ(fcntl(fileno(out), F_GETFD), FD_CLOEXEC);
    fputs("text", out);
    CHECK_EQ(pclose(out), 0);
    int fd = open("written", O_RDONLY);
    slurp(fd, line, sizeof line);
    CHECK_STR(line, "text");
    CHECK_FAILS(popen("true", "x"), EINVAL);
    CHECK_FAILS(popen("true", "rw"), EINVAL);
}

TEST(popen_hides_earlier_streams) {
    /* If the second command had the first one's input, closing it here would not end the first one. */
    FILE *first = popen("cat >/dev/null", "w");
    FILE *second = popen("cat >/dev/null", "w");
    CHECK(first && second);
    CHECK_EQ(pclose(first), 0);
    CHECK_EQ(pclose(second), 0);
}

TEST(vfork_lends_the_memory) {
    volatile int seen = 0;
    pid_t pid = vfork();
    if (pid == 0) {
        seen = 1;
        _exit(8);
    }
    CHECK_EQ(WEXITSTATUS(status_of(pid)), 8);
    (void)seen;
}
