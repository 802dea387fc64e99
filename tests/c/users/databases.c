/* passwd, group and shadow: walks, look-ups, streams, groups of a user. */
#define _GNU_SOURCE
#include "check.h"
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <stdio.h>
#include <stdlib.h>

TEST(root_is_there) {
    struct passwd *user = getpwnam("root");
    CHECK(user != 0);
    CHECK_EQ(user->pw_uid, 0);
    CHECK(user->pw_shell[0] == '/');
    user = getpwuid(0);
    CHECK(user != 0);
    CHECK_STR(user->pw_name, "root");
    struct group *group = getgrgid(0);
    CHECK(group != 0);
    CHECK_STR(group->gr_name, "root");
    CHECK_EQ(getgrnam("root")->gr_gid, 0);
}

TEST(nobody_of_that_name) {
    errno = 0;
    CHECK(getpwnam("no such user") == 0);
    CHECK_EQ(errno, 0);
    CHECK(getgrnam("no such group") == 0);
    CHECK_EQ(errno, 0);
}

TEST(in_the_callers_memory) {
    struct passwd user, *found = &user;
    char buffer[512], small[4];
    CHECK_EQ(getpwnam_r("root", &user, buffer, sizeof buffer, &found), 0);
    CHECK_EQ(found, &user);
    CHECK_STR(user.pw_name, "root");
    CHECK(user.pw_name >= buffer && user.pw_name < buffer + sizeof buffer);
    CHECK_EQ(getpwuid_r(0, &user, small, sizeof small, &found), ERANGE);
    CHECK(found == 0);
    CHECK_EQ(getpwuid_r(4000000000u, &user, buffer, sizeof buffer, &found), 0);
    CHECK(found == 0);
    struct group group, *group_found;
    CHECK_EQ(getgrgid_r(0, &group, buffer + 1, sizeof buffer - 1, &group_found), 0);
    CHECK_EQ(group_found, &group);
    CHECK_EQ((uintptr_t)group.gr_mem % sizeof(char *), 0);
    CHECK_EQ(getgrnam_r("root", &group, small, sizeof small, &group_found), ERANGE);
}

TEST(walks) {
    int count = 0;
    setpwent();
    while (getpwent())
        count++;
    CHECK(count > 3);
    setpwent();
    struct passwd *first = getpwent();
    CHECK_STR(first->pw_name, "root");
    endpwent();
    count = 0;
    while (getgrent())
        count++;
    CHECK(count > 3);
    endgrent();
    setgrent();
}

TEST(streams) {
    FILE *file = fopen("passwd", "w+");
    fputs("bad line\na:x:1:2:c:/d:/s\nb:x:zz:2:c:/d:/s\n", file);
    struct passwd out = {.pw_name = "n", .pw_passwd = "p", .pw_uid = 4294967295u, .pw_gid = 7, .pw_gecos = "",
                         .pw_dir = "/h", .pw_shell = "/s"};
    CHECK_EQ(putpwent(&out, file), 0);
    out.pw_gecos = "a:b";
    CHECK_FAILS(putpwent(&out, file), EINVAL);
    rewind(file);
    struct passwd *in = fgetpwent(file);
    CHECK_STR(in->pw_name, "a");
    CHECK_EQ(in->pw_gid, 2);
    in = fgetpwent(file);
    CHECK_STR(in->pw_name, "n");
    CHECK_EQ(in->pw_uid, 4294967295u);
    CHECK(fgetpwent(file) == 0);
    fclose(file);
    file = fopen("group", "w+");
    char *members[] = {"one", "two", 0};
    struct group group = {.gr_name = "g", .gr_passwd = "x", .gr_gid = 5, .gr_mem = members};
    CHECK_EQ(putgrent(&group, file), 0);
    members[0] = 0;
    CHECK_EQ(putgrent(&group, file), 0);
    rewind(file);
    struct group *read = fgetgrent(file);
    CHECK_STR(read->gr_mem[1], "two");
    CHECK(read->gr_mem[2] == 0);
    read = fgetgrent(file);
    CHECK(read->gr_mem[0] == 0);
    fclose(file);
    file = fopen("shadow", "w+");
    fputs("s:h:19000:0:99999:7:::\n", file);
    rewind(file);
    struct spwd *shadow = fgetspent(file);
    CHECK_STR(shadow->sp_pwdp, "h");
    CHECK_EQ(shadow->sp_lstchg, 19000);
    CHECK_EQ(shadow->sp_warn, 7);
    CHECK_EQ(shadow->sp_inact, -1);
    fclose(file);
}

TEST(groups_of_a_user) {
    gid_t groups[64];
    int count = 64;
    int found = getgrouplist("root", 12345, groups, &count);
    CHECK(found >= 1);
    CHECK_EQ(found, count);
    CHECK_EQ(groups[0], 12345);
    count = 0;
    CHECK_EQ(getgrouplist("root", 12345, groups, &count), -1);
    CHECK_EQ(count, found);
}
