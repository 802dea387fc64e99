/* Characters of two or three bytes, wide ones' classes, collation, conversion, and the locale itself, in UTF-8. */
#include "bench.h"
#include <ctype.h>
#include <limits.h>
#include <locale.h>
#if __has_include(<langinfo.h>)
#include <langinfo.h>
#endif
#if __has_include(<iconv.h>)
#include <iconv.h>
#endif
#include <wchar.h>
#include <wctype.h>

enum { LETTERS = 256 };

static const char ascii[] = "the quick brown fox jumps over the lazy dog, as foxes do; ";
static const char greek[] = "ξεσκεπάζω την ψυχοφθόρα βδελυγμία ";
static const char kana[] = "いろはにほへとちりぬるを";

static char text[8 * LETTERS];
static wchar_t wide[LETTERS + 1];

/* Fills `text` with as many whole copies of a sample as `LETTERS` wide characters hold; their bytes. */
static size_t fill(const char *sample) {
    size_t letters = mbstowcs(NULL, sample, 0);
    *text = 0;
    if (letters == (size_t)-1)
        return 0;
    for (size_t n = 0; n + letters <= LETTERS; n += letters)
        strcat(text, sample);
    return strlen(text);
}

static void conversions(const char *sample, const char *name) {
    size_t bytes = fill(sample);
    if (bytes == 0)
        return;
    size_t letters = mbstowcs(wide, text, LETTERS + 1);
    size_t at = 0;
    mbstate_t state;
    memset(&state, 0, sizeof state);
    ROW(mbrtowc, {
        wchar_t c;
        at += mbrtowc(&c, text + at, bytes - at + 1, &state);
        at = at < bytes ? at : 0;
    }, "mbrtowc %s", name);
    ROW(wcrtomb, {
        char buffer[MB_LEN_MAX];
        KEEP(wcrtomb(buffer, wide[i % letters], &state));
    }, "wcrtomb %s", name);
    ROW(mbstowcs, KEEP(mbstowcs(wide, text, LETTERS + 1)), "mbstowcs 250 %s", name);
    ROW(wcstombs, KEEP(wcstombs(text, wide, sizeof text)), "wcstombs 250 %s", name);
    ROW(mbstowcs, KEEP(mbstowcs(NULL, text, 0)), "mbstowcs 250 %s, length", name);
}

static void classes(void) {
    fill(greek);
    size_t letters = mbstowcs(wide, text, LETTERS + 1);
    if (letters == 0 || letters == (size_t)-1)
        return;
    ROW(towupper, KEEP(towupper((wint_t)wide[i % letters])), "towupper Greek");
    ROW(iswalpha, KEEP(iswalpha((wint_t)wide[i % letters])), "iswalpha Greek");
    ROW(iswspace, KEEP(iswspace((wint_t)wide[i % letters])), "iswspace Greek");
    ROW(wcwidth, KEEP(wcwidth(wide[i % letters])), "wcwidth Greek");
    ROW(towupper, KEEP(towupper((wint_t)ascii[i % 58])), "towupper ASCII");
    ROW(iswalpha, KEEP(iswalpha((wint_t)ascii[i % 58])), "iswalpha ASCII");
}

static void locales(void) {
    char key[256];
    ROW(setlocale, KEEP(setlocale(LC_ALL, NULL)), "setlocale query");
    ROW(setlocale, KEEP(setlocale(LC_ALL, i & 1 ? "C" : "C.UTF-8")), "setlocale");
    setlocale(LC_ALL, "C.UTF-8");
    ROW(strcoll, KEEP(strcoll("a word and another", "a word and more")), "strcoll");
    ROW(strxfrm, KEEP(strxfrm(key, "a word and another", sizeof key)), "strxfrm");
    ROW(localeconv, KEEP(localeconv()), "localeconv");
    ROW(nl_langinfo, KEEP(nl_langinfo(CODESET)), "nl_langinfo");
    (void)key;
#if !defined NO_newlocale && !defined NO_LC_ALL_MASK
    ROW(newlocale, freelocale(newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0)), "newlocale and freelocale");
    locale_t utf8 = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
    if (utf8) {
        ROW(uselocale, KEEP(uselocale(i & 1 ? utf8 : LC_GLOBAL_LOCALE)), "uselocale");
        uselocale(LC_GLOBAL_LOCALE);
        ROW(isalpha_l, KEEP(isalpha_l(ascii[i % 58], utf8)), "isalpha_l");
    }
#endif
}

static void character_sets(const char *to, const char *from, const char *name) {
#ifndef NO_iconv_open
    static char output[8 * LETTERS];
    iconv_t conversion = iconv_open(to, from);
    if (conversion == (iconv_t)-1)
        return;
    size_t bytes = fill(greek);
    ROW(iconv, {
        char *in = text;
        char *out = output;
        size_t left = bytes;
        size_t room = sizeof output;
        KEEP(iconv(conversion, &in, &left, &out, &room));
    }, "iconv 250 %s", name);
    iconv_close(conversion);
#else
    (void)to, (void)from, (void)name;
#endif
}

BENCHMARK {
    if (!setlocale(LC_ALL, "C.UTF-8"))
        setlocale(LC_ALL, "en_US.UTF-8");
    conversions(ascii, "ASCII");
    conversions(greek, "Greek");
    conversions(kana, "kana");
    classes();
    locales();
    character_sets("UTF-16LE", "UTF-8", "UTF-8 to UTF-16");
    character_sets("ISO-8859-7", "UTF-8", "UTF-8 to ISO-8859-7");
}
