/* The accounts of logins, of which there are none, and STREAMS. flags: -D_GNU_SOURCE */
#include "check.h"
#include <stropts.h>
#include <utmp.h>
#include <utmpx.h>

TEST(none) {
    struct utmpx entry = {.ut_type = USER_PROCESS};
    setutxent();
    CHECK_EQ(getutxent(), (void *)0);
    CHECK_EQ(getutxid(&entry), (void *)0);
    CHECK_EQ(getutxline(&entry), (void *)0);
    errno = 0;
    CHECK_EQ(pututxline(&entry), (void *)0);
    CHECK_EQ(errno, ENOTSUP);
    endutxent();
    setutent();
    CHECK_EQ(getutent(), (void *)0);
    CHECK_EQ(getutid(&entry), (void *)0);
    CHECK_EQ(getutline(&entry), (void *)0);
    CHECK_EQ(pututline(&entry), (void *)0);
    endutent();
    updwtmp("/nowhere", &entry);
    updwtmpx("/nowhere", &entry);
    CHECK_FAILS(utmpname("/nowhere"), ENOTSUP);
    CHECK_FAILS(utmpxname("/nowhere"), ENOTSUP);
}

TEST(streams) {
    CHECK_EQ(isastream(0), 0);
    CHECK_FAILS(isastream(-1), EBADF);
}
