/* Numbers in many formats, in every rounding direction. */
#include <fenv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;

static uint64_t next(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static char text[30000];

static void format(char *out) {
    static const char *const flags[] = {"-", "+", " ", "#", "0"};
    *out++ = '%';
    for (int i = (int)(next() % 3); i > 0; i--)
        *out++ = *flags[next() % 5];
    if (next() % 2)
        out += sprintf(out, "%d", 1 + (int)(next() % 30));
    if (next() % 3)
        out += sprintf(out, ".%d", (int)(next() % (next() % 8 ? 25 : 400)));
    *out = 0;
}

static double number(void) {
    static const double some[] = {0, 1, 0.5, 1.5, 2.5, 0.1, 0.05, 9.5, 9.995, 99999.5, 999999.5, 1e5, 1e6, 1e15, 1e16, 1e17, 1e22, 1e23, 123456789,
                                  5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e-5, 1e-4, 0.0001234, 1e100};
    double value;
    uint64_t bits = next();
    switch (next() % 4) {
    case 0:
        value = some[next() % (sizeof some / sizeof *some)];
        break;
    case 1:
        value = (double)(int64_t)(bits >> 40) / 256;
        break;
    case 2:
        value = (double)(bits % 1000000) / 1000;
        break;
    default:
        memcpy(&value, &bits, 8);
        /* The sign of a NaN, and its digits, differ. */
        if (value != value)
            value = 1;
    }
    return next() % 2 ? -value : value;
}

int main(void) {
    static const int directions[] = {FE_TONEAREST, FE_TONEAREST, FE_DOWNWARD, FE_UPWARD, FE_TOWARDZERO};
    static const char conversions[] = "eEfFgG";
    char directive[64];
    for (int i = 0; i < 40000; i++) {
        double value = number();
        format(directive);
        char conversion[2] = {conversions[next() % 6], 0};
        /* glibc's `%#g` loses zeros where rounding makes one more digit. */
        if (strchr(directive, '#') && (*conversion | 32) == 'g')
            continue;
        strcat(directive, conversion);
        fesetround(directions[next() % 5]);
        int length = snprintf(text, sizeof text, directive, value);
        fesetround(FE_TONEAREST);
        printf("%s %d <%s>\n", directive, length, text);
    }
    for (int i = 0; i < 20000; i++) {
        long double value = number();
        int exponent = next() % 4 ? 0 : (int)(next() % 32000) - 16000;
        value *= 1 + (long double)(next() >> 1) / (1e19L * 3);
        for (; exponent > 0 && value < 1e4000L && value > -1e4000L; exponent--)
            value *= 2;
        for (; exponent < 0; exponent++)
            value /= 2;
        format(directive);
        char conversion[3] = {'L', conversions[next() % 6], 0};
        if (strchr(directive, '#') && (conversion[1] | 32) == 'g')
            continue;
        strcat(directive, conversion);
        fesetround(directions[next() % 5]);
        int length = snprintf(text, sizeof text, directive, value);
        fesetround(FE_TONEAREST);
        printf("%s %d <%s>\n", directive, length, text);
    }
    for (int i = 0; i < 5000; i++) {
        double value = number();
        format(directive);
        strcat(directive, next() % 2 ? "a" : "A");
        /* Subnormal numbers have several forms. */
        if (value < 1e-300 && value > -1e-300)
            continue;
        int length = snprintf(text, sizeof text, directive, value);
        printf("%s %d <%s>\n", directive, length, text);
    }
    static const char *const lengths[] = {"hh", "h", "", "l", "ll", "j", "z", "t"};
    static const char integers[] = "diouxX";
    for (int i = 0; i < 20000; i++) {
        uint64_t value = next() >> (next() & 63);
        format(directive);
        strcat(directive, lengths[next() % 8]);
        char conversion[2] = {integers[next() % 6], 0};
        strcat(directive, conversion);
        int length = snprintf(text, sizeof text, directive, value);
        printf("%s %d <%s>\n", directive, length, text);
    }
    printf("<%*d> <%-*d> <%.*f> <%.*s> <%*s>\n", 6, 42, 6, 42, 2, 3.14159, 3, "abcdef", -7, "ab");
    printf("<%2$s %1$s %2$*3$s %4$.*3$f %5$Lf %1$s>\n", "one", "two", 5, 2.5, 2.5L);
    printf("<%5c|%-5c|%c> <%5s|%-5s|%.2s> <%%> <%p>\n", 'x', 'y', 'z', "ab", "cd", "efg", (void *)0x1234);
    printf("<%f %F %e %G %10f %-10f| %010f %+f>\n", 1 / 0.0, 1 / 0.0, -1 / 0.0, 1 / 0.0, 1 / 0.0, 1 / 0.0, 1 / 0.0, 1 / 0.0);
    int narrow = 0;
    long wide = 0;
    signed char small = 0;
    printf("abc%nde%ln%hhn\n", &narrow, &wide, &small);
    printf("%d %ld %d\n", narrow, wide, small);
    return 0;
}
