/* catopen, catgets, catclose: NLSPATH, both formats of catalogues, damage. */
#define _GNU_SOURCE
#include "check.h"
#include "catalogue_file.h"
#include <nl_types.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>

/* NetBSD's format, which musl reads: set 1 has the messages 1 and 3, set 4 has 2. */
static size_t make_sorted(unsigned char *file) {
    static const char text[] = "one\0three\0four";
    static const uint32_t words[] = {0xff88ff89, 2, 0, 24, 60, 1, 2, 0, 4, 1, 2, 1, 4, 0, 3, 6, 4, 2, 5, 10};
    unsigned char *at = file;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        at = put_word(at, words[i], 1);
    memcpy(at, text, sizeof text);
    size_t size = (size_t)(at - file) + sizeof text;
    put_word(file + 8, (uint32_t)size - 20, 1);
    return size;
}

/* glibc's. */
static size_t make_hashed(unsigned char *file, int big) {
    static const char text[] = "one\0three\0four";
    static const uint32_t entries[3][3] = {{2, 1, 0}, {2, 3, 4}, {5, 2, 10}};
    uint32_t table[5][3] = {0};
    for (int i = 0; i < 3; i++)
        memcpy(table[entries[i][0] * entries[i][1] % 5], entries[i], 12);
    unsigned char *at = put_word(put_word(put_word(file, 0x960408de, big), 5, big), 1, big);
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < 15; i++)
            at = put_word(at, table[i / 3][i % 3], pass ? !big : big);
    memcpy(at, text, sizeof text);
    return (size_t)(at - file) + sizeof text;
}

static void check_messages(nl_catd catalogue) {
    CHECK(catalogue != (nl_catd)-1);
    CHECK_STR(catgets(catalogue, 1, 1, "?"), "one");
    CHECK_STR(catgets(catalogue, 1, 3, "?"), "three");
    CHECK_STR(catgets(catalogue, 4, 2, "?"), "four");
    errno = 0;
    CHECK_STR(catgets(catalogue, 1, 2, "absent"), "absent");
    CHECK_EQ(errno, ENOMSG);
    CHECK_STR(catgets(catalogue, 2, 1, "absent"), "absent");
    CHECK_STR(catgets(catalogue, -1, 1, "absent"), "absent");
    CHECK_STR(catgets(catalogue, 1, -1, "absent"), "absent");
    CHECK_EQ(catclose(catalogue), 0);
}

TEST(formats) {
    unsigned char file[512];
    CHECK(write_file("sorted", file, make_sorted(file)));
    check_messages(catopen("./sorted", 0));
    CHECK(write_file("hashed", file, make_hashed(file, 0)));
    check_messages(catopen("./hashed", 0));
    CHECK(write_file("hashed", file, make_hashed(file, 1)));
    check_messages(catopen("./hashed", 0));
}

TEST(search) {
    unsigned char file[512];
    mkdir("de_AT.UTF-8", 0777);
    mkdir("fr", 0777);
    CHECK(write_file("de_AT.UTF-8/app.cat", file, make_sorted(file)));
    CHECK(write_file("fr/app.cat", file, make_sorted(file)));
    CHECK(write_file("plain", file, make_sorted(file)));
    unsetenv("NLSPATH");
    CHECK_FAILS(catopen("app", 0), ENOENT);
    setenv("NLSPATH", "nowhere/%N:./%L/%N.cat:", 1);
    unsetenv("LANG");
    CHECK_FAILS(catopen("app", 0), ENOENT);
    check_messages(catopen("plain", 0));
    setenv("LANG", "de_AT.UTF-8", 1);
    check_messages(catopen("app", 0));
    CHECK_FAILS(catopen("app", NL_CAT_LOCALE), ENOENT);
    setlocale(LC_MESSAGES, "fr");
    check_messages(catopen("app", NL_CAT_LOCALE));
    setenv("NLSPATH", "%z:./%l_%t.%c/%N.cat", 1);
    check_messages(catopen("app", 0));
    CHECK_FAILS(catopen("other", 0), ENOENT);
}

TEST(damaged) {
    unsigned char file[512], damaged[512];
    for (int kind = 0; kind < 3; kind++) {
        size_t size = kind ? make_hashed(file, kind - 1) : make_sorted(file);
        for (size_t i = 0; i < 2 * size; i++) {
            memcpy(damaged, file, size);
            damaged[i % size] ^= 0xff;
            CHECK(write_file("damaged", i < size ? damaged : file, i < size ? size : i - size));
            nl_catd catalogue = catopen("./damaged", 0);
            if (catalogue == (nl_catd)-1)
                continue;
            for (int set = 0; set < 6; set++)
                for (int message = 0; message < 4; message++)
                    CHECK(strlen(catgets(catalogue, set, message, "?")) < size);
            CHECK_EQ(catclose(catalogue), 0);
        }
    }
}

TEST(no_catalogue) {
    CHECK_FAILS(catopen("./nothing", 0), ENOENT);
    CHECK_FAILS(catopen("/dev/null", 0), ENOENT);
    CHECK(write_file("text", "hello\n", 6));
    CHECK_FAILS(catopen("./text", 0), ENOENT);
    errno = 0;
    CHECK_STR(catgets((nl_catd)-1, 1, 1, "otherwise"), "otherwise");
    CHECK_EQ(errno, EBADF);
    CHECK_FAILS(catclose((nl_catd)-1), EBADF);
}
