/* iconv_open, iconv, iconv_close: names, pointers and counts, errors, states, what has no equal. */
#define _GNU_SOURCE
#include "check.h"
#include <iconv.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <wchar.h>

#define INVALID ((iconv_t)-1)
#define FAILED ((size_t)-1)

static char out[256];
static size_t in_left, out_left;
static char *in_at, *out_at;

/* Converts bytes, with so much room. */
static size_t convert(iconv_t cd, const char *bytes, size_t length, size_t room) {
    static char in[256];
    memcpy(in, bytes, length);
    memset(out, '#', sizeof out);
    in_at = in;
    in_left = length;
    out_at = out;
    out_left = room;
    errno = 0;
    size_t result = iconv(cd, &in_at, &in_left, &out_at, &out_left);
    CHECK_EQ(in_at, in + length - in_left);
    CHECK_EQ(out_at, out + room - out_left);
    CHECK_EQ(*out_at, '#');
    return result;
}

static void check(const char *to, const char *from, const char *bytes, size_t length, const char *expected, size_t size,
                  size_t lossy) {
    iconv_t cd = iconv_open(to, from);
    CHECK(cd != INVALID);
    CHECK_EQ(convert(cd, bytes, length, 200), lossy);
    CHECK_EQ(in_left, 0);
    CHECK_EQ(iconv(cd, 0, 0, &out_at, &out_left), 0);
    CHECK_EQ((size_t)(out_at - out), size);
    CHECK_MEM(out, expected, size);
    CHECK_EQ(iconv_close(cd), 0);
}
#define CHECK_CONVERTS(to, from, bytes, expected, lossy)                                                            \
    check(to, from, bytes, sizeof(bytes) - 1, expected, sizeof(expected) - 1, lossy)

TEST(names) {
    static const char *const names[] = {"UTF-8", "utf8", "Utf_8", "", "char", "WCHAR_T", "UCS-2", "ucs-2be", "UCS-2LE",
                                        "UTF-16", "UTF-16BE", "UTF-16LE", "UCS-4", "UTF-32", "UTF-32BE", "UTF-32LE",
                                        "ASCII", "US-ASCII", "ISO646-US", "ANSI_X3.4-1968", "ISO-8859-1", "latin1",
                                        "ISO_8859-2", "ISO8859-3", "iso-8859-4", "ISO-8859-5", "ISO-8859-6",
                                        "ISO-8859-7", "ISO-8859-8", "ISO-8859-9", "ISO-8859-10", "ISO-8859-11",
                                        "TIS-620", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "LATIN-9",
                                        "ISO-8859-16", "CP1250", "WINDOWS-1251", "windows-1252", "CP1253", "CP1254",
                                        "CP1255", "CP1256", "CP1257", "CP1258", "KOI8-R", "KOI8-U", "CP437", "IBM850",
                                        "cp866", "IBM1047", "EUC-JP", "SHIFT_JIS", "SJIS", "ISO-2022-JP", "GB18030",
                                        "GBK", "GB2312", "BIG5", "CP950", "BIG5-HKSCS", "EUC-KR", "KSC5601",
                                        "KS_X_1001", "CP949"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        iconv_t cd = iconv_open(names[i], "UTF-8");
        CHECK(cd != INVALID);
        CHECK_EQ(iconv_close(cd), 0);
        cd = iconv_open("UTF-8", names[i]);
        CHECK(cd != INVALID);
        CHECK_EQ(convert(cd, "", 0, 10), 0);
        CHECK_EQ(iconv_close(cd), 0);
    }
    CHECK_FAILS(iconv_open("UTF-9", "UTF-8"), EINVAL);
    CHECK_FAILS(iconv_open("UTF-8", "UTF-"), EINVAL);
    CHECK_FAILS(iconv_open("-", "UTF-8"), EINVAL);
}

TEST(samples) {
    CHECK_CONVERTS("UTF-8", "ISO-8859-1", "caf\xe9", "caf\303\251", 0);
    CHECK_CONVERTS("ISO-8859-1", "UTF-8", "caf\303\251", "caf\xe9", 0);
    CHECK_CONVERTS("ISO-8859-15", "UTF-8", "\342\202\254", "\xa4", 0);
    CHECK_CONVERTS("CP1252", "UTF-8", "\342\202\254\342\200\234", "\x80\x93", 0);
    CHECK_CONVERTS("KOI8-R", "CP1251", "\xcf\xf0\xe8\xe2\xe5\xf2", "\xf0\xd2\xc9\xd7\xc5\xd4", 0);
    CHECK_CONVERTS("UTF-8", "IBM1047", "\xc8\x85\x93\x93\x96\x25", "Hello\n", 0);
    CHECK_CONVERTS("EUC-JP", "UTF-8", "\346\227\245\346\234\254\357\275\261", "\xc6\xfc\xcb\xdc\x8e\xb1", 0);
    CHECK_CONVERTS("EUC-JP", "UTF-8", "\344\270\202", "\x8f\xb0\xa1", 0);
    CHECK_CONVERTS("UTF-8", "EUC-JP", "\x8f\xb0\xa1", "\344\270\202", 0);
    CHECK_CONVERTS("SHIFT_JIS", "EUC-JP", "\xc6\xfc\xcb\xdc", "\x93\xfa\x96\x7b", 0);
    CHECK_CONVERTS("CP932", "UTF-8", "\342\221\240\356\200\200", "\x87\x40\xf0\x40", 0);
    CHECK_CONVERTS("GB2312", "UTF-8", "\344\270\255\346\226\207", "\xd6\xd0\xce\xc4", 0);
    CHECK_CONVERTS("GBK", "UTF-8", "\344\270\202\351\276\245\342\202\254", "\x81\x40\xfd\x9b\x80", 0);
    CHECK_CONVERTS("GB18030", "UTF-8", "\303\251\360\237\230\200", "\xa8\xa6\x94\x39\xfc\x36", 0);
    CHECK_CONVERTS("UTF-8", "GB18030", "\x81\x30\x81\x30", "\302\200", 0);
    CHECK_CONVERTS("BIG5", "UTF-8", "\344\270\255\346\226\207", "\xa4\xa4\xa4\xe5", 0);
    CHECK_CONVERTS("BIG5-HKSCS", "UTF-8", "\360\240\200\241", "\x9c\x71", 0);
    CHECK_CONVERTS("EUC-KR", "UTF-8", "\355\225\234\352\270\200", "\xc7\xd1\xb1\xdb", 0);
    CHECK_CONVERTS("CP949", "UTF-8", "\352\260\202", "\x81\x41", 0);
    CHECK_CONVERTS("UTF-8", "CP949", "\x81\x41\xc6\x52", "\352\260\202\355\236\243", 0);
}

TEST(wide) {
    iconv_t cd = iconv_open("WCHAR_T", "UTF-8");
    wchar_t wide[2];
    CHECK_EQ(convert(cd, "\303\251\360\237\230\200", 6, 8), 0);
    memcpy(wide, out, 8);
    CHECK_EQ(wide[0], 0xe9);
    CHECK_EQ(wide[1], 0x1f600);
    iconv_close(cd);
}

TEST(byte_order_marks) {
    CHECK_CONVERTS("UTF-8", "UTF-16", "\xfe\xff\0a\0b", "ab", 0);
    CHECK_CONVERTS("UTF-8", "UTF-16", "\xff\xfe" "a\0b\0", "ab", 0);
    CHECK_CONVERTS("UTF-8", "UTF-16", "\0a\0b", "ab", 0);
    CHECK_CONVERTS("UTF-8", "UTF-32", "\0\0\xfe\xff\0\0\0a", "a", 0);
    CHECK_CONVERTS("UTF-8", "UTF-32", "\xff\xfe\0\0a\0\0\0", "a", 0);
    CHECK_CONVERTS("UTF-8", "UCS-2", "\xff\xfe" "a\0", "a", 0);
    CHECK_CONVERTS("UTF-8", "UTF-16BE", "\xfe\xff\0a", "\357\273\277a", 0);
    CHECK_CONVERTS("UTF-16", "UTF-8", "a\360\237\230\200", "\0a\xd8\x3d\xde\x00", 0);
    /* The order stays from call to call, until the state is set back. */
    iconv_t cd = iconv_open("UTF-8", "UTF-16");
    CHECK_EQ(convert(cd, "\xff\xfe" "a\0", 4, 10), 0);
    CHECK_EQ(convert(cd, "b\0", 2, 10), 0);
    CHECK_EQ(out[0], 'b');
    CHECK_EQ(iconv(cd, 0, 0, 0, 0), 0);
    CHECK_EQ(convert(cd, "\0c", 2, 10), 0);
    CHECK_EQ(out[0], 'c');
    iconv_close(cd);
}

TEST(too_little_room) {
    iconv_t cd = iconv_open("UTF-8", "ISO-8859-1");
    CHECK_EQ(convert(cd, "abc", 3, 2), FAILED);
    CHECK_EQ(errno, E2BIG);
    CHECK_EQ(in_left, 1);
    CHECK_EQ(out_left, 0);
    CHECK_EQ(convert(cd, "a\xe9", 2, 2), FAILED);
    CHECK_EQ(errno, E2BIG);
    CHECK_EQ(in_left, 1);
    CHECK_EQ(out_left, 1);
    iconv_close(cd);
    cd = iconv_open("ISO-2022-JP", "UTF-8");
    for (size_t room = 0; room < 5; room++) {
        CHECK_EQ(convert(cd, "\346\227\245", 3, room), FAILED);
        CHECK_EQ(errno, E2BIG);
        CHECK_EQ(in_left, 3);
        CHECK_EQ(out_left, room);
    }
    CHECK_EQ(convert(cd, "\346\227\245", 3, 5), 0);
    CHECK_MEM(out, "\033$BF|", 5);
    /* The end needs room, too. */
    out_left = 2;
    errno = 0;
    CHECK_EQ(iconv(cd, 0, 0, &out_at, &out_left), FAILED);
    CHECK_EQ(errno, E2BIG);
    CHECK_EQ(out_left, 2);
    out_left = 3;
    CHECK_EQ(iconv(cd, 0, 0, &out_at, &out_left), 0);
    CHECK_EQ(out_left, 0);
    CHECK_MEM(out, "\033$BF|\033(B", 8);
    iconv_close(cd);
}

TEST(incomplete) {
    static const struct {
        const char *from, *bytes;
        size_t length;
    } cases[] = {
        {"UTF-8", "ab\303", 3},           {"UTF-8", "ab\360\237\230", 5},  {"UTF-16LE", "a\0b\0c", 5},
        {"UTF-16LE", "a\0b\0\x3d\xd8", 6}, {"UTF-32LE", "a\0\0\0b\0\0\0c", 9}, {"EUC-JP", "ab\xc6", 3},
        {"EUC-JP", "ab\x8f\xb0", 4},      {"SHIFT_JIS", "ab\x93", 3},      {"ISO-2022-JP", "ab\033$", 4},
        {"GB18030", "ab\x81\x30\x81", 5}, {"BIG5", "ab\xa4", 3},           {"EUC-KR", "ab\xc7", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        iconv_t cd = iconv_open("UTF-8", cases[i].from);
        CHECK_EQ(convert(cd, cases[i].bytes, cases[i].length, 100), FAILED);
        CHECK_EQ(errno, EINVAL);
        CHECK_EQ(out_at, out + 2);
        CHECK_MEM(out, "ab", 2);
        CHECK(in_left > 0 && in_left < 4);
        iconv_close(cd);
    }
}

TEST(invalid) {
    static const struct {
        const char *from, *bytes;
        size_t length;
    } cases[] = {
        {"UTF-8", "ab\xff", 3},       {"UTF-8", "ab\xed\xa0\x80", 5},    {"UTF-8", "ab\xc0\x80", 4},
        {"UTF-8", "ab\303a", 4},      {"UTF-16BE", "\0a\0b\xdc\0", 6},   {"UTF-16BE", "\0a\0b\xd8\0\0c", 8},
        {"UCS-2BE", "\0a\0b\xd8\0\xdc\0", 8}, {"UTF-32BE", "\0\0\0a\0\0\0b\0\x11\0\0", 12},
        {"ASCII", "ab\x80", 3},       {"CP1252", "ab\x81", 3},           {"EUC-JP", "ab\xc6z", 4},
        {"SHIFT_JIS", "ab\xa0", 3},   {"SHIFT_JIS", "ab\x81\x7f", 4},    {"ISO-2022-JP", "ab\xc6\xfc", 4},
        {"ISO-2022-JP", "ab\033xx", 5}, {"GB2312", "ab\x81\x40", 4},     {"GBK", "ab\x81\x30\x81\x30", 6},
        {"GB18030", "ab\x84\x31\xa5\x30", 6}, {"BIG5", "ab\x81\x40", 4}, {"EUC-KR", "ab\xc9\xa1", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        iconv_t cd = iconv_open("UTF-8", cases[i].from);
        CHECK_EQ(convert(cd, cases[i].bytes, cases[i].length, 100), FAILED);
        CHECK_EQ(errno, EILSEQ);
        CHECK_EQ(out_at, out + 2);
        size_t unit = strstr(cases[i].from, "32") ? 4 : strstr(cases[i].from, "16") || strstr(cases[i].from, "UCS") ? 2 : 1;
        CHECK_EQ(in_left, cases[i].length - 2 * unit);
        iconv_close(cd);
    }
}

/* As in musl, a star takes the place of what there is not, and is counted. */
TEST(no_equal) {
    CHECK_CONVERTS("ASCII", "UTF-8", "a\303\251b\342\202\254", "a*b*", 2);
    CHECK_CONVERTS("EUC-KR", "UTF-8", "\352\260\202", "*", 1);
    CHECK_CONVERTS("SHIFT_JIS", "UTF-8", "\302\245", "\\", 1);
    CHECK_CONVERTS("CP932", "UTF-8", "\343\200\234", "\x81\x60", 1);
    CHECK_CONVERTS("UCS-2BE", "UTF-8", "\360\237\230\200", "\xff\xfd", 1);
    CHECK_CONVERTS("BIG5", "BIG5-HKSCS", "\x88\x66", "*", 1);
}

TEST(suffixes) {
    CHECK_CONVERTS("ASCII//TRANSLIT", "UTF-8", "\303\204\342\202\254\342\200\246\344\270\255", "AEUR...?", 4);
    CHECK_CONVERTS("ASCII//NON_IDENTICAL_DISCARD", "UTF-8", "a\303\204b", "ab", 1);
    CHECK_CONVERTS("ascii//ignore", "UTF-8", "a\303\204b\xffz", "abz", 2);
    CHECK_CONVERTS("ASCII//TRANSLIT//IGNORE", "UTF-8", "\303\204\344\270\255\xff!", "A!", 3);
    CHECK_CONVERTS("UTF-8//", "UTF-8", "a", "a", 0);
    CHECK_FAILS(iconv_open("ASCII//NONSENSE", "UTF-8"), EINVAL);
    iconv_t cd = iconv_open("ASCII//NON_IDENTICAL_DISCARD", "UTF-8");
    CHECK_EQ(convert(cd, "a\xff", 2, 10), FAILED);
    CHECK_EQ(errno, EILSEQ);
    iconv_close(cd);
    /* What takes the place has no room. */
    cd = iconv_open("ASCII//TRANSLIT", "UTF-8");
    CHECK_EQ(convert(cd, "a\342\202\254", 4, 3), FAILED);
    CHECK_EQ(errno, E2BIG);
    CHECK_EQ(in_left, 3);
    CHECK_EQ(out_left, 2);
    iconv_close(cd);
}

TEST(escape_sequences) {
    CHECK_CONVERTS("ISO-2022-JP", "UTF-8", "a\346\227\245\346\234\254b\302\245\357\275\261", "a\033$BF|K\\\033(Bb\033(J\\\033(I1\033(B", 0);
    CHECK_CONVERTS("UTF-8", "ISO-2022-JP", "\033$@F|\033$BK\\\n\033(J\\~\033(I1\033(B\\~", "\346\227\245\346\234\254\n\302\245\342\200\276\357\275\261\\~", 0);
    /* The state of the input stays, too. */
    iconv_t cd = iconv_open("UTF-8", "ISO-2022-JP");
    CHECK_EQ(convert(cd, "\033$BF", 4, 10), FAILED);
    CHECK_EQ(errno, EINVAL);
    CHECK_EQ(in_left, 1);
    CHECK_EQ(convert(cd, "F|", 2, 10), 0);
    CHECK_MEM(out, "\346\227\245", 3);
    CHECK_EQ(iconv(cd, 0, 0, 0, 0), 0);
    CHECK_EQ(convert(cd, "F|", 2, 10), 0);
    CHECK_MEM(out, "F|", 2);
    iconv_close(cd);
}

TEST(two_characters_from_one_code) {
    CHECK_CONVERTS("UTF-8", "BIG5-HKSCS", "\x88\x62\x88\xa5", "\303\212\314\204\303\252\314\214", 0);
    iconv_t cd = iconv_open("UTF-8", "BIG5-HKSCS");
    CHECK_EQ(convert(cd, "\x88\x62", 2, 3), FAILED);
    CHECK_EQ(errno, E2BIG);
    CHECK_EQ(in_left, 2);
    CHECK_EQ(out_left, 3);
    iconv_close(cd);
}

TEST(no_descriptor) {
    CHECK_EQ(convert(INVALID, "a", 1, 1), FAILED);
    CHECK_EQ(errno, EBADF);
    CHECK_FAILS(iconv_close(INVALID), EBADF);
}

/* Long runs of US-ASCII, at any place. */
TEST(ascii) {
    iconv_t cd = iconv_open("ISO-8859-1", "UTF-8");
    for (size_t length = 0; length < 150; length++) {
        char bytes[152];
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)('a' + i % 26);
        memcpy(bytes + length, "\303\251", 2);
        CHECK_EQ(convert(cd, bytes, length + 2, 200), 0);
        CHECK_EQ(out_left, 199 - length);
        CHECK_MEM(out, bytes, length);
        CHECK_EQ((unsigned char)out[length], 0xe9);
        CHECK_EQ(convert(cd, bytes, length + 2, length), FAILED);
        CHECK_EQ(in_left, 2);
    }
    iconv_close(cd);
}

static void *busy(void *stop) {
    while (!__atomic_load_n((int *)stop, __ATOMIC_RELAXED)) {
        iconv_t cd = iconv_open("UTF-8", "ISO-2022-JP");
        iconv_close(cd);
    }
    return 0;
}

TEST(a_forked_child_goes_on) {
    pthread_t thread;
    int stop = 0;
    CHECK_EQ(pthread_create(&thread, 0, busy, &stop), 0);
    iconv_t cd = iconv_open("UTF-8", "ISO-2022-JP");
    CHECK_EQ(convert(cd, "\033$BF|", 5, 10), 0);
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        if (child == 0) {
            CHECK_EQ(convert(cd, "K\\", 2, 10), 0);
            CHECK_MEM(out, "\346\234\254", 3);
            iconv_t own = iconv_open("ISO-2022-JP", "UTF-8");
            CHECK(own != INVALID);
            iconv_close(own);
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(child, &status, 0), child);
        CHECK_EQ(status, 0);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    pthread_join(thread, 0);
    iconv_close(cd);
}
