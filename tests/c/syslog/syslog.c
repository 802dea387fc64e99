/* syslog, as LOG_PERROR shows it. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <syslog.h>

static int capture(void) {
    int fd = open("log", O_CREAT | O_RDWR | O_TRUNC, 0600);
    dup2(fd, 2);
    return fd;
}

TEST(messages) {
    int saved = dup(2), fd = capture();
    openlog("name", LOG_PERROR | LOG_PID, LOG_DAEMON);
    errno = ENOENT;
    syslog(LOG_ERR, "value %d: %m", 7);
    CHECK_EQ(setlogmask(LOG_UPTO(LOG_ERR)), 0xff);
    syslog(LOG_DEBUG, "not this");
    CHECK_EQ(setlogmask(0), LOG_UPTO(LOG_ERR));
    syslog(LOG_EMERG, "line\n");
    closelog();
    pid_t pid = fork();
    if (pid == 0) {
        openlog(0, LOG_PERROR, 0);
        syslog(LOG_ERR, "child");
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
    dup2(saved, 2);
    char text[512] = "", expected[512];
    CHECK(pread(fd, text, sizeof text - 1, 0) > 0);
    char number[16];
    int digits = 0;
    for (int rest = getpid(); rest; rest /= 10)
        digits++;
    number[digits] = 0;
    for (int rest = getpid(), i = digits; rest; rest /= 10)
        number[--i] = (char)('0' + rest % 10);
    strcpy(expected, "name[");
    strcat(expected, number);
    strcat(expected, "]: value 7: No such file or directory\nname[");
    strcat(expected, number);
    strcat(expected, "]: line\nsyslog: child\n");
    CHECK_STR(text, expected);
}
