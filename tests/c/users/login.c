/* getusershell, lckpwdf, initgroups, and on CPUs with ports ioperm. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <stdio.h>
#include <sys/io.h>
#include <sys/wait.h>
#include <unistd.h>

TEST(shells) {
    char first[256];
    int count = 0;
    for (char *shell; (shell = getusershell());) {
        CHECK_EQ(shell[0], '/');
        CHECK(!strpbrk(shell, " \t\n#"));
        if (count++ == 0)
            strcpy(first, shell);
    }
    CHECK(count > 0);
    CHECK(getusershell() == 0);
    setusershell();
    CHECK_STR(getusershell(), first);
    endusershell();
    CHECK_STR(getusershell(), first);
    endusershell();
}

/* Only who may change the files of users may take the lock. */
TEST(lock) {
    errno = 0;
    if (lckpwdf()) {
        CHECK(errno == EACCES || errno == EROFS || errno == EPERM);
        return;
    }
    CHECK_FAILS(lckpwdf(), EDEADLK);
    pid_t child = fork();
    if (child == 0) {
        int fd = open("/etc/.pwd.lock", O_WRONLY);
        CHECK(fd >= 0);
        struct flock lock = {.l_type = F_WRLCK};
        CHECK_EQ(fcntl(fd, F_GETLK, &lock), 0);
        CHECK_EQ(lock.l_type, F_WRLCK);
        _exit(0);
    }
    int status;
    CHECK_EQ(waitpid(child, &status, 0), child);
    CHECK_EQ(status, 0);
    CHECK_EQ(ulckpwdf(), 0);
    CHECK_FAILS(ulckpwdf(), ENOLCK);
    CHECK_EQ(lckpwdf(), 0);
    CHECK_EQ(ulckpwdf(), 0);
}

TEST(groups) {
    errno = 0;
    if (initgroups("root", 4321)) {
        CHECK_EQ(errno, EPERM);
        return;
    }
    gid_t expected[64], groups[64];
    int count = 64, found = 0;
    CHECK(getgrouplist("root", 4321, expected, &count) > 0);
    CHECK_EQ(getgroups(64, groups), count);
    for (int i = 0; i < count; i++)
        found += groups[i] == 4321;
    CHECK_EQ(found, 1);
}

/* A kernel without ports says ENOSYS. */
TEST(ports) {
#ifdef __x86_64__
    errno = 0;
    CHECK_EQ(ioperm(65536, 1, 1), -1);
    CHECK(errno == EINVAL || errno == ENOSYS);
    errno = 0;
    CHECK_EQ(iopl(4), -1);
    CHECK(errno == EINVAL || errno == ENOSYS);
#endif
}
