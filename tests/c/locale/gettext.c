/* gettext and its relatives: domains, folders, languages, plural forms, damaged catalogues, threads and fork. */
#define _GNU_SOURCE
#include "check.h"
#include "catalogue_file.h"
#include <libintl.h>
#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const struct message german[] = {
    MESSAGE("", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"),
    MESSAGE("%d file\0%d files", "%d Datei\0%d Dateien"),
    MESSAGE("hello", "hallo"),
    MESSAGE("yes", "ja"),
};
static const struct message austrian[] = {
    MESSAGE("", "Content-Type: text/plain; charset=UTF-8\n"),
    MESSAGE("hello", "servus"),
};
static const struct message polish[] = {
    MESSAGE("", "Content-Type: text/plain; charset=UTF-8\n"
                "Plural-Forms: nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;\n"),
    MESSAGE("%d file\0%d files", "plik\0pliki\0plik\303\263w"),
};

static void install(const char *language, const struct message *messages, size_t count, int big) {
    unsigned char file[4096];
    char path[256];
    mkdir("locale", 0777);
    snprintf(path, sizeof path, "locale/%s", language);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "locale/%s/LC_MESSAGES", language);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "locale/%s/LC_MESSAGES/test.mo", language);
    CHECK(write_file(path, file, make_catalogue(file, messages, (uint32_t)count, big)));
}
#define INSTALL(language, messages, big) install(language, messages, sizeof messages / sizeof *messages, big)

static void begin(const char *locale) {
    INSTALL("de", german, 0);
    INSTALL("de_AT", austrian, 1);
    INSTALL("pl", polish, 1);
    unsetenv("LANGUAGE");
    CHECK(setlocale(LC_ALL, "C.UTF-8"));
    CHECK(setlocale(LC_MESSAGES, locale));
    CHECK_STR(bindtextdomain("test", "locale"), "locale");
    CHECK_STR(textdomain("test"), "test");
}

TEST(domains) {
    CHECK_STR(textdomain(0), "messages");
    CHECK_STR(textdomain("one"), "one");
    CHECK_STR(textdomain(0), "one");
    CHECK_STR(textdomain("two"), "two");
    CHECK_STR(textdomain("one"), "one");
    CHECK_STR(textdomain(""), "messages");
    char longest[257];
    memset(longest, 'x', 256);
    longest[256] = 0;
    CHECK_FAILS(textdomain(longest), EINVAL);
    CHECK_STR(textdomain(0), "messages");
    CHECK_STR(textdomain(longest + 1), longest + 1);
}

TEST(folders) {
    CHECK_EQ(bindtextdomain("none", 0), 0);
    CHECK_EQ(bindtextdomain(0, "a"), 0);
    CHECK_EQ(bindtextdomain("", "a"), 0);
    CHECK_STR(bindtextdomain("one", "a"), "a");
    CHECK_STR(bindtextdomain("two", "b"), "b");
    CHECK_STR(bindtextdomain("one", 0), "a");
    char *first = bindtextdomain("one", 0);
    CHECK_STR(bindtextdomain("one", "c"), "c");
    CHECK_STR(bindtextdomain("one", 0), "c");
    CHECK_STR(bindtextdomain("one", "a"), "a");
    CHECK_EQ(bindtextdomain("one", 0), first);
    static char path[5000];
    memset(path, 'x', sizeof path - 1);
    CHECK_FAILS(bindtextdomain("one", path), EINVAL);
    CHECK_STR(bindtextdomain("one", 0), "a");
}

TEST(codesets) {
    CHECK_EQ(bind_textdomain_codeset("one", 0), 0);
    CHECK_FAILS(bind_textdomain_codeset("one", "ISO-8859-1"), EINVAL);
    CHECK_STR(bind_textdomain_codeset("one", "utf-8"), "UTF-8");
    CHECK_STR(bind_textdomain_codeset("one", 0), "UTF-8");
    CHECK_EQ(bind_textdomain_codeset("two", 0), 0);
}

TEST(untranslated) {
    char *message = gettext("hello");
    CHECK_STR(message, "hello");
    CHECK_STR(ngettext("one", "many", 1), "one");
    CHECK_STR(ngettext("one", "many", 0), "many");
    CHECK_EQ(gettext(0), 0);
    begin("C");
    CHECK_STR(gettext("hello"), "hello");
    setenv("LANGUAGE", "de", 1);
    CHECK_STR(gettext("hello"), "hello");
}

TEST(translated) {
    begin("de_DE.UTF-8");
    errno = 77;
    CHECK_STR(gettext("hello"), "hallo");
    CHECK_STR(gettext("absent"), "absent");
    CHECK_STR(gettext("hell"), "hell");
    CHECK_STR(dgettext("test", "yes"), "ja");
    CHECK_STR(dgettext("nowhere", "yes"), "yes");
    CHECK_STR(dcgettext("test", "yes", LC_MESSAGES), "ja");
    CHECK_STR(dcgettext("test", "yes", LC_TIME), "yes");
    CHECK_STR(dcgettext("test", "yes", LC_ALL), "yes");
    CHECK_STR(dcgettext("test", "yes", -1), "yes");
    CHECK_STR(gettext("%d file"), "%d Datei");
    CHECK_STR(ngettext("%d file", "%d files", 1), "%d Datei");
    CHECK_STR(ngettext("%d file", "%d files", 2), "%d Dateien");
    CHECK_STR(ngettext("%d file", "%d files", 0), "%d Dateien");
    CHECK_STR(dngettext("test", "%d file", "%d files", 5), "%d Dateien");
    CHECK_STR(dcngettext("test", "%d file", "%d files", 5, LC_MESSAGES), "%d Dateien");
    CHECK_STR(dcngettext("test", "absent", "absents", 5, LC_MESSAGES), "absents");
    /* It has one form only. */
    CHECK_STR(ngettext("yes", "yesses", 1), "ja");
    CHECK_STR(ngettext("yes", "yesses", 2), "yesses");
    CHECK_EQ(errno, 77);
    CHECK_EQ(gettext("hello"), gettext("hello"));
    setlocale(LC_MESSAGES, "C");
    CHECK_STR(gettext("hello"), "hello");
}

TEST(names_of_languages) {
    begin("de_AT.UTF-8@euro");
    CHECK_STR(gettext("hello"), "servus");
    /* What the dialect does not say, the language says. */
    CHECK_STR(gettext("yes"), "ja");
    setlocale(LC_MESSAGES, "pl_PL");
    CHECK_STR(gettext("hello"), "hello");
    CHECK_STR(ngettext("%d file", "%d files", 22), "pliki");
    CHECK_STR(ngettext("%d file", "%d files", 12), "plik\303\263w");
    setenv("LANGUAGE", "xx:pl:de", 1);
    CHECK_STR(ngettext("%d file", "%d files", 1), "plik");
    CHECK_STR(gettext("hello"), "hallo");
    setenv("LANGUAGE", "pl:C:de", 1);
    CHECK_STR(gettext("hello"), "hello");
    setenv("LANGUAGE", "../locale/de", 1);
    CHECK_STR(gettext("hello"), "hello");
    setenv("LANGUAGE", "", 1);
    CHECK_STR(gettext("hello"), "hello");
}

TEST(a_thread_s_own_locale) {
    begin("C");
    locale_t locale = newlocale(LC_MESSAGES_MASK, "de", 0);
    CHECK(locale);
    uselocale(locale);
    CHECK_STR(gettext("hello"), "hallo");
    uselocale(LC_GLOBAL_LOCALE);
    CHECK_STR(gettext("hello"), "hello");
    freelocale(locale);
}

TEST(damaged) {
    unsigned char file[4096], damaged[4096];
    size_t size = make_catalogue(file, german, 4, 0);
    begin("C.UTF-8");
    for (size_t i = 0; i < size; i++) {
        char domain[32], path[128];
        memcpy(damaged, file, size);
        damaged[i] ^= i % 3 ? 0xff : 0x80;
        snprintf(domain, sizeof domain, "d%zu", i);
        snprintf(path, sizeof path, "locale/de/LC_MESSAGES/%s.mo", domain);
        CHECK(write_file(path, damaged, i % 2 ? size : i));
        bindtextdomain(domain, "locale");
        setenv("LANGUAGE", "de", 1);
        CHECK(strlen(dgettext(domain, "hello")) < size);
        for (unsigned long n = 0; n < 3; n++)
            CHECK(strlen(dngettext(domain, "%d file", "%d files", n)) < size);
        CHECK(strlen(dgettext(domain, "")) < size);
        unlink(path);
    }
}

/* A pipe in place of a catalogue is not waited for. */
TEST(no_file) {
    begin("de");
    CHECK_EQ(mkfifo("locale/de/LC_MESSAGES/pipe.mo", 0666), 0);
    CHECK_EQ(mkdir("locale/de/LC_MESSAGES/folder.mo", 0777), 0);
    bindtextdomain("pipe", "locale");
    bindtextdomain("folder", "locale");
    CHECK_STR(dgettext("pipe", "hello"), "hello");
    CHECK_STR(dgettext("folder", "hello"), "hello");
}

static void *ask(void *stop) {
    static const char *const domains[] = {"test", "d0", "d1", "d2", "d3", "d4", "d5", "d6"};
    for (int i = 0; !__atomic_load_n((int *)stop, __ATOMIC_RELAXED) || i < 200; i++) {
        bindtextdomain(domains[i % 8], i & 8 ? "locale" : "locale/.");
        CHECK(dgettext("test", "hello"));
        CHECK_STR(gettext("yes"), "ja");
    }
    return 0;
}

TEST(threads_and_fork) {
    begin("de_AT");
    pthread_t threads[4];
    int stop = 0;
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], 0, ask, &stop), 0);
    for (int i = 0; i < 20; i++) {
        pid_t child = fork();
        if (child == 0) {
            CHECK_STR(gettext("hello"), "servus");
            bindtextdomain("d0", "child");
            CHECK_STR(bindtextdomain("d0", 0), "child");
            CHECK_STR(ngettext("%d file", "%d files", 7), "%d Dateien");
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(child, &status, 0), child);
        CHECK_EQ(status, 0);
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], 0);
}
