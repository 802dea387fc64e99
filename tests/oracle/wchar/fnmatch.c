/* fnmatch over many patterns and flags, in ASCII. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <locale.h>
#include <stdio.h>

int main(void) {
    static const char *const patterns[] = {"*", "?", "??", "a*", "*a", "*.c", "[a-c]*", "[!a-c]*", "[^x]", "a\\*b", "*/*",
                                           "*[[:digit:]]", "[[:alpha:]]?", "a*b*c", "***", ".*", "*.*", "[]]", "[!]]"};
    static const char *const strings[] = {"", "a", "abc", "a.c", ".c", "a/b", "x9", "Ab", "a*b", "]", "/", "a/.b",
                                          "aXbYc", "b/a.c"};
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 1;
    for (unsigned i = 0; i < sizeof patterns / sizeof *patterns; i++)
        for (unsigned j = 0; j < sizeof strings / sizeof *strings; j++)
            for (int flags = 0; flags < 32; flags++)
                printf("%s %s %d: %d\n", patterns[i], strings[j], flags, fnmatch(patterns[i], strings[j], flags));
    return 0;
}
