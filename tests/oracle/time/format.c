/* strftime: every conversion over many dates. flags: -D_GNU_SOURCE */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

int main(void) {
    static const char conversions[] = "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%";
    for (long long day = -700000; day < 200000; day += day > 0 && day < 12000 ? 13 : 4999) {
        /* glibc takes rules to begin in 1970. */
        setenv("TZ", day < 400 ? "CET-1" : "CET-1CEST,M3.5.0,M10.5.0/3", 1);
        tzset();
        time_t time = day * 86400 + (day * 7919 % 86400);
        struct tm tm;
        localtime_r(&time, &tm);
        printf("%lld:", (long long)time);
        for (const char *at = conversions; *at; at++) {
            char format[] = {'%', *at, 0}, text[200];
            /* Years before 1000 and their padding are open. */
            if (tm.tm_year < -900 && strchr("cCDFgGyYx", *at))
                continue;
            size_t length = strftime(text, sizeof text, format, &tm);
            printf(" %c%zu %s|", *at, length, text);
            wchar_t wide_format[] = {L'%', (wchar_t)*at, 0}, wide[200];
            size_t wide_length = wcsftime(wide, 200, wide_format, &tm);
            if (wide_length != length)
                printf(" wide %zu", wide_length);
        }
        printf("\n");
    }
    /* Flags and widths that both have. */
    static const char *const formats[] = {
        "%-d %-m %-H %-I %-j %-M %-S %-y",
        "%_d %_m %_H %_I %_j %_M %_S %_y",
        "%0e %0k %0l",
        "%5d|%5m|%8j|%3y",
        "%010Y|%08d",
        "%_10Y|%_8d|%_5H",
        "%^a %^A %^b %^B",
        "%#p %#Z",
        "%Ey %EY %Ex %EX %Ec %EC %Od %Oe %OH %OI %Om %OM %OS %Ou %OU %OV %Ow %OW %Oy",
        "%12A|%12B|%012a",
        "%%%n%t%%",
        "%T %D %R %r",
        "%^p %P",
    };
    for (int i = 0; i < 40; i++) {
        time_t time = 1000000000 + i * 20345678LL;
        struct tm tm;
        localtime_r(&time, &tm);
        for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
            char text[400];
            size_t length = strftime(text, sizeof text, formats[f], &tm);
            printf("%s: %zu \"%s\"\n", formats[f], length, text);
            for (size_t room = 0; room <= length + 1; room += 5)
                printf(" %zu", strftime(text, room, formats[f], &tm));
            printf(" %zu %zu\n", strftime(text, length, formats[f], &tm), strftime(text, length + 1, formats[f], &tm));
        }
    }
    return 0;
}
