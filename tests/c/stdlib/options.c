/* getopt, getopt_long, err. */
#include "check.h"
#include <err.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdlib.h>
#include <sys/wait.h>

#define ARGUMENTS(...) char *argv[] = {"program", __VA_ARGS__, 0}; int argc = sizeof argv / sizeof *argv - 1

TEST(short_options) {
    ARGUMENTS("-ab", "-cvalue", "-c", "next", "--", "-a");
    CHECK_EQ(getopt(argc, argv, "abc:"), 'a');
    CHECK_EQ(getopt(argc, argv, "abc:"), 'b');
    CHECK_EQ(getopt(argc, argv, "abc:"), 'c');
    CHECK_STR(optarg, "value");
    CHECK_EQ(getopt(argc, argv, "abc:"), 'c');
    CHECK_STR(optarg, "next");
    CHECK_EQ(getopt(argc, argv, "abc:"), -1);
    CHECK_EQ(optind, 6);
}

TEST(wrong_short_options) {
    ARGUMENTS("-x", "-c");
    CHECK_EQ(getopt(argc, argv, ":c:"), '?');
    CHECK_EQ(optopt, 'x');
    CHECK_EQ(getopt(argc, argv, ":c:"), ':');
    CHECK_EQ(optopt, 'c');
    CHECK_EQ(getopt(argc, argv, ":c:"), -1);
}

TEST(optional_arguments) {
    ARGUMENTS("-oyes", "-o", "no");
    CHECK_EQ(getopt(argc, argv, "o::"), 'o');
    CHECK_STR(optarg, "yes");
    CHECK_EQ(getopt(argc, argv, "o::"), 'o');
    CHECK(optarg == 0);
    CHECK_EQ(getopt(argc, argv, "o::"), -1);
    CHECK_EQ(optind, 3);
}

TEST(long_options) {
    int flag = 0, index = -1;
    struct option options[] = {{"verbose", no_argument, &flag, 7},
                               {"output", required_argument, 0, 'o'},
                               {"outside", no_argument, 0, 's'},
                               {"maybe", optional_argument, 0, 'm'},
                               {0, 0, 0, 0}};
    ARGUMENTS("file", "--verbose", "--outp=x", "--output", "y", "--maybe", "-v", "other", "--out", "--verbose=1", "--nix");
    opterr = 0;
    CHECK_EQ(getopt_long(argc, argv, "v", options, &index), 0);
    CHECK_EQ(flag, 7);
    CHECK_EQ(index, 0);
    CHECK_EQ(getopt_long(argc, argv, "v", options, &index), 'o');
    CHECK_STR(optarg, "x");
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), 'o');
    CHECK_STR(optarg, "y");
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), 'm');
    CHECK(optarg == 0);
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), 'v');
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), '?'); /* ambiguous */
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), '?'); /* no argument */
    CHECK_EQ(optopt, 7);
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), '?'); /* unknown */
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), -1);
    CHECK_EQ(optind, argc - 2);
    CHECK_STR(argv[optind], "file");
    CHECK_STR(argv[optind + 1], "other");
}

TEST(long_options_stop_at_the_first_argument_if_asked) {
    struct option options[] = {{"all", no_argument, 0, 'a'}, {0, 0, 0, 0}};
    ARGUMENTS("-v", "file", "--all");
    setenv("POSIXLY_CORRECT", "", 1);
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), 'v');
    CHECK_EQ(getopt_long(argc, argv, "v", options, 0), -1);
    CHECK_EQ(optind, 2);
    CHECK_STR(argv[2], "file");
}

TEST(long_options_with_one_dash) {
    struct option options[] = {{"name", required_argument, 0, 'n'}, {"x", no_argument, 0, 'X'}, {0, 0, 0, 0}};
    ARGUMENTS("-name", "a", "-x", "-ab");
    CHECK_EQ(getopt_long_only(argc, argv, "abx", options, 0), 'n');
    CHECK_STR(optarg, "a");
    CHECK_EQ(getopt_long_only(argc, argv, "abx", options, 0), 'x');
    CHECK_EQ(getopt_long_only(argc, argv, "abx", options, 0), 'a');
    CHECK_EQ(getopt_long_only(argc, argv, "abx", options, 0), 'b');
    CHECK_EQ(getopt_long_only(argc, argv, "abx", options, 0), -1);
}

TEST(messages) {
    int fd = open("messages", O_CREAT | O_RDWR, 0600);
    int saved = dup(2);
    dup2(fd, 2);
    errno = ENOENT;
    warn("file %d", 3);
    warnx("plain %s", "text");
    pid_t pid = fork();
    if (pid == 0) {
        errno = EACCES;
        err(5, 0);
    }
    int status;
    waitpid(pid, &status, 0);
    dup2(saved, 2);
    CHECK_EQ(WEXITSTATUS(status), 5);
    char text[256] = "";
    CHECK(pread(fd, text, sizeof text - 1, 0) > 0);
    CHECK_STR(strstr(text, ": "), strstr(text, ": file 3: "));
    CHECK(strstr(text, ": file 3: No such file or directory\n") != 0);
    CHECK(strstr(text, ": plain text\n") != 0);
    CHECK(strstr(text, ": Permission denied\n") != 0);
}
