/* Opening, modes, positions, and both ways on one stream. */
#define _GNU_SOURCE
#include "check.h"
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static char path[40];

static void make(const char *text) {
    strcpy(path, "/tmp/tine-position-XXXXXX");
    char *at = path + 19;
    for (long pid = getpid(); pid && *at; pid /= 10)
        *at++ = (char)('0' + pid % 10);
    FILE *f = fopen(path, "w");
    CHECK(f);
    CHECK(fputs(text, f) >= 0);
    CHECK_EQ(fclose(f), 0);
}

static const char *content(void) {
    static char text[1000];
    FILE *f = fopen(path, "r");
    CHECK(f);
    text[fread(text, 1, sizeof text - 1, f)] = 0;
    fclose(f);
    return text;
}

TEST(modes) {
    make("0123456789");
    FILE *f = fopen(path, "r");
    CHECK_EQ(fcntl(fileno(f), F_GETFL) & O_ACCMODE, O_RDONLY);
    CHECK_EQ(fcntl(fileno(f), F_GETFD), 0);
    fclose(f);
    f = fopen(path, "rb+e");
    CHECK_EQ(fcntl(fileno(f), F_GETFL) & O_ACCMODE, O_RDWR);
    CHECK_EQ(fcntl(fileno(f), F_GETFD), FD_CLOEXEC);
    fclose(f);
    f = fopen(path, "a");
    CHECK_EQ(fcntl(fileno(f), F_GETFL) & (O_ACCMODE | O_APPEND), O_WRONLY | O_APPEND);
    fputs("end", f);
    CHECK_EQ(ftell(f), 13);
    fclose(f);
    CHECK_STR(content(), "0123456789end");
    CHECK_FAILS(fopen(path, "wx"), EEXIST);
    CHECK_FAILS(fopen(path, "q"), EINVAL);
    CHECK_FAILS(fopen(path, ""), EINVAL);
    CHECK_FAILS(fopen("/nonexistent/file", "r"), ENOENT);
    CHECK_FAILS(fopen("/", "w"), EISDIR);
    f = fopen(path, "w+");
    CHECK_STR(content(), "");
    fputs("both", f);
    rewind(f);
    CHECK_EQ(getc(f), 'b');
    fclose(f);
    unlink(path);
    f = fopen(path, "wx");
    CHECK(f);
    fclose(f);
    struct stat status;
    mode_t mask = umask(0);
    umask(mask);
    CHECK_EQ(stat(path, &status), 0);
    CHECK_EQ(status.st_mode & 0777, 0666 & ~mask);
    unlink(path);
}

TEST(descriptors) {
    make("text");
    int fd = open(path, O_RDONLY);
    CHECK_FAILS(fdopen(fd, "w"), EINVAL);
    CHECK_FAILS(fdopen(fd, "z"), EINVAL);
    CHECK_FAILS(fdopen(999, "r"), EBADF);
    CHECK_FAILS(fdopen(-1, "r"), EBADF);
    FILE *f = fdopen(fd, "re");
    CHECK(f);
    CHECK_EQ(fileno(f), fd);
    CHECK_EQ(fileno_unlocked(f), fd);
    CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fclose(f), 0);
    CHECK_EQ(fcntl(fd, F_GETFD), -1);
    fd = open(path, O_RDWR);
    f = fdopen(fd, "a");
    CHECK(fcntl(fd, F_GETFL) & O_APPEND);
    fputs("+", f);
    fclose(f);
    CHECK_STR(content(), "text+");
    fd = open(path, O_RDWR);
    f = fdopen(fd, "w");
    fputs("T", f);
    fclose(f);
    CHECK_STR(content(), "Text+");
    unlink(path);
}

TEST(seeking) {
    make("0123456789");
    FILE *f = fopen(path, "r");
    CHECK_EQ(fseek(f, 4, SEEK_SET), 0);
    CHECK_EQ(getc(f), '4');
    CHECK_EQ(ftell(f), 5);
    CHECK_EQ(fseek(f, 2, SEEK_CUR), 0);
    CHECK_EQ(getc(f), '7');
    CHECK_EQ(fseeko(f, -3, SEEK_END), 0);
    CHECK_EQ(ftello(f), 7);
    CHECK_EQ(getc(f), '7');
    CHECK_EQ(ungetc('x', f), 'x');
    CHECK_EQ(ftell(f), 7);
    CHECK_EQ(fseek(f, 0, SEEK_CUR), 0);
    CHECK_EQ(getc(f), '7');
    fpos_t position;
    CHECK_EQ(fgetpos(f, &position), 0);
    while (getc(f) != EOF)
        ;
    CHECK(feof(f));
    CHECK_EQ(fsetpos(f, &position), 0);
    CHECK_EQ(feof(f), 0);
    CHECK_EQ(getc(f), '8');
    CHECK_FAILS(fseek(f, -1, SEEK_SET), EINVAL);
    CHECK_FAILS(fseek(f, 0, 9), EINVAL);
    CHECK_FAILS(fseek(f, 0, 3), EINVAL);
    CHECK_EQ(getc(f), '9');
    errno = 0;
    CHECK_EQ(fseek(f, INT64_MAX, SEEK_CUR), -1);
    CHECK(errno == EOVERFLOW || errno == EINVAL);
    CHECK_EQ(ftell(f), 10);
    fclose(f);
    int fds[2];
    CHECK_EQ(pipe(fds), 0);
    f = fdopen(fds[0], "r");
    CHECK_FAILS(fseek(f, 0, SEEK_CUR), ESPIPE);
    errno = 0;
    CHECK_EQ(ftell(f), -1);
    CHECK_EQ(errno, ESPIPE);
    fclose(f);
    unlink(path);
}

TEST(both_ways) {
    make("0123456789");
    FILE *f = fopen(path, "r+");
    CHECK_EQ(getc(f), '0');
    CHECK_EQ(fseek(f, 0, SEEK_CUR), 0);
    CHECK_EQ(fputc('A', f), 'A');
    CHECK_EQ(ftell(f), 2);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(getc(f), '2');
    rewind(f);
    fputs("zz", f);
    CHECK_EQ(fseek(f, -1, SEEK_END), 0);
    CHECK_EQ(getc(f), '9');
    CHECK_EQ(getc(f), EOF);
    fputs("tail", f);
    CHECK_EQ(fclose(f), 0);
    CHECK_STR(content(), "zz23456789tail");
    f = fopen(path, "a+");
    CHECK_EQ(getc(f), 'z');
    fseek(f, 0, SEEK_SET);
    fputs("!", f);
    CHECK_EQ(ftell(f), 15);
    rewind(f);
    CHECK_EQ(getc(f), 'z');
    fclose(f);
    CHECK_STR(content(), "zz23456789tail!");
    unlink(path);
}

/* The file's position is where the stream's is after fflush and fclose. */
TEST(position_is_given_back) {
    make("0123456789");
    int fd = open(path, O_RDONLY);
    FILE *f = fdopen(dup(fd), "r");
    CHECK_EQ(getc(f), '0');
    CHECK_EQ(getc(f), '1');
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 10);
    CHECK_EQ(fflush(f), 0);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 2);
    CHECK_EQ(getc(f), '2');
    CHECK_EQ(fclose(f), 0);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 3);
    close(fd);
    unlink(path);
}

TEST(reopening) {
    make("first");
    char other[64];
    strcpy(other, path);
    strcat(other, ".2");
    FILE *f = fopen(path, "w");
    int fd = fileno(f);
    fputs("to the first", f);
    CHECK_EQ(freopen(other, "w+", f) == f, 1);
    CHECK_EQ(fileno(f), fd);
    CHECK_STR(content(), "to the first");
    fputs("to the second", f);
    rewind(f);
    CHECK_EQ(getc(f), 't');
    fclose(f);
    f = fopen(path, "r");
    CHECK_FAILS(freopen("/nonexistent/file", "r", f), ENOENT);
    f = fopen(path, "r+");
    CHECK_EQ(freopen(NULL, "a", f) == f, 1);
    fputs(" again", f);
    fclose(f);
    CHECK_STR(content(), "to the first again");
    f = fopen(path, "r");
    CHECK_EQ(freopen(NULL, "w", f) == f, 1);
    fputs("new", f);
    fclose(f);
    CHECK_STR(content(), "new");
    CHECK_EQ(freopen(path, "w", stdout) == stdout, 1);
    CHECK_EQ(fileno(stdout), 1);
    printf("printed");
    fflush(stdout);
    CHECK_STR(content(), "printed");
    unlink(other);
    unlink(path);
}

TEST(names) {
    make("x");
    char other[64];
    strcpy(other, path);
    strcat(other, ".2");
    CHECK_EQ(rename(path, other), 0);
    CHECK_FAILS(rename(path, other), ENOENT);
    CHECK_EQ(renameat(AT_FDCWD, other, AT_FDCWD, path), 0);
    CHECK_EQ(remove(path), 0);
    CHECK_FAILS(remove(path), ENOENT);
    CHECK_EQ(mkdir(path, 0700), 0);
    CHECK_EQ(remove(path), 0);
    char name[L_tmpnam];
    CHECK_STR(tmpnam(name), name);
    CHECK_EQ(strncmp(name, "/tmp/", 5), 0);
    CHECK_EQ(access(name, F_OK), -1);
    char *shared = tmpnam(NULL);
    CHECK(shared && strcmp(shared, name) != 0);
    char *made = tempnam("/var/tmp", "prefixes");
    CHECK(made);
    CHECK(strncmp(made, "/var/tmp/prefi", 14) == 0 || strncmp(made, "/tmp/prefi", 10) == 0);
    CHECK_EQ(access(made, F_OK), -1);
    free(made);
    char terminal[L_ctermid];
    CHECK_STR(ctermid(terminal), "/dev/tty");
    CHECK_STR(ctermid(NULL), "/dev/tty");
    FILE *f = tmpfile();
    CHECK(f);
    struct stat status;
    CHECK_EQ(fstat(fileno(f), &status), 0);
    CHECK_EQ(status.st_nlink, 0);
    CHECK_EQ(status.st_mode & 0777, 0600);
    fclose(f);
}
