/* What __builtin_cpu_supports knows of this CPU. */
#include "check.h"
#include <stdio.h>
#include <string.h>

#ifdef __x86_64__
static int early = -1;

__attribute__((constructor)) static void construct(void) {
    early = __builtin_cpu_supports("sse2") != 0;
}

/* Whether the kernel names a flag in /proc/cpuinfo. */
static int has(const char *flag) {
    static char line[1 << 16];
    FILE *file = fopen("/proc/cpuinfo", "r");
    CHECK(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, "flags", 5) == 0)
            break;
    fclose(file);
    size_t length = strlen(flag);
    for (char *at = line; (at = strstr(at, flag)); at += length)
        if (at[-1] == ' ' && (at[length] == ' ' || at[length] == '\n'))
            return 1;
    return 0;
}

#define CHECK_FEATURE(name, flag) CHECK_EQ(__builtin_cpu_supports(name) != 0, has(flag))

TEST(features) {
    __builtin_cpu_init();
    CHECK_EQ(early, 1);
    CHECK(__builtin_cpu_supports("x86-64"));
    CHECK_FEATURE("popcnt", "popcnt");
    CHECK_FEATURE("sse3", "pni");
    CHECK_FEATURE("ssse3", "ssse3");
    CHECK_FEATURE("sse4.2", "sse4_2");
    CHECK_FEATURE("avx", "avx");
    CHECK_FEATURE("avx2", "avx2");
    CHECK_FEATURE("fma", "fma");
    CHECK_FEATURE("bmi", "bmi1");
    CHECK_FEATURE("bmi2", "bmi2");
    CHECK_FEATURE("aes", "aes");
    CHECK_FEATURE("f16c", "f16c");
    CHECK_FEATURE("adx", "adx");
    CHECK_FEATURE("movbe", "movbe");
    CHECK_FEATURE("rdseed", "rdseed");
    CHECK_FEATURE("sha", "sha_ni");
    CHECK_FEATURE("avx512f", "avx512f");
    CHECK_FEATURE("avx512vl", "avx512vl");
    CHECK_FEATURE("avx512vnni", "avx512_vnni");
    CHECK_FEATURE("gfni", "gfni");
    CHECK_FEATURE("vaes", "vaes");
    CHECK_FEATURE("xsavec", "xsavec");
    CHECK_FEATURE("clwb", "clwb");
    CHECK_FEATURE("cmpxchg16b", "cx16");
}
#else
TEST(nothing) {
}
#endif
