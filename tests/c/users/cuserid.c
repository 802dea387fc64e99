/* The name of the effective user. */
#define _GNU_SOURCE
#include "check.h"
#include <pwd.h>
#include <stdio.h>

TEST(own_name) {
    struct passwd *entry = getpwuid(geteuid());
    char name[L_cuserid + 1];
    memset(name, 'x', sizeof name);
    if (entry == NULL) {
        CHECK(cuserid(NULL) == NULL);
        CHECK(cuserid(name) == name && name[0] == 0);
        return;
    }
    CHECK(cuserid(name) == name);
    CHECK_STR(name, entry->pw_name);
    CHECK_STR(cuserid(NULL), entry->pw_name);
    CHECK_EQ(name[L_cuserid], 'x');
}
