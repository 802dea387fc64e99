/* Text to integers. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

static void convert(const char *text, int base) {
    char *end;
    wchar_t wide[128], *wide_end;
    int i = 0;
    do
        wide[i] = (unsigned char)text[i];
    while (text[i++]);
    printf("%s %d:", text, base);
    errno = 0;
    long l = strtol(text, &end, base);
    int length = (int)(end - text);
    /* No number: errno may be EINVAL or not. */
    printf(" %ld %d %d", l, length, length ? errno : 0);
    errno = 0;
    unsigned long u = strtoul(text, &end, base);
    printf(" %lu %d %d", u, (int)(end - text), length ? errno : 0);
    printf(" %lld %llu %jd %ju", strtoll(text, &end, base), strtoull(text, &end, base), strtoimax(text, &end, base),
           strtoumax(text, &end, base));
    printf(" %ld %lu", wcstol(wide, &wide_end, base), wcstoul(wide, &wide_end, base));
    printf(" %lld %llu %jd %ju %d\n", wcstoll(wide, &wide_end, base), wcstoull(wide, &wide_end, base),
           wcstoimax(wide, &wide_end, base), wcstoumax(wide, &wide_end, base), (int)(wide_end - wide));
}

int main(void) {
    static const char *const texts[] = {
        "0", "1", "-1", "+1", "  42x", "\t\n\v\f\r 7", "- 1", "--1", "+-1", "", "x", "+", "-", "0x", "0X1f", "0xg", "-0x1F", "017",
        "08", "z", "Zz", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
        "18446744073709551615", "18446744073709551616", "-18446744073709551615", "-18446744073709551616",
        "99999999999999999999999999", "7fffffffffffffff", "8000000000000000", "-8000000000000000", "ffffffffffffffff",
        "10000000000000000", "0777777777777777777777", "01000000000000000000000", "1y2p0ij32e8e7", "1y2p0ij32e8e8", "00000000000012",
        "1_000", "1 2", "0x0x1", "000x1", "4294967295", "4294967296",
    };
    static const int bases[] = {0, 2, 3, 7, 8, 10, 11, 16, 35, 36};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t b = 0; b < sizeof bases / sizeof *bases; b++)
            convert(texts[i], bases[b]);
    }
    printf("%d %ld %lld %g\n", atoi(" -12x"), atol("2147483648"), atoll("-9223372036854775808"), atof(" 1.25e2x"));
    return 0;
}
