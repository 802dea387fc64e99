/* Text to float, double and long double, in every rounding direction: bits, lengths, ERANGE. */
#include <errno.h>
#include <fenv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static uint64_t state = 88172645463325252u;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static void convert(const char *text) {
    static const int directions[] = {FE_TONEAREST, FE_DOWNWARD, FE_UPWARD, FE_TOWARDZERO};
    printf("%.60s", text);
    for (int i = 0; i < 4; i++) {
        char *end;
        fesetround(directions[i]);
        errno = 0;
        double d = strtod(text, &end);
        int d_errno = errno, d_length = (int)(end - text);
        errno = 0;
        float f = strtof(text, &end);
        int f_errno = errno, f_length = (int)(end - text);
        errno = 0;
        long double l = strtold(text, &end);
        int l_errno = errno, l_length = (int)(end - text);
        fesetround(FE_TONEAREST);
        uint64_t d_bits, l_bits[2] = {0, 0};
        uint32_t f_bits;
        memcpy(&d_bits, &d, 8);
        memcpy(&f_bits, &f, 4);
        memcpy(l_bits, &l, sizeof l == 16 && (long double)1 / 3 != (double)1 / 3 ? 16 : 8);
        if (__LDBL_MANT_DIG__ == 64)
            l_bits[1] &= 0xffff;
        /* No number: errno may be EINVAL or not. */
        if (d_length == 0)
            d_errno = f_errno = l_errno = 0;
        printf(" %016llx,%d,%d %08x,%d,%d %016llx%016llx,%d,%d", (unsigned long long)d_bits, d_length, d_errno, f_bits,
               f_length, f_errno, (unsigned long long)l_bits[1], (unsigned long long)l_bits[0], l_length, l_errno);
    }
    putchar('\n');
}

/* Digits of a number that is halfway between two long doubles, or a bit more or less. */
static void halves(void) {
    static char text[20000];
    for (int i = 0; i < 40; i++) {
        int exponent = (int)(next() % 3) == 0 ? (int)(next() % 32000) - 16400 : (int)(next() % 200) - 100;
        char hexadecimal[64];
        snprintf(hexadecimal, sizeof hexadecimal, "0x1.%014llx%014llxp%d", (unsigned long long)(next() >> 8),
                 (unsigned long long)(next() >> 8), exponent);
        long double value = strtold(hexadecimal, 0);
        if (value == 0 || value > 1e4900L)
            continue;
        int length = snprintf(text, 15000, "%.12000Le", value);
        convert(text);
        char *e = strchr(text, 'e');
        if (!e || length > 14000)
            continue;
        /* The exact value, then a digit far behind. */
        char tail[16];
        snprintf(tail, sizeof tail, "%s", e);
        *e = 0;
        strcat(text, "1");
        strcat(text, tail);
        convert(text);
    }
}

int main(void) {
    static const char *const texts[] = {
        "0", "-0", "1", "1.5", "-2.5e-3", "1e22", "1e23", "9007199254740993", "9007199254740992.9999999999999999999999",
        "9007199254740993.00000000000000000000000000000000000000000000000001", "16777217", "16777217.0000001",
        "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "2.4703282292062327e-324",
        "2.4703282292062328e-324", "1.7976931348623157e308", "1.7976931348623159e308", "1e400", "-1e400", "1e-400",
        "3.4028235677973366e38", "1.1754943508222875e-38", "7.0064923216240854e-46", "1.189731495357231765e4932",
        "1.18973149535723176508575932662800702e4932", "3.3621031431120935063e-4932", "1e5000", "1e-5000", "1e-4966",
        "6.4751751194380251109e-4966", "3.6451995318824746025e-4951", "inf", "-infinity", "infinit", "0x", "0x1p", "0x.8p1",
        "0x1.fffffffffffff8p0", "0x1.fffffffffffffffp0", "0x1.fffffffffffffffffffffffffffffp0",
        "0x1.ffffffffffffffffffffffffffff8p0", "0x1.ffffffffffffffffffffffffffff80000000001p0", "0x1p-16494",
        "0x1p-16495", "0x1.8p-16495", "0x1p-16445", "0x1p16383", "0x1p16384", "0x.8p-1022", "0x0.00000000000008p-1022",
        "1e", "1e+", ".5", ".", "5.", "e5", "+.e1", " \t\n12", "1..2", "1.2.3", "1,5", "0e99999999999999999999",
        "1e99999999999999999999", "1e-99999999999999999999", "0x1p99999999999999999999", "00000.00000e5", "0x00p-1",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        convert(texts[i]);
    char text[128];
    for (int i = 0; i < 4000; i++) {
        int digits = 1 + (int)(next() % 40), at = 0;
        int point = (int)(next() % 40);
        for (int k = 0; k < digits; k++) {
            if (k == point)
                text[at++] = '.';
            text[at++] = (char)('0' + next() % 10);
        }
        static const int ranges[] = {10, 40, 340, 5000};
        int range = ranges[next() % 4];
        sprintf(text + at, "e%d", (int)(next() % (2 * (unsigned)range)) - range);
        convert(text);
    }
    for (int i = 0; i < 1000; i++) {
        sprintf(text, "-0x%llx.%llxp%d", (unsigned long long)next() >> (next() & 63), (unsigned long long)next(),
                (int)(next() % 2400) - 1200);
        convert(text);
    }
    halves();
    for (int i = 0; i < 200; i++) {
        wchar_t wide[64], *end;
        swprintf(wide, 64, L" %.17g x", (double)(int64_t)next() * 1e-30);
        double d = wcstod(wide, &end);
        printf("%a %d", d, (int)(end - wide));
        float f = wcstof(wide, &end);
        printf(" %a %d", f, (int)(end - wide));
        long double l = wcstold(wide, &end);
        printf(" %.25Lg %d\n", l, (int)(end - wide));
    }
    return 0;
}
