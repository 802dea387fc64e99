/* mntent.h: reading and writing tables of mounted file systems. */
#define _GNU_SOURCE
#include "check.h"
#include <mntent.h>
#include <stdio.h>

static FILE *table(const char *text) {
    FILE *file = fopen("table", "w+");
    CHECK(file != 0);
    CHECK(fputs(text, file) >= 0);
    CHECK_EQ(fclose(file), 0);
    file = setmntent("table", "r");
    CHECK(file != 0);
    return file;
}

TEST(reading) {
    FILE *file = table("# a comment\n\n   \t\n"
                       "/dev/sda1 / ext4 rw,noatime 0 1\n"
                       "  proc\t/proc \t proc defaults\n"
                       "#\n"
                       "server:/a\\040b /mnt\\011x\\134y nfs rw,size=5,ro 3 4 more words\n"
                       "only\n"
                       "/dev/last /end none sw 0 0");
    struct mntent *entry = getmntent(file);
    CHECK(entry != 0);
    CHECK_STR(entry->mnt_fsname, "/dev/sda1");
    CHECK_STR(entry->mnt_dir, "/");
    CHECK_STR(entry->mnt_type, "ext4");
    CHECK_STR(entry->mnt_opts, "rw,noatime");
    CHECK_EQ(entry->mnt_freq, 0);
    CHECK_EQ(entry->mnt_passno, 1);
    entry = getmntent(file);
    CHECK_STR(entry->mnt_fsname, "proc");
    CHECK_STR(entry->mnt_opts, "defaults");
    CHECK_EQ(entry->mnt_freq, 0);
    CHECK_EQ(entry->mnt_passno, 0);
    entry = getmntent(file);
    CHECK_STR(entry->mnt_fsname, "server:/a b");
    CHECK_STR(entry->mnt_dir, "/mnt\tx\\y");
    CHECK_EQ(entry->mnt_freq, 3);
    CHECK_EQ(entry->mnt_passno, 4);
    entry = getmntent(file);
    CHECK_STR(entry->mnt_fsname, "only");
    CHECK_STR(entry->mnt_dir, "");
    CHECK_STR(entry->mnt_opts, "");
    entry = getmntent(file);
    CHECK_STR(entry->mnt_dir, "/end");
    errno = 0;
    CHECK(getmntent(file) == 0);
    CHECK_EQ(errno, 0);
    CHECK_EQ(endmntent(file), 1);
    CHECK_EQ(endmntent(0), 1);
    CHECK_FAILS(setmntent("nothing", "r"), ENOENT);
}

TEST(in_the_callers_memory) {
    struct mntent entry;
    char buffer[64];
    FILE *file = table("/dev/a-rather-long-name-for-a-device /and/a/long/directory ext4 rw 0 0\n/b /c d e 1 2\n");
    CHECK_FAILS(getmntent_r(file, &entry, buffer, 32), ERANGE);
    CHECK_EQ(getmntent_r(file, &entry, buffer, 11), &entry);
    CHECK_STR(entry.mnt_fsname, "/b");
    CHECK_STR(entry.mnt_opts, "e");
    CHECK_EQ(entry.mnt_passno, 2);
    CHECK(entry.mnt_fsname >= buffer && entry.mnt_opts < buffer + sizeof buffer);
    CHECK(getmntent_r(file, &entry, buffer, sizeof buffer) == 0);
    endmntent(file);
}

TEST(writing) {
    FILE *file = setmntent("table", "w+");
    struct mntent entry = {"a b", "/c\td", "e\\f", "g", -1, 7};
    CHECK_EQ(addmntent(file, &entry), 0);
    entry = (struct mntent){"x", "/y", "z", "w", 0, 0};
    rewind(file);
    CHECK_EQ(addmntent(file, &entry), 0);
    rewind(file);
    struct mntent *read = getmntent(file);
    CHECK_STR(read->mnt_fsname, "a b");
    CHECK_STR(read->mnt_dir, "/c\td");
    CHECK_STR(read->mnt_type, "e\\f");
    CHECK_EQ(read->mnt_freq, -1);
    CHECK_EQ(read->mnt_passno, 7);
    read = getmntent(file);
    CHECK_STR(read->mnt_dir, "/y");
    CHECK(getmntent(file) == 0);
    endmntent(file);
    file = setmntent("table", "r");
    CHECK_EQ(addmntent(file, &entry), 1);
    endmntent(file);
}

TEST(options) {
    struct mntent entry = {.mnt_opts = "noatime,ro,size=10,user"};
    CHECK_EQ(hasmntopt(&entry, "ro"), entry.mnt_opts + 8);
    CHECK_EQ(hasmntopt(&entry, "size"), entry.mnt_opts + 11);
    CHECK_EQ(hasmntopt(&entry, "user"), entry.mnt_opts + 19);
    CHECK_EQ(hasmntopt(&entry, "noatime"), entry.mnt_opts);
    CHECK(hasmntopt(&entry, "atime") == 0);
    CHECK(hasmntopt(&entry, "r") == 0);
    CHECK(hasmntopt(&entry, "use") == 0);
    CHECK(hasmntopt(&entry, "10") == 0);
}

TEST(the_kernel_s) {
    FILE *file = setmntent("/proc/mounts", "r");
    CHECK(file != 0);
    int roots = 0;
    for (struct mntent *entry; (entry = getmntent(file));)
        roots += strcmp(entry->mnt_dir, "/") == 0;
    CHECK(roots >= 1);
    endmntent(file);
}
