/* The macros and inline functions that only headers make. flags: -D_GNU_SOURCE */
#include "check.h"
#include <byteswap.h>
#include <complex.h>
#include <ctype.h>
#include <endian.h>
#include <math.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdckdint.h>
#include <string.h>
#include <sys/param.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <wctype.h>

TEST(character_classes) {
    for (int c = -1; c < 256; c++) {
        int upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        CHECK_EQ(!!isalpha(c), upper || lower);
        CHECK_EQ(!!isupper(c), upper);
        CHECK_EQ(!!islower(c), lower);
        CHECK_EQ(!!isdigit(c), digit);
        CHECK_EQ(!!isgraph(c), c > 0x20 && c < 0x7f);
        CHECK_EQ(!!isprint(c), c >= 0x20 && c < 0x7f);
        CHECK_EQ(!!isspace(c), c == ' ' || (c >= 9 && c <= 13));
        CHECK_EQ(!!isascii(c), c >= 0 && c < 128);
        CHECK_EQ(!!isalpha(c), !!(isalpha)(c));
        CHECK_EQ(!!isupper(c), !!(isupper)(c));
        CHECK_EQ(!!islower(c), !!(islower)(c));
        CHECK_EQ(!!isdigit(c), !!(isdigit)(c));
        CHECK_EQ(!!isgraph(c), !!(isgraph)(c));
        CHECK_EQ(!!isprint(c), !!(isprint)(c));
        CHECK_EQ(!!isspace(c), !!(isspace)(c));
        CHECK_EQ(!!iswdigit((wint_t)c), digit);
    }
    int evaluated = 0;
    CHECK(isdigit((evaluated++, '5')));
    CHECK_EQ(evaluated, 1);
}

TEST(wait_statuses) {
    for (int code = 0; code < 256; code++) {
        int status = code << 8;
        CHECK(WIFEXITED(status) && !WIFSIGNALED(status) && !WIFSTOPPED(status) && !WIFCONTINUED(status));
        CHECK_EQ(WEXITSTATUS(status), code);
    }
    for (int signal = 1; signal < 65; signal++) {
        int killed = signal, dumped = signal | 0x80, stopped = signal << 8 | 0x7f;
        CHECK(WIFSIGNALED(killed) && !WIFEXITED(killed) && !WIFSTOPPED(killed) && !WCOREDUMP(killed));
        CHECK_EQ(WTERMSIG(killed), signal);
        CHECK(WIFSIGNALED(dumped) && WCOREDUMP(dumped));
        CHECK(WIFSTOPPED(stopped) && !WIFSIGNALED(stopped) && !WIFEXITED(stopped) && !WIFCONTINUED(stopped));
        CHECK_EQ(WSTOPSIG(stopped), signal);
    }
    CHECK(WIFCONTINUED(0xffff) && !WIFSTOPPED(0xffff) && !WIFSIGNALED(0xffff) && !WIFEXITED(0xffff));
}

TEST(descriptor_sets) {
    fd_set set;
    memset(&set, 0xff, sizeof set);
    FD_ZERO(&set);
    for (int fd = 0; fd < FD_SETSIZE; fd++)
        CHECK(!FD_ISSET(fd, &set));
    for (int fd = 0; fd < FD_SETSIZE; fd += 3)
        FD_SET(fd, &set);
    FD_CLR(63, &set);
    for (int fd = 0; fd < FD_SETSIZE; fd++)
        CHECK_EQ(FD_ISSET(fd, &set), fd % 3 == 0 && fd != 63);
}

TEST(processor_sets) {
    cpu_set_t a, b, c;
    CPU_ZERO(&a);
    CPU_ZERO(&b);
    CPU_SET(0, &a);
    CPU_SET(64, &a);
    CPU_SET(1023, &a);
    CPU_SET(64, &b);
    CPU_SET(5, &b);
    CPU_SET(1024, &b);
    CHECK(CPU_ISSET(64, &a) && CPU_ISSET(1023, &a) && !CPU_ISSET(1, &a) && !CPU_ISSET(1024, &a));
    CPU_AND(&c, &a, &b);
    CHECK(CPU_ISSET(64, &c) && !CPU_ISSET(0, &c) && !CPU_ISSET(5, &c));
    CPU_OR(&c, &a, &b);
    CHECK(CPU_ISSET(64, &c) && CPU_ISSET(0, &c) && CPU_ISSET(5, &c));
    CPU_XOR(&c, &a, &b);
    CHECK(!CPU_ISSET(64, &c) && CPU_ISSET(0, &c) && CPU_ISSET(5, &c));
    CHECK(CPU_EQUAL(&a, &a) && !CPU_EQUAL(&a, &b));
    CPU_CLR(64, &a);
    CHECK(!CPU_ISSET(64, &a));
    CHECK_EQ(CPU_ALLOC_SIZE(1), 8);
    CHECK_EQ(CPU_ALLOC_SIZE(64), 8);
    CHECK_EQ(CPU_ALLOC_SIZE(65), 16);
    cpu_set_t *large = CPU_ALLOC(4096);
    CPU_SET_S(4000, CPU_ALLOC_SIZE(4096), large);
    CHECK(CPU_ISSET_S(4000, CPU_ALLOC_SIZE(4096), large) && !CPU_ISSET_S(3999, CPU_ALLOC_SIZE(4096), large));
    CPU_FREE(large);
}

TEST(byte_order) {
    uint16_t two = 0x0102;
    uint32_t four = 0x01020304;
    uint64_t eight = 0x0102030405060708;
    CHECK_EQ(bswap_16(two), 0x0201);
    CHECK_EQ(bswap_32(four), 0x04030201);
    CHECK_EQ(bswap_64(eight), 0x0807060504030201);
    CHECK_EQ(htobe16(two), 0x0201);
    CHECK_EQ(be32toh(four), 0x04030201);
    CHECK_EQ(htole64(eight), eight);
    CHECK_EQ(le16toh(0x12345678), 0x5678);
}

TEST(control_data) {
    _Alignas(struct cmsghdr) char buffer[CMSG_SPACE(4) + CMSG_SPACE(1) + CMSG_SPACE(0)];
    memset(buffer, 0, sizeof buffer);
    struct msghdr message = {.msg_control = buffer, .msg_controllen = sizeof buffer};
    struct cmsghdr *first = CMSG_FIRSTHDR(&message);
    CHECK_EQ((char *)first, buffer);
    CHECK_EQ((char *)CMSG_DATA(first), buffer + 16);
    first->cmsg_len = CMSG_LEN(4);
    struct cmsghdr *second = CMSG_NXTHDR(&message, first);
    CHECK_EQ((char *)second, buffer + 24);
    second->cmsg_len = CMSG_LEN(1);
    struct cmsghdr *third = CMSG_NXTHDR(&message, second);
    CHECK_EQ((char *)third, buffer + 48);
    third->cmsg_len = CMSG_LEN(0);
    CHECK_EQ(CMSG_NXTHDR(&message, third), (void *)0);
    third->cmsg_len = 4;
    CHECK_EQ(CMSG_NXTHDR(&message, third), (void *)0);
    second->cmsg_len = 0xffffffff;
    CHECK_EQ(CMSG_NXTHDR(&message, second), (void *)0);
    message.msg_controllen = 15;
    CHECK_EQ(CMSG_FIRSTHDR(&message), (void *)0);
}

TEST(device_numbers) {
    unsigned numbers[] = {0, 1, 0xff, 0x100, 0xfff, 0x1000, 0xfffff, 0xabcdef12, 0xffffffff};
    for (int i = 0; i < 9; i++)
        for (int k = 0; k < 9; k++) {
            dev_t device = makedev(numbers[i], numbers[k]);
            CHECK_EQ(major(device), numbers[i]);
            CHECK_EQ(minor(device), numbers[k]);
        }
    CHECK_EQ(makedev(8, 1), 0x801);
}

TEST(address_kinds) {
    struct in6_addr any = IN6ADDR_ANY_INIT, loopback = IN6ADDR_LOOPBACK_INIT, other = loopback;
    CHECK(IN6_IS_ADDR_UNSPECIFIED(&any) && !IN6_IS_ADDR_UNSPECIFIED(&loopback));
    CHECK(IN6_IS_ADDR_LOOPBACK(&loopback) && !IN6_IS_ADDR_LOOPBACK(&any));
    CHECK(IN6_ARE_ADDR_EQUAL(&loopback, &other) && !IN6_ARE_ADDR_EQUAL(&loopback, &any));
    CHECK(!IN6_IS_ADDR_V4COMPAT(&any) && !IN6_IS_ADDR_V4COMPAT(&loopback));
    other.s6_addr[15] = 2;
    CHECK(IN6_IS_ADDR_V4COMPAT(&other));
    other.s6_addr[10] = other.s6_addr[11] = 0xff;
    CHECK(IN6_IS_ADDR_V4MAPPED(&other) && !IN6_IS_ADDR_V4COMPAT(&other));
    other.s6_addr[0] = 0xfe;
    other.s6_addr[1] = 0x80;
    CHECK(IN6_IS_ADDR_LINKLOCAL(&other) && !IN6_IS_ADDR_SITELOCAL(&other) && !IN6_IS_ADDR_V4MAPPED(&other));
    other.s6_addr[1] = 0xc0;
    CHECK(IN6_IS_ADDR_SITELOCAL(&other));
    other.s6_addr[0] = 0xff;
    other.s6_addr[1] = 0x12;
    CHECK(IN6_IS_ADDR_MC_LINKLOCAL(&other) && !IN6_IS_ADDR_MC_GLOBAL(&other));
    CHECK(IN_CLASSA(0x7f000001) && IN_CLASSB(0x80000000) && IN_CLASSC(0xc0000000) && IN_MULTICAST(0xe0000001));
}

TEST(time_arithmetic) {
    struct timeval a = {1, 600000}, b = {2, 500000}, c;
    timeradd(&a, &b, &c);
    CHECK(c.tv_sec == 4 && c.tv_usec == 100000);
    timersub(&b, &a, &c);
    CHECK(c.tv_sec == 0 && c.tv_usec == 900000);
    CHECK(timercmp(&a, &b, <) && !timercmp(&a, &b, ==) && timercmp(&a, &a, ==));
    CHECK(timerisset(&a));
    timerclear(&a);
    CHECK(!timerisset(&a));
}

TEST(parameters) {
    unsigned char bits[4] = {0};
    setbit(bits, 9);
    CHECK(bits[1] == 2 && isset(bits, 9) && isclr(bits, 8));
    clrbit(bits, 9);
    CHECK(isclr(bits, 9));
    CHECK(howmany(9, 4) == 3 && roundup(9, 4) == 12 && powerof2(64) && !powerof2(65));
    CHECK(MIN(2, 3) == 2 && MAX(2, 3) == 3);
}

TEST(checked_arithmetic) {
    signed char small;
    unsigned long large;
    CHECK(ckd_add(&small, 100, 100));
    CHECK_EQ(small, -56);
    CHECK(!ckd_sub(&small, 100, 200));
    CHECK_EQ(small, -100);
    CHECK(ckd_mul(&large, -1, 1));
    CHECK(!ckd_mul(&large, 1UL << 32, (1UL << 32) - 1));
}

TEST(classification) {
    volatile double zero = 0, tiny = 5e-324, one = 1, infinity = 1 / zero, nan = zero / zero;
    volatile float small = 1e-40F;
    volatile long double wide = 1e-4940L;
    CHECK_EQ(fpclassify(zero), FP_ZERO);
    CHECK_EQ(fpclassify(tiny), FP_SUBNORMAL);
    CHECK_EQ(fpclassify(one), FP_NORMAL);
    CHECK_EQ(fpclassify(infinity), FP_INFINITE);
    CHECK_EQ(fpclassify(nan), FP_NAN);
    CHECK_EQ(fpclassify(small), FP_SUBNORMAL);
    CHECK_EQ(fpclassify(wide), FP_SUBNORMAL);
    CHECK(isnan(nan) && !isnan(one) && isinf(infinity) && isinf(-infinity) && isfinite(tiny) && isnormal(one));
    CHECK(signbit(-zero) == 1 && signbit(zero) == 0 && !isnormal(tiny));
    CHECK(isless(zero, one) && !isless(nan, one) && isunordered(nan, one) && islessgreater(zero, one));
}

TEST(complex_parts) {
    double complex z = CMPLX(0.0, -0.0);
    CHECK_BITS(cimag(z), -0.0);
    CHECK_BITS(creal(CMPLX(-0.0, 1.0)), -0.0);
    CHECK_BITS(cimag(CMPLX(1.0, INFINITY)), INFINITY);
    CHECK_BITS(creal(3.0F), 3.0);
    CHECK_BITS(cimag(3), 0.0);
}
