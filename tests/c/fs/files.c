/* Names, links, permissions and times of files. flags: -D_GNU_SOURCE */
#include "check.h"
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <unistd.h>
#include <utime.h>

static char home[] = "/tmp/filesXXXXXX";

static void leave(void) {
    if (chdir("/") == 0 && fork() == 0)
        execl("/bin/rm", "rm", "-rf", home, (char *)0);
}

/* In an empty folder, which is removed at the end. */
static void enter(void) {
    CHECK(mkdtemp(home) != NULL);
    CHECK_EQ(chdir(home), 0);
    atexit(leave);
}

static void make(const char *name, const char *text) {
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    CHECK(fd >= 0);
    CHECK_EQ(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    CHECK_EQ(close(fd), 0);
}

TEST(opening) {
    enter();
    umask(027);
    int fd = open("a", O_RDWR | O_CREAT | O_EXCL, 0666);
    CHECK(fd >= 0);
    struct stat st;
    CHECK_EQ(fstat(fd, &st), 0);
    CHECK_EQ(st.st_mode, S_IFREG | 0640);
    CHECK_EQ(umask(022), 027);
    CHECK_FAILS(open("a", O_RDWR | O_CREAT | O_EXCL, 0666), EEXIST);
    CHECK_FAILS(open("none", O_RDONLY), ENOENT);
    CHECK_FAILS(open("a/b", O_RDONLY), ENOTDIR);
    CHECK_FAILS(open(".", O_WRONLY), EISDIR);
    CHECK_FAILS(open("a", O_RDONLY | O_DIRECTORY), ENOTDIR);
    int folder = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    CHECK(folder >= 0);
    int other = openat(folder, "b", O_WRONLY | O_CREAT, 0600);
    CHECK(other >= 0);
    CHECK_EQ(fstatat(folder, "b", &st, 0), 0);
    CHECK_EQ(st.st_mode, S_IFREG | 0600);
    other = creat("c", 0604);
    CHECK(other >= 0);
    CHECK_EQ(stat("c", &st), 0);
    CHECK_EQ(st.st_mode, S_IFREG | 0604);
    other = open(".", O_RDWR | O_TMPFILE, 0640);
    if (other >= 0) {
        CHECK_EQ(fstat(other, &st), 0);
        CHECK_EQ(st.st_mode, S_IFREG | 0640);
        CHECK_EQ(st.st_nlink, 0);
    }
}

TEST(links) {
    enter();
    make("a", "text");
    struct stat st, other;
    CHECK_EQ(link("a", "b"), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_nlink, 2);
    CHECK_EQ(st.st_size, 4);
    CHECK_EQ(st.st_uid, geteuid());
    CHECK_FAILS(link("a", "b"), EEXIST);
    CHECK_EQ(symlink("a", "s"), 0);
    CHECK_EQ(lstat("s", &other), 0);
    CHECK(S_ISLNK(other.st_mode));
    CHECK_EQ(other.st_size, 1);
    CHECK_EQ(stat("s", &other), 0);
    CHECK_EQ(other.st_ino, st.st_ino);
    CHECK_EQ(linkat(AT_FDCWD, "s", AT_FDCWD, "l", AT_SYMLINK_FOLLOW), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_nlink, 3);
    CHECK_EQ(symlinkat("a-long-name", AT_FDCWD, "t"), 0);
    char text[20] = "....................";
    CHECK_EQ(readlink("t", text, 20), 11);
    CHECK_MEM(text, "a-long-name.", 12);
    CHECK_EQ(readlink("t", text, 3), 3);
    CHECK_EQ(readlinkat(AT_FDCWD, "s", text, 20), 1);
    CHECK_FAILS(readlink("a", text, 20), EINVAL);
    CHECK_FAILS(readlink("none", text, 20), ENOENT);
    CHECK_FAILS(stat("t", &st), ENOENT);
    CHECK_EQ(symlink("loop", "loop"), 0);
    CHECK_FAILS(stat("loop", &st), ELOOP);
    CHECK_FAILS(symlink("", "x"), ENOENT);
}

TEST(renaming_and_removing) {
    enter();
    make("a", "a");
    make("b", "bb");
    CHECK_EQ(rename("a", "b"), 0);
    struct stat st;
    CHECK_EQ(stat("b", &st), 0);
    CHECK_EQ(st.st_size, 1);
    CHECK_FAILS(stat("a", &st), ENOENT);
    CHECK_FAILS(rename("a", "b"), ENOENT);
    CHECK_EQ(mkdir("d", 0755), 0);
    CHECK_FAILS(mkdir("d", 0755), EEXIST);
    CHECK_FAILS(rename("b", "d"), EISDIR);
    CHECK_FAILS(rename("d", "b"), ENOTDIR);
    CHECK_FAILS(rename("d", "d/e"), EINVAL);
    CHECK_EQ(renameat(AT_FDCWD, "b", AT_FDCWD, "d/b"), 0);
    CHECK_FAILS(rmdir("d"), ENOTEMPTY);
    CHECK_EQ(stat("d/b", &st), 0);
    CHECK_EQ(st.st_size, 1);
    make("c", "ccc");
    CHECK_FAILS(unlink("none"), ENOENT);
    CHECK_FAILS(rmdir("c"), ENOTDIR);
    CHECK_EQ(unlinkat(AT_FDCWD, "d/b", 0), 0);
    CHECK_EQ(unlinkat(AT_FDCWD, "d", AT_REMOVEDIR), 0);
    CHECK_EQ(remove("c"), 0);
    CHECK_EQ(mkdirat(AT_FDCWD, "e", 0700), 0);
    CHECK_EQ(remove("e"), 0);
    CHECK_FAILS(remove("e"), ENOENT);
    CHECK_EQ(mkfifo("f", 0600), 0);
    CHECK_EQ(stat("f", &st), 0);
    CHECK(S_ISFIFO(st.st_mode));
    CHECK_EQ(mknod("g", S_IFREG | 0600, 0), 0);
    CHECK_EQ(mkfifoat(AT_FDCWD, "h", 0600), 0);
    CHECK_FAILS(mkfifo("f", 0600), EEXIST);
}

TEST(permissions) {
    enter();
    make("a", "");
    struct stat st;
    CHECK_EQ(chmod("a", 04751), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_mode, S_IFREG | 04751);
    int fd = open("a", O_RDONLY);
    CHECK_EQ(fchmod(fd, 0400), 0);
    CHECK_EQ(fstat(fd, &st), 0);
    CHECK_EQ(st.st_mode & 07777, 0400);
    CHECK_EQ(symlink("a", "s"), 0);
    CHECK_EQ(fchmodat(AT_FDCWD, "s", 0644, 0), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_mode & 07777, 0644);
    CHECK_EQ(fchmodat(AT_FDCWD, "a", 0640, AT_SYMLINK_NOFOLLOW), 0);
    CHECK_FAILS(fchmodat(AT_FDCWD, "s", 0600, AT_SYMLINK_NOFOLLOW), EOPNOTSUPP);
    CHECK_FAILS(chmod("none", 0600), ENOENT);
    CHECK_EQ(chown("a", (uid_t)-1, (gid_t)-1), 0);
    CHECK_EQ(lchown("s", (uid_t)-1, (gid_t)-1), 0);
    CHECK_EQ(fchown(fd, geteuid(), getegid()), 0);
    CHECK_EQ(fchownat(AT_FDCWD, "s", (uid_t)-1, (gid_t)-1, AT_SYMLINK_NOFOLLOW), 0);
    CHECK_EQ(access("a", F_OK), 0);
    CHECK_EQ(access("a", R_OK | W_OK), 0);
    CHECK_FAILS(access("none", F_OK), ENOENT);
    CHECK_FAILS(access("a", X_OK), EACCES);
    CHECK_FAILS(access("a", 64), EINVAL);
    CHECK_EQ(faccessat(AT_FDCWD, "a", R_OK, AT_EACCESS), 0);
    CHECK_EQ(eaccess("a", W_OK), 0);
    CHECK_EQ(euidaccess("a", F_OK), 0);
}

TEST(times) {
    enter();
    make("a", "");
    struct stat st;
    struct timespec two[2] = {{1000000000, 123456789}, {-5, 999999999}};
    CHECK_EQ(utimensat(AT_FDCWD, "a", two, 0), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_atim.tv_sec, 1000000000);
    CHECK_EQ(st.st_atim.tv_nsec, 123456789);
    CHECK_EQ(st.st_mtim.tv_sec, -5);
    CHECK_EQ(st.st_mtim.tv_nsec, 999999999);
    two[0].tv_nsec = UTIME_OMIT;
    two[1] = (struct timespec){7, 0};
    int fd = open("a", O_RDWR);
    CHECK_EQ(futimens(fd, two), 0);
    CHECK_EQ(fstat(fd, &st), 0);
    CHECK_EQ(st.st_atim.tv_sec, 1000000000);
    CHECK_EQ(st.st_mtim.tv_sec, 7);
    two[0].tv_nsec = UTIME_NOW;
    CHECK_EQ(futimens(fd, two), 0);
    CHECK_EQ(fstat(fd, &st), 0);
    CHECK(st.st_atim.tv_sec > 1000000000);
    two[0].tv_nsec = 1000000000;
    CHECK_FAILS(futimens(fd, two), EINVAL);
    struct timeval values[2] = {{11, 500000}, {12, 250000}};
    CHECK_EQ(utimes("a", values), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_atim.tv_nsec, 500000000);
    CHECK_EQ(st.st_mtim.tv_sec, 12);
    CHECK_EQ(symlink("a", "s"), 0);
    values[0].tv_sec = 99;
    CHECK_EQ(lutimes("s", values), 0);
    CHECK_EQ(lstat("s", &st), 0);
    CHECK_EQ(st.st_atim.tv_sec, 99);
    CHECK_EQ(stat("s", &st), 0);
    CHECK_EQ(st.st_atim.tv_sec, 11);
    values[0].tv_sec = 55;
    CHECK_EQ(futimes(fd, values), 0);
    CHECK_EQ(fstat(fd, &st), 0);
    CHECK_EQ(st.st_atim.tv_sec, 55);
    values[0].tv_usec = 1000000;
    CHECK_FAILS(utimes("a", values), EINVAL);
    struct utimbuf old = {3, 4};
    CHECK_EQ(utime("a", &old), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_atim.tv_sec, 3);
    CHECK_EQ(st.st_mtim.tv_sec, 4);
    CHECK_EQ(utime("a", NULL), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK(st.st_mtim.tv_sec > 1000000000);
}

TEST(lengths) {
    enter();
    make("a", "0123456789");
    struct stat st;
    CHECK_EQ(truncate("a", 4), 0);
    CHECK_EQ(stat("a", &st), 0);
    CHECK_EQ(st.st_size, 4);
    int fd = open("a", O_RDWR);
    CHECK_EQ(ftruncate(fd, 5000000000), 0);
    CHECK_EQ(lseek(fd, 0, SEEK_END), 5000000000);
    char text[8];
    CHECK_EQ(pread(fd, text, 8, 0), 8);
    CHECK_MEM(text, "0123\0\0\0\0", 8);
    CHECK_FAILS(ftruncate(fd, -1), EINVAL);
    CHECK_FAILS(truncate("none", 0), ENOENT);
    CHECK_FAILS(truncate(".", 0), EISDIR);
    CHECK_EQ(ftruncate(fd, 0), 0);
    CHECK_EQ(posix_fallocate(fd, 0, 10000), 0);
    CHECK_EQ(fstat(fd, &st), 0);
    CHECK_EQ(st.st_size, 10000);
    CHECK(st.st_blocks > 0);
    errno = 0;
    CHECK_EQ(posix_fallocate(fd, 0, 0), EINVAL);
    CHECK_EQ(posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL), 0);
    CHECK_EQ(posix_fadvise(fd, 0, 0, 77), EINVAL);
    CHECK_EQ(errno, 0);
    CHECK_EQ(fsync(fd), 0);
    CHECK_EQ(fdatasync(fd), 0);
    CHECK_FAILS(lseek(fd, -1, SEEK_SET), EINVAL);
    CHECK_FAILS(lseek(fd, 0, 99), EINVAL);
    struct statvfs vfs;
    CHECK_EQ(statvfs(".", &vfs), 0);
    CHECK(vfs.f_bsize > 0 && vfs.f_namemax >= 14);
    CHECK_EQ(fstatvfs(fd, &vfs), 0);
    CHECK_FAILS(statvfs("none", &vfs), ENOENT);
    CHECK_EQ(pathconf(".", _PC_NAME_MAX), 255);
    CHECK(fpathconf(fd, _PC_PIPE_BUF) >= 512);
}

TEST(working_directory) {
    enter();
    char text[PATH_MAX];
    CHECK_EQ(getcwd(text, sizeof text), text);
    CHECK_STR(text, home);
    CHECK_FAILS(getcwd(text, 3), ERANGE);
    CHECK_FAILS(getcwd(text, 0), EINVAL);
    char *own = getcwd(NULL, 0);
    CHECK_STR(own, home);
    free(own);
    CHECK_EQ(mkdir("deep", 0700), 0);
    int fd = open(".", O_RDONLY);
    CHECK_EQ(chdir("deep"), 0);
    CHECK_EQ(getcwd(text, sizeof text), text);
    CHECK_STR(text + strlen(home), "/deep");
    CHECK_EQ(setenv("PWD", text, 1), 0);
    own = get_current_dir_name();
    CHECK_STR(own, text);
    CHECK_EQ(rmdir(text), 0);
    CHECK_FAILS(getcwd(text, sizeof text), ENOENT);
    CHECK_EQ(fchdir(fd), 0);
    CHECK_STR(getcwd(text, sizeof text), home);
    CHECK_FAILS(chdir("none"), ENOENT);
    make("a", "");
    CHECK_FAILS(chdir("a"), ENOTDIR);
    CHECK_FAILS(fchdir(open("a", O_RDONLY)), ENOTDIR);
}

TEST(resolving) {
    enter();
    CHECK_EQ(mkdir("d", 0700), 0);
    make("d/f", "");
    CHECK_EQ(symlink("d/../d/./f", "s"), 0);
    CHECK_EQ(symlink("../s", "d/up"), 0);
    CHECK_EQ(symlink("dangling-target", "dangling"), 0);
    CHECK_EQ(symlink("loop2", "loop1"), 0);
    CHECK_EQ(symlink("loop1", "loop2"), 0);
    char expected[PATH_MAX], got[PATH_MAX];
    snprintf(expected, sizeof expected, "%s/d/f", home);
    static const char *const same[] = {"d/f", "./d/f", "d//f", "s", "d/up", "d/../s", "../../tmp/../proc/self/cwd/s"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        CHECK_EQ(realpath(same[i], got), got);
        CHECK_STR(got, expected);
    }
    char *own = realpath("d/", NULL);
    snprintf(expected, sizeof expected, "%s/d", home);
    CHECK_STR(own, expected);
    free(own);
    CHECK_STR(realpath("/", got), "/");
    CHECK_STR(realpath("//", got), "/");
    CHECK_STR(realpath("/..//../", got), "/");
    CHECK_STR(realpath(".", got), home);
    CHECK_FAILS(realpath("", got), ENOENT);
    CHECK_FAILS(realpath(NULL, got), EINVAL);
    CHECK_FAILS(realpath("none", got), ENOENT);
    CHECK_FAILS(realpath("none/..", got), ENOENT);
    CHECK_FAILS(realpath("dangling", NULL), ENOENT);
    CHECK_FAILS(realpath("loop1", got), ELOOP);
    CHECK_FAILS(realpath("d/f/", got), ENOTDIR);
    CHECK_FAILS(realpath("d/f/..", got), ENOTDIR);
    static char long_name[PATH_MAX + 10];
    memset(long_name, 'x', sizeof long_name - 1);
    CHECK_FAILS(realpath(long_name, got), ENAMETOOLONG);
    long_name[300] = 0;
    CHECK_FAILS(realpath(long_name, got), ENAMETOOLONG);
}

TEST(temporary_names) {
    enter();
    char a[] = "xXXXXXX", b[] = "xXXXXXX.suffix", c[] = "XXXXXX", d[] = "dXXXXXX", bad[] = "xXXXXX", none[] = "none/XXXXXX";
    int fd = mkstemp(a);
    CHECK(fd >= 0);
    CHECK(a[0] == 'x' && strcmp(a, "xXXXXXX") != 0 && strlen(a) == 7);
    struct stat st;
    CHECK_EQ(fstat(fd, &st), 0);
    CHECK_EQ(st.st_mode, S_IFREG | 0600);
    CHECK_EQ(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDWR);
    fd = mkostemps(b, 7, O_CLOEXEC | O_APPEND);
    CHECK(fd >= 0);
    CHECK_STR(b + 7, ".suffix");
    CHECK_EQ(fcntl(fd, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
    CHECK(fcntl(fd, F_GETFL) & O_APPEND);
    CHECK(mkostemp(c, O_CLOEXEC) >= 0);
    CHECK_EQ(mkdtemp(d), d);
    CHECK_EQ(stat(d, &st), 0);
    CHECK_EQ(st.st_mode, S_IFDIR | 0700);
    CHECK_FAILS(mkstemp(bad), EINVAL);
    CHECK_STR(bad, "xXXXXX");
    CHECK_FAILS(mkstemp(none), ENOENT);
    CHECK_FAILS(mkdtemp(bad), EINVAL);
    char e[] = "eXXXXXX.c";
    CHECK_FAILS(mkstemps(e, 3), EINVAL);
    CHECK(mkstemps(e, 2) >= 0);
    for (int i = 0; i < 200; i++) {
        char name[] = "manyXXXXXX";
        fd = mkstemp(name);
        CHECK(fd >= 0);
        close(fd);
    }
}
