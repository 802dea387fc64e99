/* What characters are and map to, where versions of Unicode do not differ. */
#define _GNU_SOURCE
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

static void range(wint_t first, wint_t last) {
    for (wint_t c = first; c <= last; c++) {
        /* Letters without a capital, the soft hyphen's width, and NEL as a space are a matter of taste. */
        if (c == 0xaa || c == 0xba || c == 0xad || c == 0x85)
            continue;
        printf("%x %d%d%d%d%d%d%d%d%d%d %x %x %d\n", c, !!iswalpha(c), !!iswupper(c), !!iswlower(c), !!iswdigit(c),
               !!iswalnum(c), !!iswspace(c), !!iswprint(c), !!iswpunct(c), !!iswcntrl(c), !!iswgraph(c), towupper(c),
               towlower(c), wcwidth((wchar_t)c));
    }
}

static void strings(void) {
    static const char *const texts[] = {"", "a", "h\xc3\xa9llo", "\xe4\xb8\xad\xe6\x96\x87 text", "\xf0\x9f\x98\x80!",
                                        "wrong \xff", "cut \xe2\x82", "0123456789abcdef0123456789ABCDEF\xc3\xa9"};
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
        wchar_t wide[64];
        char back[64];
        for (size_t room = 0; room < 40; room += 3) {
            mbstate_t state = {0};
            const char *source = texts[i];
            size_t got = mbsrtowcs(wide, &source, room, &state);
            printf("%u %zu: %zd %td %d", i, room, (ssize_t)got, source ? source - texts[i] : -1, !!mbsinit(&state));
            if (got != (size_t)-1 && got < room) {
                const wchar_t *wide_source = wide;
                size_t length = wcsrtombs(back, &wide_source, sizeof back, &state);
                printf(" %zd %s %d", (ssize_t)length, back, wcswidth(wide, got));
            }
            puts("");
        }
    }
}

int main(void) {
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 1;
    range(0, 0x17f);
    range(0x391, 0x3a1);
    range(0x3b1, 0x3c1);
    range(0x410, 0x44f);
    range(0x4e00, 0x4e20);
    range(0xac00, 0xac10);
    range(0xff21, 0xff3a);
    range(0x10400, 0x10420);
    strings();
    return 0;
}
