/* Pseudo-terminals, attributes, names. */
#define _GNU_SOURCE
#include "check.h"
#include "emulated.h"
#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <utmp.h>

TEST(open_by_hand) {
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    CHECK(master >= 0);
    CHECK_EQ(grantpt(master), 0);
    CHECK_EQ(unlockpt(master), 0);
    char name[64], other[64];
    CHECK_EQ(ptsname_r(master, name, sizeof name), 0);
    CHECK_STR(ptsname(master), name);
    CHECK_EQ(ptsname_r(master, other, 3), ERANGE);
    int terminal = open(name, O_RDWR | O_NOCTTY);
    CHECK(terminal >= 0);
    CHECK_EQ(isatty(terminal), 1);
    CHECK_EQ(ttyname_r(terminal, other, sizeof other), 0);
    CHECK_STR(other, name);
    CHECK_STR(ttyname(terminal), name);
    int null = open("/dev/null", O_RDWR);
    CHECK_FAILS(grantpt(null), EINVAL);
    CHECK_FAILS(unlockpt(null), EINVAL);
    CHECK_FAILS(ptsname(null), ENOTTY);
    CHECK_FAILS(isatty(null), ENOTTY);
    CHECK_FAILS(isatty(-1), EBADF);
}

TEST(attributes) {
    int master, terminal;
    struct termios now;
    struct winsize size = {.ws_row = 10, .ws_col = 20};
    CHECK_EQ(openpty(&master, &terminal, 0, 0, &size), 0);
    struct winsize got;
    CHECK_EQ(tcgetwinsize(terminal, &got), 0);
    CHECK_EQ(got.ws_row, 10);
    got.ws_row = 30;
    CHECK_EQ(tcsetwinsize(terminal, &got), 0);
    CHECK_EQ(tcgetattr(terminal, &now), 0);
    CHECK_EQ(cfsetospeed(&now, B9600), 0);
    CHECK_EQ(cfgetospeed(&now), B9600);
    cfmakeraw(&now);
    CHECK_EQ(tcsetattr(terminal, TCSANOW, &now), 0);
    CHECK_FAILS(tcsetattr(terminal, 99, &now), EINVAL);
    CHECK_EQ(write(terminal, "x\n", 2), 2);
    char text[8];
    CHECK_EQ(read(master, text, sizeof text), 2);
    CHECK_EQ(tcflush(terminal, TCIOFLUSH), 0);
    CHECK_EQ(tcdrain(terminal), 0);
    CHECK_FAILS(tcgetattr(-1, &now), EBADF);
}

TEST(forkpty_gives_a_terminal) {
    /* It fails under qemu-user 7.2, natively it does not. */
    if (emulated())
        return;
    int master;
    pid_t pid = forkpty(&master, 0, 0, 0);
    CHECK(pid >= 0);
    if (pid == 0) {
        if (isatty(0) && isatty(1) && tcgetsid(0) == getpid() && write(1, "ok", 2) == 2)
            _exit(0);
        _exit(1);
    }
    char text[8];
    CHECK_EQ(read(master, text, sizeof text), 2);
    int status;
    CHECK_EQ(waitpid(pid, &status, 0), pid);
    CHECK_EQ(status, 0);
}

TEST(login_names) {
    char name[8];
    setenv("LOGNAME", "somebody", 1);
    CHECK_STR(getlogin(), "somebody");
    CHECK_EQ(getlogin_r(name, sizeof name), ERANGE);
}
