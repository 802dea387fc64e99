/* Reading and walking directories. flags: -D_GNU_SOURCE */
#include "check.h"
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char home[] = "/tmp/foldersXXXXXX";

static void leave(void) {
    if (chdir("/") == 0 && fork() == 0)
        execl("/bin/rm", "rm", "-rf", home, (char *)0);
}

static void enter(void) {
    CHECK(mkdtemp(home) != NULL);
    CHECK_EQ(chdir(home), 0);
    atexit(leave);
}

static void make(const char *name) {
    int fd = open(name, O_WRONLY | O_CREAT, 0644);
    CHECK(fd >= 0);
    close(fd);
}

/* Reads to the end; each of the files 0 to `files` - 1, `.` and `..` must come `times` times. */
static void all(DIR *dir, int files, int times) {
    static unsigned char seen[2000];
    memset(seen, 0, sizeof seen);
    int dots = 0;
    struct dirent *entry;
    errno = 0;
    while ((entry = readdir(dir))) {
        CHECK(entry->d_ino != 0);
        CHECK(entry->d_reclen >= offsetof(struct dirent, d_name) + strlen(entry->d_name) + 1);
        if (entry->d_name[0] == '.') {
            CHECK(entry->d_type == DT_DIR || entry->d_type == DT_UNKNOWN);
            dots++;
        } else {
            CHECK(entry->d_type == DT_REG || entry->d_type == DT_UNKNOWN);
            seen[atoi(entry->d_name + 5)]++;
        }
    }
    CHECK_EQ(errno, 0);
    CHECK_EQ(dots, 2 * times);
    for (int i = 0; i < files; i++)
        CHECK_EQ(seen[i], times);
}

TEST(many_entries) {
    enter();
    for (int i = 0; i < 1500; i++) {
        char name[40];
        snprintf(name, sizeof name, "file-%d-with-a-longer-name", i);
        make(name);
    }
    DIR *dir = opendir(".");
    CHECK(dir != NULL);
    CHECK_EQ(fcntl(dirfd(dir), F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    all(dir, 1500, 1);
    CHECK_EQ(readdir(dir), NULL);
    rewinddir(dir);
    all(dir, 1500, 1);
    rewinddir(dir);
    /* Back to a place that was told. */
    for (int i = 0; i < 700; i++)
        CHECK(readdir(dir) != NULL);
    long place = telldir(dir);
    struct dirent *entry = readdir(dir);
    char name[256];
    strcpy(name, entry->d_name);
    for (int i = 0; i < 500; i++)
        CHECK(readdir(dir) != NULL);
    seekdir(dir, place);
    CHECK_STR(readdir(dir)->d_name, name);
    rewinddir(dir);
    int count = 0;
    struct dirent room, *result;
    while (readdir_r(dir, &room, &result) == 0 && result)
        count++;
    CHECK_EQ(count, 1502);
    /* New files are seen after rewinddir. */
    make("file-1500-with-a-longer-name");
    rewinddir(dir);
    all(dir, 1501, 1);
    int fd = dirfd(dir);
    CHECK_EQ(closedir(dir), 0);
    CHECK_FAILS(fcntl(fd, F_GETFD), EBADF);
}

TEST(of_a_descriptor) {
    enter();
    make("file-0");
    int fd = open(".", O_RDONLY);
    DIR *dir = fdopendir(fd);
    CHECK(dir != NULL);
    CHECK_EQ(dirfd(dir), fd);
    all(dir, 1, 1);
    CHECK_EQ(closedir(dir), 0);
    CHECK_FAILS(opendir("none"), ENOENT);
    CHECK_FAILS(opendir("file-0"), ENOTDIR);
    CHECK_FAILS(opendir(""), ENOENT);
    CHECK_FAILS(fdopendir(-1), EBADF);
    fd = open("file-0", O_RDONLY);
    CHECK_FAILS(fdopendir(fd), ENOTDIR);
    CHECK_EQ(fcntl(fd, F_GETFD), 0);
}

static int visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

TEST(scanning) {
    enter();
    static const char *const names[] = {"b10", "a", "b9", "b1", "B", "b010"};
    static const char *const sorted[] = {"B", "a", "b010", "b1", "b10", "b9"};
    static const char *const versions[] = {"B", "a", "b010", "b1", "b9", "b10"};
    for (int i = 0; i < 6; i++)
        make(names[i]);
    struct dirent **list;
    CHECK_EQ(scandir(".", &list, visible, alphasort), 6);
    for (int i = 0; i < 6; i++) {
        CHECK_STR(list[i]->d_name, sorted[i]);
        free(list[i]);
    }
    free(list);
    CHECK_EQ(scandir(home, &list, visible, versionsort), 6);
    for (int i = 0; i < 6; i++)
        CHECK_STR(list[i]->d_name, versions[i]);
    CHECK_EQ(scandir(".", &list, NULL, NULL), 8);
    CHECK_FAILS(scandir("none", &list, NULL, NULL), ENOENT);
}

static int counts[8], levels[8], visits, stop_after, last_level;

static int visit(const char *path, const struct stat *st, int type, struct FTW *ftw) {
    visits++;
    counts[type]++;
    levels[ftw->level]++;
    const char *base = strrchr(path, '/');
    CHECK_EQ(ftw->base, base ? base - path + 1 : 0);
    if (type == FTW_F)
        CHECK(S_ISREG(st->st_mode));
    if (type == FTW_D || type == FTW_DP)
        CHECK(S_ISDIR(st->st_mode));
    if (type == FTW_SL)
        CHECK(S_ISLNK(st->st_mode));
    last_level = ftw->level;
    return stop_after && visits == stop_after ? 77 : 0;
}

static int visit_there(const char *path, const struct stat *st, int type, struct FTW *ftw) {
    struct stat here;
    if (type == FTW_F) {
        CHECK_EQ(stat(path + ftw->base, &here), 0);
        CHECK_EQ(here.st_ino, st->st_ino);
        visits++;
    }
    return 0;
}

static int visit_plain(const char *path, const struct stat *st, int type) {
    (void)path;
    (void)st;
    counts[type]++;
    return 0;
}

/* top/{a, link -> one, lost -> none, one/{b, two/{c}}} */
static void tree(void) {
    enter();
    CHECK_EQ(mkdir("top", 0755), 0);
    CHECK_EQ(mkdir("top/one", 0755), 0);
    CHECK_EQ(mkdir("top/one/two", 0755), 0);
    make("top/a");
    make("top/one/b");
    make("top/one/two/c");
    CHECK_EQ(symlink("one", "top/link"), 0);
    CHECK_EQ(symlink("none", "top/lost"), 0);
}

TEST(walking) {
    tree();
    CHECK_EQ(nftw("top", visit, 20, FTW_PHYS), 0);
    CHECK_EQ(counts[FTW_F], 3);
    CHECK_EQ(counts[FTW_D], 3);
    CHECK_EQ(counts[FTW_SL], 2);
    CHECK_EQ(levels[0], 1);
    CHECK_EQ(levels[1], 4);
    CHECK_EQ(levels[2], 2);
    CHECK_EQ(levels[3], 1);
    memset(counts, 0, sizeof counts);
    CHECK_EQ(nftw("top", visit, 1, FTW_PHYS | FTW_DEPTH), 0);
    CHECK_EQ(counts[FTW_DP], 3);
    CHECK_EQ(counts[FTW_D], 0);
    CHECK_EQ(last_level, 0);
    visits = 0;
    stop_after = 3;
    CHECK_EQ(nftw("top", visit, 20, FTW_PHYS), 77);
    CHECK_EQ(visits, 3);
    stop_after = visits = 0;
    CHECK_EQ(nftw("top", visit_there, 20, FTW_PHYS | FTW_CHDIR), 0);
    CHECK_EQ(visits, 3);
    char text[100];
    CHECK_STR(getcwd(text, sizeof text), home);
    CHECK_FAILS(nftw("none", visit, 20, FTW_PHYS), ENOENT);
}

TEST(walking_plainly) {
    tree();
    CHECK_EQ(unlink("top/link"), 0);
    CHECK_EQ(ftw("top", visit_plain, 20), 0);
    CHECK_EQ(counts[FTW_F], 3);
    CHECK_EQ(counts[FTW_D], 3);
    CHECK_EQ(ftw("top", visit_plain, 1), 0);
    CHECK_EQ(counts[FTW_F], 6);
}

TEST(walking_deep) {
    enter();
    /* Deeper than the descriptors that are allowed. */
    for (int i = 0; i < 60; i++) {
        CHECK_EQ(mkdir("d", 0755), 0);
        CHECK_EQ(chdir("d"), 0);
    }
    CHECK_EQ(chdir(home), 0);
    CHECK_EQ(ftw("d", visit_plain, 3), 0);
    CHECK_EQ(counts[FTW_D], 60);
}
