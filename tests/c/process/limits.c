/* Resource limits, priorities, configuration, names. */
#include "check.h"
#include <limits.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <fcntl.h>
#include <stdlib.h>
#include <ulimit.h>

TEST(limits) {
    struct rlimit limit;
    CHECK_EQ(getrlimit(RLIMIT_NOFILE, &limit), 0);
    CHECK_EQ(sysconf(_SC_OPEN_MAX), (long)limit.rlim_cur);
    limit.rlim_cur = 33;
    CHECK_EQ(setrlimit(RLIMIT_NOFILE, &limit), 0);
    CHECK_EQ(sysconf(_SC_OPEN_MAX), 33);
    CHECK_EQ(getdtablesize(), 33);
    CHECK_FAILS(getrlimit(1000, &limit), EINVAL);
    struct rusage usage;
    CHECK_EQ(getrusage(RUSAGE_SELF, &usage), 0);
    CHECK(usage.ru_maxrss > 0);
    CHECK_FAILS(getrusage(1000, &usage), EINVAL);
    struct tms times_now;
    CHECK(times(&times_now) != -1);
    CHECK(ulimit(UL_GETFSIZE) > 0);
    CHECK_FAILS(ulimit(77), EINVAL);
}

TEST(priorities) {
    errno = 0;
    CHECK_EQ(getpriority(PRIO_PROCESS, 0), 0);
    CHECK_EQ(nice(3), 3);
    CHECK_EQ(getpriority(PRIO_PROCESS, 0), 3);
    CHECK_EQ(setpriority(PRIO_PROCESS, 0, 7), 0);
    CHECK_EQ(getpriority(PRIO_PROCESS, 0), 7);
    CHECK_FAILS(getpriority(1000, 0), EINVAL);
}

TEST(configuration) {
    CHECK_EQ(sysconf(_SC_PAGESIZE), getpagesize());
    CHECK_EQ(sysconf(_SC_CLK_TCK), 100);
    CHECK_EQ(sysconf(_SC_VERSION), _POSIX_VERSION);
    CHECK(sysconf(_SC_NPROCESSORS_ONLN) >= 1);
    CHECK(sysconf(_SC_NPROCESSORS_CONF) >= 1);
    CHECK(sysconf(_SC_PHYS_PAGES) > 0);
    CHECK(sysconf(_SC_ARG_MAX) >= _POSIX_ARG_MAX);
    CHECK_FAILS(sysconf(-1), EINVAL);
    CHECK_FAILS(sysconf(9999), EINVAL);
    CHECK_EQ(pathconf("/", _PC_NAME_MAX), 255);
    CHECK_EQ(fpathconf(0, _PC_PIPE_BUF), PIPE_BUF);
    CHECK_FAILS(pathconf("/", 1000), EINVAL);
    CHECK_FAILS(pathconf("/no/such", _PC_NAME_MAX), ENOENT);
    CHECK_FAILS(fpathconf(-1, _PC_NAME_MAX), EBADF);
    char path[8];
    size_t size = confstr(_CS_PATH, path, sizeof path);
    CHECK(size > sizeof path);
    CHECK_EQ(strlen(path), 7);
    CHECK_FAILS(confstr(99999, path, sizeof path), EINVAL);
    double loads[3];
    CHECK_EQ(getloadavg(loads, 9), 3);
    struct sysinfo info;
    CHECK_EQ(sysinfo(&info), 0);
    CHECK(info.totalram > 0);
}

TEST(names) {
    struct utsname names;
    char name[65], small[2];
    CHECK_EQ(uname(&names), 0);
    CHECK_STR(names.sysname, "Linux");
    CHECK_EQ(gethostname(name, sizeof name), 0);
    CHECK_STR(name, names.nodename);
    (void)small;
}
