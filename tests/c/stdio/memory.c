/* Streams on memory and on the application's functions. */
#define _GNU_SOURCE
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

TEST(array_read) {
    char text[] = "hello\0world";
    FILE *f = fmemopen(text, sizeof text, "r");
    CHECK(f);
    char got[20];
    CHECK_EQ(fread(got, 1, 20, f), 12);
    CHECK_MEM(got, text, 12);
    CHECK(feof(f));
    CHECK_EQ(fseek(f, -6, SEEK_END), 0);
    CHECK_EQ(getc(f), 'w');
    CHECK_EQ(ftell(f), 7);
    CHECK_FAILS(fseek(f, 13, SEEK_SET), EINVAL);
    CHECK_FAILS(fseek(f, -1, SEEK_SET), EINVAL);
    CHECK_EQ(fputc('x', f), EOF);
    CHECK_EQ(fileno(f), -1);
    CHECK_EQ(fclose(f), 0);
}

TEST(array_write) {
    char room[8];
    memset(room, '#', 8);
    FILE *f = fmemopen(room, 8, "w");
    fputs("abc", f);
    CHECK_EQ(fflush(f), 0);
    CHECK_MEM(room, "abc\0####", 8);
    CHECK_EQ(ftell(f), 3);
    fputs("defgh", f);
    CHECK_EQ(fflush(f), 0);
    CHECK_MEM(room, "abcdefg\0", 8);
    fputs("more", f);
    CHECK_FAILS(fflush(f), ENOSPC);
    CHECK(ferror(f));
    fclose(f);

    memset(room, '#', 8);
    f = fmemopen(room, 8, "w+");
    CHECK_EQ(room[0], 0);
    fputs("12345678", f);
    CHECK_EQ(fflush(f), 0);
    CHECK_MEM(room, "12345678", 8);
    rewind(f);
    CHECK_EQ(getc(f), '1');
    fseek(f, 0, SEEK_CUR);
    fputc('x', f);
    fclose(f);
    CHECK_MEM(room, "1x345678", 8);
}

TEST(array_append) {
    char room[10] = "abc\0???";
    FILE *f = fmemopen(room, sizeof room, "a+");
    CHECK_EQ(ftell(f), 3);
    fputs("def", f);
    fflush(f);
    CHECK_STR(room, "abcdef");
    rewind(f);
    CHECK_EQ(getc(f), 'a');
    fseek(f, 0, SEEK_SET);
    fputs("g", f);
    fclose(f);
    CHECK_STR(room, "abcdefg");
}

TEST(array_of_its_own) {
    FILE *f = fmemopen(NULL, 100, "w+");
    CHECK(f);
    fprintf(f, "%d %s", 42, "text");
    rewind(f);
    char got[100];
    CHECK_STR(fgets(got, sizeof got, f), "42 text");
    fclose(f);
    CHECK_FAILS(fmemopen(NULL, 100, "x"), EINVAL);
}

TEST(growing) {
    char *text = (char *)1;
    size_t size = 77;
    FILE *f = open_memstream(&text, &size);
    CHECK(f);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(size, 0);
    CHECK_STR(text, "");
    fputs("hello", f);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(size, 5);
    CHECK_STR(text, "hello");
    CHECK_EQ(fseek(f, 8, SEEK_SET), 0);
    fputs("X", f);
    fflush(f);
    CHECK_EQ(size, 9);
    CHECK_MEM(text, "hello\0\0\0X\0", 10);
    CHECK_EQ(fseek(f, 0, SEEK_SET), 0);
    fputs("J", f);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(size, 1);
    CHECK_MEM(text, "Jello\0\0\0X\0", 10);
    CHECK_EQ(fseek(f, 0, SEEK_END), 0);
    CHECK_EQ(ftell(f), 9);
    for (int i = 0; i < 50000; i++)
        fprintf(f, "%d,", i);
    CHECK_EQ(getc(f), EOF);
    CHECK_FAILS(fseek(f, -1, SEEK_SET), EINVAL);
    CHECK_EQ(fclose(f), 0);
    char *at = text + 9;
    for (int i = 0; i < 50000; i++) {
        CHECK_EQ(strtol(at, &at, 10), i);
        CHECK_EQ(*at++, ',');
    }
    CHECK_EQ(*at, 0);
    CHECK_EQ((size_t)(at - text), size);
    free(text);
    CHECK_FAILS(open_memstream(NULL, &size), EINVAL);
}

TEST(growing_wide) {
    wchar_t *text;
    size_t size;
    FILE *f = open_wmemstream(&text, &size);
    CHECK(f);
    CHECK(fwide(f, 0) > 0);
    CHECK(fputws(L"wide", f) >= 0);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(size, 4);
    CHECK_MEM(text, L"wide", sizeof L"wide");
    for (int i = 0; i < 20000; i++)
        CHECK_EQ(fputwc((wchar_t)(0x61 + i % 26), f), (wint_t)(0x61 + i % 26));
    CHECK_EQ(fclose(f), 0);
    CHECK_EQ(size, 20004);
    for (int i = 0; i < 20000; i++)
        CHECK_EQ(text[4 + i], (wchar_t)(0x61 + i % 26));
    CHECK_EQ(text[20004], 0);
    free(text);
}

/* A cookie that records what it is asked. */
struct record {
    char data[10000];
    size_t size, position;
    int closed, fail;
};

static ssize_t record_read(void *cookie, char *to, size_t size) {
    struct record *record = cookie;
    if (record->fail) {
        errno = EPERM;
        return -1;
    }
    if (size > record->size - record->position)
        size = record->size - record->position;
    memcpy(to, record->data + record->position, size);
    record->position += size;
    return (ssize_t)size;
}

static ssize_t record_write(void *cookie, const char *from, size_t size) {
    struct record *record = cookie;
    if (record->fail) {
        errno = EPERM;
        return 0;
    }
    if (size > 100)
        size = 100;
    memcpy(record->data + record->position, from, size);
    record->position += size;
    if (record->position > record->size)
        record->size = record->position;
    return (ssize_t)size;
}

static int record_seek(void *cookie, off64_t *offset, int whence) {
    struct record *record = cookie;
    off64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (off64_t)record->position : (off64_t)record->size;
    if (base + *offset < 0) {
        errno = EINVAL;
        return -1;
    }
    record->position = (size_t)(base + *offset);
    *offset = (off64_t)record->position;
    return 0;
}

static int record_close(void *cookie) {
    ((struct record *)cookie)->closed++;
    return 0;
}

TEST(cookie) {
    static struct record record;
    cookie_io_functions_t functions = {record_read, record_write, record_seek, record_close};
    FILE *f = fopencookie(&record, "w+", functions);
    CHECK(f);
    for (int i = 0; i < 1000; i++)
        fprintf(f, "%03d,", i);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(record.size, 4000);
    CHECK_EQ(fseek(f, 400, SEEK_SET), 0);
    char got[10];
    CHECK_EQ(fread(got, 1, 4, f), 4);
    CHECK_MEM(got, "100,", 4);
    CHECK_EQ(ftell(f), 404);
    record.fail = 1;
    CHECK_EQ(fseek(f, 0, SEEK_SET), 0);
    errno = 0;
    CHECK_EQ(getc(f), EOF);
    CHECK_EQ(errno, EPERM);
    clearerr(f);
    fputs("kept", f);
    CHECK_FAILS(fflush(f), EPERM);
    record.fail = 0;
    clearerr(f);
    CHECK_EQ(fflush(f), 0);
    CHECK_MEM(record.data, "kept", 4);
    CHECK_EQ(fclose(f), 0);
    CHECK_EQ(record.closed, 1);

    cookie_io_functions_t none = {0};
    f = fopencookie(NULL, "r+", none);
    CHECK_EQ(getc(f), EOF);
    CHECK(feof(f));
    CHECK_EQ(fputs("dropped", f) >= 0, 1);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(fseek(f, 0, SEEK_SET), -1);
    CHECK_EQ(fclose(f), 0);
    CHECK_FAILS(fopencookie(NULL, "k", none), EINVAL);
}
