/* Signals' names and texts. flags: -D_GNU_SOURCE */
#include "check.h"
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>

TEST(there_and_back) {
    char name[SIG2STR_MAX];
    for (int signal = 1; signal < 65; signal++) {
        int found = 0, is_signal = signal < 32 || signal >= SIGRTMIN;
        CHECK_EQ(sig2str(signal, name), is_signal ? 0 : -1);
        if (is_signal) {
            CHECK_EQ(str2sig(name, &found), 0);
            CHECK_EQ(found, signal);
        }
    }
    CHECK_EQ(sig2str(SIGHUP, name), 0);
    CHECK_STR(name, "HUP");
    CHECK_EQ(sig2str(SIGRTMIN, name), 0);
    CHECK_STR(name, "RTMIN");
    CHECK_EQ(sig2str(SIGRTMIN + 2, name), 0);
    CHECK_STR(name, "RTMIN+2");
    CHECK_EQ(sig2str(SIGRTMAX - 1, name), 0);
    CHECK_STR(name, "RTMAX-1");
    CHECK_EQ(sig2str(65, name), -1);
    CHECK_EQ(sig2str(-1, name), -1);
}

TEST(of_text) {
    int found = 0;
    CHECK_EQ(str2sig("15", &found), 0);
    CHECK_EQ(found, SIGTERM);
    CHECK_EQ(str2sig("RTMAX-2", &found), 0);
    CHECK_EQ(found, SIGRTMAX - 2);
    CHECK_EQ(str2sig("SIGTERM", &found), -1);
    CHECK_EQ(str2sig("", &found), -1);
    CHECK_EQ(str2sig("RTMIN+99", &found), -1);
}

static size_t said(char *text, size_t room, void (*report)(void)) {
    int pipes[2];
    CHECK_EQ(pipe(pipes), 0);
    int saved = dup(2);
    dup2(pipes[1], 2);
    report();
    fflush(stderr);
    dup2(saved, 2);
    close(pipes[1]);
    ssize_t length = read(pipes[0], text, room - 1);
    close(pipes[0]);
    CHECK(length >= 0);
    text[length] = 0;
    return (size_t)length;
}

static void say_signal(void) { psignal(SIGSEGV, "it"); }
static void say_bare(void) { psignal(SIGSEGV, ""); }
static void say_information(void) {
    siginfo_t information = {.si_signo = SIGINT};
    psiginfo(&information, "that");
}

TEST(psignal_says) {
    char text[128], wanted[128];
    said(text, sizeof text, say_signal);
    snprintf(wanted, sizeof wanted, "it: %s\n", strsignal(SIGSEGV));
    CHECK_STR(text, wanted);
    said(text, sizeof text, say_bare);
    CHECK_STR(text, wanted + 4);
    said(text, sizeof text, say_information);
    snprintf(wanted, sizeof wanted, "that: %s\n", strsignal(SIGINT));
    CHECK_STR(text, wanted);
}
