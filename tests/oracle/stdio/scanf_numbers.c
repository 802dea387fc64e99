/* Formatted input from strings and from a file. */
#define _GNU_SOURCE
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

static const char *const conversions[] = {
    "%d", "%i", "%u", "%o", "%x", "%hd", "%hhu", "%ld", "%lld", "%jd", "%zu", "%2d", "%3u", "%*d", "%f", "%lf", "%g", "%s", "%3s", "%*s",
    "%c", "%3c", "%*c", "%[a-f]", "%[^,]", "%4[0-9]", "%*[ x]", "%[]x]", "%n", " ", "x", ",", "%%", "a ",
};
/* No infinity: glibc takes the character that ends a part of its name. */
static const char *const pieces[] = {
    "1", "-1", "+7", "0x1f", "017", "99", "abc", ",", " ", "  ", "\t", "\n", "1.5", "-2.5e3", ".5", ".", "%", "]",
    "-", "12345", "007", "a", "+", "0", "345", "defdef",
};

int main(void) {
    for (int i = 0; i < 30000; i++) {
        char format[128] = "", text[128] = "";
        int suppressed = 0;
        for (int k = 1 + (int)(next() % 4); k > 0; k--) {
            const char *conversion = conversions[next() % (sizeof conversions / sizeof *conversions)];
            /* glibc takes what is too short for `%3c`, and calls a suppressed conversion none. */
            suppressed |= strchr(conversion, '*') || strstr(conversion, "3c");
            strcat(format, conversion);
        }
        for (int k = (int)(next() % 6); k > 0; k--)
            strcat(text, pieces[next() % (sizeof pieces / sizeof *pieces)]);
        if (suppressed)
            strcat(text, " 12 13 14 15 16 abc");
        union {
            char text[64];
            uint64_t word;
        } slots[2][4];
        memset(slots, 0x55, sizeof slots);
        int count[2];
        if (!*text)
            strcpy(text, " ");
        count[0] = sscanf(text, format, slots[0][0].text, slots[0][1].text, slots[0][2].text, slots[0][3].text);
        FILE *file = fmemopen(text, strlen(text), "r");
        count[1] = fscanf(file, format, slots[1][0].text, slots[1][1].text, slots[1][2].text, slots[1][3].text);
        printf("%s|%s: %d %d", format, text, count[0], (int)ftell(file));
        for (int s = 0; s < 4; s++) {
            for (int b = 0; b < 24; b++)
                printf("%s%02x", b ? "" : " ", (unsigned char)slots[0][s].text[b]);
        }
        fclose(file);
        printf(" %d %d\n", count[1], memcmp(slots[0], slots[1], sizeof slots[0]) == 0);
    }
    return 0;
}
