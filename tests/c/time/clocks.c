/* Clocks and sleeps. flags: -D_GNU_SOURCE */
#include "check.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/timeb.h>
#include <sys/times.h>
#include <time.h>

static int before(struct timespec a, struct timespec b) {
    return a.tv_sec < b.tv_sec || (a.tv_sec == b.tv_sec && a.tv_nsec <= b.tv_nsec);
}

TEST(clocks_tell_the_time) {
    struct timespec a, b, resolution;
    static const clockid_t clocks[] = {CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_BOOTTIME, CLOCK_PROCESS_CPUTIME_ID,
                                       CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW, CLOCK_MONOTONIC_COARSE, CLOCK_TAI};
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        CHECK_EQ(clock_gettime(clocks[i], &a), 0);
        CHECK_EQ(clock_gettime(clocks[i], &b), 0);
        CHECK(before(a, b));
        CHECK_EQ(clock_getres(clocks[i], &resolution), 0);
        CHECK(resolution.tv_sec == 0 && resolution.tv_nsec > 0);
    }
    CHECK_EQ(clock_getres(CLOCK_MONOTONIC, NULL), 0);
    CHECK_FAILS(clock_gettime(1234, &a), EINVAL);
    CHECK_FAILS(clock_getres(1234, &a), EINVAL);
    a.tv_nsec = 1000000000;
    CHECK_FAILS(clock_settime(CLOCK_REALTIME, &a), EINVAL);
    CHECK_FAILS(clock_settime(CLOCK_MONOTONIC, &b), EINVAL);
}

TEST(one_clock_by_many_names) {
    struct timespec first, last;
    CHECK_EQ(clock_gettime(CLOCK_REALTIME, &first), 0);
    time_t stored, seconds = time(&stored);
    CHECK_EQ(stored, seconds);
    struct timeval day;
    CHECK_EQ(gettimeofday(&day, NULL), 0);
    struct timespec base;
    CHECK_EQ(timespec_get(&base, TIME_UTC), TIME_UTC);
    CHECK_EQ(timespec_get(&base, 77), 0);
    struct timeb b;
    CHECK_EQ(ftime(&b), 0);
    CHECK_EQ(clock_gettime(CLOCK_REALTIME, &last), 0);
    /* time() may read the tick's time. */
    CHECK(seconds >= first.tv_sec - 1 && seconds <= last.tv_sec);
    CHECK(day.tv_sec >= first.tv_sec && day.tv_sec <= last.tv_sec);
    CHECK(base.tv_sec >= first.tv_sec && base.tv_sec <= last.tv_sec);
    CHECK(b.time >= first.tv_sec && b.time <= last.tv_sec && b.millitm < 1000);
}

TEST(processor_time) {
    clock_t start = clock();
    CHECK(start != (clock_t)-1);
    volatile unsigned sum = 0;
    while (clock() < start + CLOCKS_PER_SEC / 100)
        sum++;
    clockid_t id;
    struct timespec spent;
    CHECK_EQ(clock_getcpuclockid(0, &id), 0);
    CHECK_EQ(clock_gettime(id, &spent), 0);
    CHECK(spent.tv_sec > 0 || spent.tv_nsec >= 10000000);
    struct tms tms;
    CHECK(times(&tms) != (clock_t)-1);
    CHECK_EQ(clock_getcpuclockid(0x7ffffff0, &id), ESRCH);
}

TEST(sleeps_are_not_short) {
    struct timespec start, end, request = {0, 20000000}, left = {7, 7};
    CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &start), 0);
    CHECK_EQ(nanosleep(&request, &left), 0);
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, 0, &request, NULL), 0);
    CHECK_EQ(usleep(20000), 0);
    CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &end), 0);
    int64_t spent = (end.tv_sec - start.tv_sec) * 1000000000ll + end.tv_nsec - start.tv_nsec;
    CHECK(spent >= 60000000);
    end.tv_nsec += 10000000;
    if (end.tv_nsec >= 1000000000)
        end.tv_sec++, end.tv_nsec -= 1000000000;
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL), 0);
    CHECK_EQ(clock_gettime(CLOCK_MONOTONIC, &start), 0);
    CHECK(before(end, start));
    /* A time that is past. */
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &(struct timespec){0, 1}, NULL), 0);
}

TEST(bad_sleeps) {
    struct timespec bad = {0, 1000000000};
    CHECK_FAILS(nanosleep(&bad, NULL), EINVAL);
    bad = (struct timespec){-1, 0};
    CHECK_FAILS(nanosleep(&bad, NULL), EINVAL);
    errno = 0;
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, 0, &bad, NULL), EINVAL);
    CHECK_EQ(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &(struct timespec){0, 1}, NULL), EINVAL);
    CHECK_EQ(errno, 0);
}

static volatile int caught;
static void handler(int signal) {
    caught = signal;
}

TEST(signals_end_a_sleep) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    struct itimerval soon = {.it_value = {0, 30000}};
    struct timespec request = {50, 0}, left = {0, 0};
    CHECK_EQ(setitimer(ITIMER_REAL, &soon, NULL), 0);
    CHECK_FAILS(nanosleep(&request, &left), EINTR);
    CHECK_EQ(caught, SIGALRM);
    CHECK(left.tv_sec >= 1 && left.tv_sec < 50);
    CHECK_EQ(setitimer(ITIMER_REAL, &soon, NULL), 0);
    CHECK_EQ(clock_nanosleep(CLOCK_MONOTONIC, 0, &request, &left), EINTR);
    CHECK_EQ(setitimer(ITIMER_REAL, &soon, NULL), 0);
    unsigned remaining = sleep(50);
    CHECK(remaining > 0 && remaining <= 50);
    caught = 0;
    struct itimerval interval = {.it_value = {0, 20000}}, old;
    CHECK_EQ(setitimer(ITIMER_REAL, &interval, NULL), 0);
    CHECK_FAILS(pause(), EINTR);
    CHECK_EQ(caught, SIGALRM);
    CHECK_EQ(getitimer(ITIMER_REAL, &old), 0);
    CHECK_EQ(old.it_value.tv_sec, 0);
    CHECK_EQ(alarm(100), 0);
    unsigned was = alarm(0);
    CHECK(was >= 1 && was <= 100);
    CHECK_EQ(ualarm(20000, 0), 0);
    pause();
}
