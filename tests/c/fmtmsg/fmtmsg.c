/* Messages in System V's format. */
#include "check.h"
#include <fcntl.h>
#include <fmtmsg.h>
#include <stdlib.h>

static char text[500];
static int result;

/* What a message writes to standard error. */
static const char *message(long classification, const char *label, int severity, const char *what, const char *action,
                           const char *tag) {
    int ends[2];
    CHECK_EQ(pipe(ends), 0);
    int saved = dup(2);
    CHECK_EQ(dup2(ends[1], 2), 2);
    result = fmtmsg(classification, label, severity, what, action, tag);
    CHECK_EQ(dup2(saved, 2), 2);
    close(saved);
    close(ends[1]);
    ssize_t length = read(ends[0], text, sizeof text - 1);
    close(ends[0]);
    CHECK(length >= 0);
    text[length] = 0;
    return text;
}

TEST(all_parts) {
    unsetenv("MSGVERB");
    CHECK_STR(message(MM_PRINT, "UX:cat", MM_ERROR, "invalid syntax", "refer to manual", "UX:cat:001"),
              "UX:cat: ERROR: invalid syntax\nTO FIX: refer to manual  UX:cat:001\n");
    CHECK_EQ(result, MM_OK);
    CHECK_STR(message(MM_PRINT | MM_SOFT, MM_NULLLBL, MM_HALT, "x", MM_NULLACT, MM_NULLTAG), "HALT: x\n");
    CHECK_STR(message(MM_PRINT, "a:b", MM_NOSEV, MM_NULLTXT, "do it", MM_NULLTAG), "a:b: TO FIX: do it\n");
    CHECK_STR(message(0, "a:b", MM_INFO, "x", "y", "z"), "");
    CHECK_EQ(result, MM_OK);
}

TEST(parts_by_the_environment) {
    CHECK_EQ(setenv("MSGVERB", "text:action", 1), 0);
    CHECK_STR(message(MM_PRINT, "a:b", MM_INFO, "x", "y", "z"), "x\nTO FIX: y\n");
    CHECK_EQ(setenv("MSGVERB", "severity", 1), 0);
    CHECK_STR(message(MM_PRINT, "a:b", MM_WARNING, "x", "y", "z"), "WARNING\n");
    CHECK_EQ(setenv("MSGVERB", "severity:nothing", 1), 0);
    CHECK_STR(message(MM_PRINT, "a:b", MM_WARNING, "x", "y", "z"), "a:b: WARNING: x\nTO FIX: y  z\n");
}

TEST(wrong_ones) {
    CHECK_STR(message(MM_PRINT, "no colon", MM_INFO, "x", "y", "z"), "");
    CHECK_EQ(result, MM_NOTOK);
    CHECK_STR(message(MM_PRINT, "a:b", 99, "x", "y", "z"), "");
    CHECK_EQ(result, MM_NOTOK);
}

TEST(nowhere_to_write) {
    int saved = dup(2);
    close(2);
    int nowhere = fmtmsg(MM_PRINT, "a:b", MM_INFO, "x", "y", "z");
    CHECK_EQ(dup2(saved, 2), 2);
    CHECK_EQ(nowhere, MM_NOTOK);
}
