/* setlocale, locale objects, and what they say of themselves. Languages other than "C" are tine's own decision. */
#define _GNU_SOURCE
#include "check.h"
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <wchar.h>

TEST(starts_in_c) {
    CHECK_STR(setlocale(LC_ALL, 0), "C");
    CHECK_EQ(MB_CUR_MAX, 1);
}

TEST(names) {
    CHECK_STR(setlocale(LC_ALL, "C.UTF-8"), "C.UTF-8");
    CHECK(MB_CUR_MAX >= 4);
    CHECK_STR(setlocale(LC_ALL, "POSIX"), "C");
    CHECK_EQ(MB_CUR_MAX, 1);
    CHECK(!setlocale(LC_ALL, "no_SUCH.locale"));
    CHECK(!setlocale(LC_CTYPE, "../../etc/passwd"));
    CHECK(!setlocale(7, "C"));
    CHECK(!setlocale(-1, 0));
    CHECK_STR(setlocale(LC_ALL, 0), "C");
}

TEST(categories_differ) {
    char saved[256];
    CHECK_STR(setlocale(LC_CTYPE, "C.UTF-8"), "C.UTF-8");
    CHECK_STR(setlocale(LC_TIME, 0), "C");
    strcpy(saved, setlocale(LC_ALL, 0));
    CHECK(setlocale(LC_ALL, "C"));
    CHECK_EQ(MB_CUR_MAX, 1);
    CHECK(setlocale(LC_ALL, saved));
    CHECK_STR(setlocale(LC_CTYPE, 0), "C.UTF-8");
    CHECK_STR(setlocale(LC_NUMERIC, 0), "C");
    CHECK_STR(setlocale(LC_ALL, 0), saved);
}

TEST(environment) {
    unsetenv("LC_ALL");
    unsetenv("LC_CTYPE");
    setenv("LANG", "C", 1);
    CHECK_STR(setlocale(LC_ALL, ""), "C");
    setenv("LC_CTYPE", "C.UTF-8", 1);
    CHECK_STR(setlocale(LC_CTYPE, ""), "C.UTF-8");
    CHECK_STR(setlocale(LC_TIME, ""), "C");
    setenv("LC_ALL", "C", 1);
    CHECK_STR(setlocale(LC_ALL, ""), "C");
}

TEST(objects) {
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", 0);
    CHECK(utf8);
    CHECK_EQ(uselocale(0), LC_GLOBAL_LOCALE);
    CHECK_EQ(uselocale(utf8), LC_GLOBAL_LOCALE);
    CHECK(MB_CUR_MAX >= 4);
    CHECK_STR(nl_langinfo(CODESET), "UTF-8");
    CHECK_STR(setlocale(LC_ALL, 0), "C");
    locale_t copy = duplocale(utf8);
    CHECK(copy && copy != utf8);
    CHECK_STR(nl_langinfo_l(CODESET, copy), "UTF-8");
    CHECK_EQ(uselocale(LC_GLOBAL_LOCALE), utf8);
    CHECK_EQ(MB_CUR_MAX, 1);
    copy = newlocale(LC_ALL_MASK, "C", copy);
    CHECK(copy);
    CHECK_EQ(uselocale(copy), LC_GLOBAL_LOCALE);
    CHECK_EQ(MB_CUR_MAX, 1);
    CHECK_EQ(uselocale(LC_GLOBAL_LOCALE), copy);
    freelocale(copy);
    freelocale(utf8);
}

TEST(wrong_objects) {
    CHECK_FAILS(newlocale(LC_ALL_MASK, "no_SUCH.locale", 0), ENOENT);
    CHECK_FAILS(newlocale(1 << 20, "C", 0), EINVAL);
}

TEST(copy_of_the_process_locale) {
    CHECK(setlocale(LC_CTYPE, "C.UTF-8"));
    locale_t copy = duplocale(LC_GLOBAL_LOCALE);
    CHECK(setlocale(LC_ALL, "C"));
    CHECK_EQ(uselocale(copy), LC_GLOBAL_LOCALE);
    CHECK(MB_CUR_MAX >= 4);
}

TEST(conventions) {
    CHECK(setlocale(LC_ALL, "C.UTF-8"));
    struct lconv *conventions = localeconv();
    CHECK_STR(conventions->decimal_point, ".");
    CHECK_STR(conventions->thousands_sep, "");
    CHECK_STR(conventions->currency_symbol, "");
    CHECK_STR(conventions->negative_sign, "");
    CHECK_EQ(conventions->frac_digits, CHAR_MAX);
    CHECK_EQ(conventions->int_n_sign_posn, CHAR_MAX);
}

TEST(information) {
    CHECK_STR(nl_langinfo(RADIXCHAR), ".");
    CHECK_STR(nl_langinfo(THOUSEP), "");
    CHECK_STR(nl_langinfo(ABDAY_1), "Sun");
    CHECK_STR(nl_langinfo(DAY_7), "Saturday");
    CHECK_STR(nl_langinfo(ABMON_12), "Dec");
    CHECK_STR(nl_langinfo(MON_5), "May");
    CHECK_STR(nl_langinfo(AM_STR), "AM");
    CHECK_STR(nl_langinfo(PM_STR), "PM");
    CHECK_STR(nl_langinfo(D_FMT), "%m/%d/%y");
    CHECK_STR(nl_langinfo(T_FMT), "%H:%M:%S");
    CHECK_STR(nl_langinfo(T_FMT_AMPM), "%I:%M:%S %p");
    CHECK_STR(nl_langinfo(YESEXPR), "^[yY]");
    CHECK_STR(nl_langinfo(NOEXPR), "^[nN]");
    CHECK_STR(nl_langinfo(ERA), "");
    CHECK_STR(nl_langinfo(-1), "");
    CHECK_STR(nl_langinfo(0x7fffffff), "");
}

static void *other_thread(void *unused) {
    (void)unused;
    return uselocale(0) == LC_GLOBAL_LOCALE && MB_CUR_MAX == 1 ? 0 : (void *)1;
}

TEST(a_thread_has_its_own) {
    pthread_t thread;
    void *result;
    CHECK(uselocale(newlocale(LC_ALL_MASK, "C.UTF-8", 0)));
    CHECK_EQ(pthread_create(&thread, 0, other_thread, 0), 0);
    CHECK_EQ(pthread_join(thread, &result), 0);
    CHECK(!result);
    CHECK(MB_CUR_MAX >= 4);
}

static void *switcher(void *unused) {
    for (;;) {
        setlocale(LC_ALL, "C.UTF-8");
        freelocale(duplocale(LC_GLOBAL_LOCALE));
        setlocale(LC_ALL, "C");
    }
    return unused;
}

TEST(works_in_a_forked_child) {
    pthread_t thread;
    locale_t own = newlocale(LC_ALL_MASK, "C.UTF-8", 0);
    CHECK(uselocale(own));
    CHECK_EQ(pthread_create(&thread, 0, switcher, 0), 0);
    for (int i = 0; i < 50; i++) {
        int status;
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            int good = uselocale(0) == own && MB_CUR_MAX >= 4 && setlocale(LC_ALL, "C.UTF-8") && newlocale(LC_ALL_MASK, "C", 0);
            _exit(!good);
        }
        CHECK_EQ(waitpid(child, &status, 0), child);
        CHECK_EQ(status, 0);
    }
}
