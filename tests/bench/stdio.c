/* Formatted output and input, and streams on files: their own work, as the files lie in memory or are /dev/null. */
#include "bench.h"
#include <unistd.h>
#if __has_include(<wchar.h>)
#include <wchar.h>
#endif

enum { LINES = 4096, BLOCK = 65536 };

static char text[BLOCK];
static char word[32];

static FILE *open_file(const char *path, const char *mode) {
    FILE *file = fopen(path, mode);
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

static void format(void) {
    volatile int four = 1234, nine = 123456789;
    volatile long eighteen = 123456789012345678;
    ROW(snprintf, snprintf(text, sizeof text, "%d", four), "snprintf %%d");
    ROW(snprintf, snprintf(text, sizeof text, "%d", nine), "snprintf %%d 9 digits");
    ROW(snprintf, snprintf(text, sizeof text, "%ld", eighteen), "snprintf %%ld 18 digits");
    ROW(snprintf, snprintf(text, sizeof text, "%5d %s\n", four, "word"), "snprintf %%5d %%s");
    ROW(snprintf, snprintf(text, sizeof text, "%08x", four), "snprintf %%08x");
    ROW(snprintf, snprintf(text, sizeof text, "%s", "a string of some length, as strings are"), "snprintf %%s");
    ROW(snprintf, snprintf(text, sizeof text, "%c%c%c", 'a', 'b', 'c'), "snprintf %%c%%c%%c");
    ROW(snprintf, snprintf(text, sizeof text, "text without a conversion, as headings are"), "snprintf text");
    ROW(snprintf, snprintf(text, sizeof text, "%p", (void *)word), "snprintf %%p");
#ifndef PEER_klibc /* Its programs have no floating point. */
    volatile double seventeen = 0.1234567890123456, small = 1.5, large = 1.2345678901234567e300;
    if (snprintf(text, sizeof text, "%.2f", small) < 4 || strcmp(text, "1.50") != 0)
        return;
    ROW(snprintf, snprintf(text, sizeof text, "%f", seventeen), "snprintf %%f");
    ROW(snprintf, snprintf(text, sizeof text, "%.2f", small), "snprintf %%.2f");
    ROW(snprintf, snprintf(text, sizeof text, "%g", small), "snprintf %%g");
    ROW(snprintf, snprintf(text, sizeof text, "%.17g", seventeen), "snprintf %%.17g");
#ifndef PEER_dietlibc /* It crashes on large numbers. */
    ROW(snprintf, snprintf(text, sizeof text, "%.17g", large), "snprintf %%.17g 1e300");
    ROW(snprintf, snprintf(text, sizeof text, "%e", large), "snprintf %%e");
    ROW(snprintf, snprintf(text, sizeof text, "%f", large), "snprintf %%f 1e300");
#endif
    snprintf(text, sizeof text, "%a", seventeen);
    if (strncmp(text, "0x1.", 4) != 0)
        return;
    ROW(snprintf, snprintf(text, sizeof text, "%a", seventeen), "snprintf %%a");
    ROW(snprintf, snprintf(text, sizeof text, "%.17Lg", (long double)seventeen), "snprintf %%.17Lg");
#endif
}

static void format_wide(void) {
#if !defined NO_swprintf && !defined NO_wchar_t
    static wchar_t wide[512];
    volatile int four = 1234;
    ROW(swprintf, swprintf(wide, 512, L"%d", four), "swprintf %%d");
    ROW(swprintf, swprintf(wide, 512, L"%5d %ls\n", four, L"word"), "swprintf %%5d %%ls");
#endif
}

static void scan(void) {
#ifndef NO_sscanf
    int a, b;
    ROW(sscanf, sscanf("1234", "%d", &a), "sscanf %%d");
    ROW(sscanf, sscanf("12 34 word", "%d %d %31s", &a, &b, word), "sscanf %%d %%d %%s");
    ROW(sscanf, sscanf("abcdef,12", "%31[^,],%d", word, &a), "sscanf %%[");
#ifndef PEER_klibc
    double d;
    ROW(sscanf, sscanf("1.5", "%lf", &d), "sscanf %%lf");
#endif
#endif
}

/* Output to a stream of the usual buffer: the time of its system calls is that of /dev/null. */
static void put(void) {
    FILE *file = open_file("/dev/null", "w");
    volatile int four = 1234;
    ROW(putc, putc('x', file), "putc");
    ROW(fputc, fputc('x', file), "fputc");
    ROW(putc_unlocked, putc_unlocked('x', file), "putc_unlocked");
    ROW(fputs, fputs("a line of some forty letters, as they are\n", file), "fputs");
    ROW(fwrite, KEEP(fwrite("0123456789abcdef", 1, 16, file)), "fwrite 16");
    ROW(fwrite, KEEP(fwrite(text, 1, 200, file)), "fwrite 200");
    ROW(fwrite, KEEP(fwrite(text, 1, BLOCK, file)), "fwrite 65536");
    ROW(fprintf, fprintf(file, "%d %s\n", four, "word"), "fprintf %%d %%s");
    fclose(file);
}

/* Reads one of `file`'s lines, from the start again at its end. */
#define AGAIN(result, end)                                                                                           \
    if ((result) == (end))                                                                                           \
    rewind(file)

static void get(void) {
    const char *path = "/dev/shm/tine-bench-stdio";
    FILE *file = fopen(path, "w");
    if (!file)
        file = open_file(path = "tine-bench-stdio", "w");
    for (int i = 0; i < LINES; i++)
        fprintf(file, "%d: a line of some forty letters, as they are\n", i);
    fclose(file);
    file = open_file(path, "r");
    ROW(fgets, AGAIN(fgets(text, 256, file), NULL), "fgets");
    rewind(file);
    ROW(getc, AGAIN(getc(file), EOF), "getc");
    rewind(file);
    ROW(getc_unlocked, AGAIN(getc_unlocked(file), EOF), "getc_unlocked");
    rewind(file);
#ifndef NO_getline
    char *line = NULL;
    size_t room = 0;
    ROW(getline, AGAIN(getline(&line, &room, file), -1), "getline");
    rewind(file);
    free(line);
#endif
    ROW(fread, AGAIN(fread(text, 1, 16, file), 0), "fread 16");
    rewind(file);
    ROW(fread, AGAIN(fread(text, 1, BLOCK, file), 0), "fread 65536");
    rewind(file);
    ROW(ungetc, ungetc(getc(file), file), "getc and ungetc");
    rewind(file);
    ROW(fseek, fseek(file, (long)(i * 64 & 65535), SEEK_SET), "fseek");
#ifndef NO_fscanf
    int a;
    rewind(file);
    ROW(fscanf, AGAIN(fscanf(file, "%d:%*[^\n]", &a), EOF), "fscanf %%d %%*[");
#endif
    fclose(file);
    ROW(fopen, fclose(fopen(path, "r")), "fopen and fclose");
    unlink(path);
}

BENCHMARK {
    format();
    format_wide();
    scan();
    put();
    get();
}
