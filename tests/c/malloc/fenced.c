/* Where a seccomp filter refuses membarrier(2), heaps are consistent at fork all the same. */
#define _GNU_SOURCE
#include "check.h"
#include "../emulated.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static atomic_int stop;

static void *work(void *unused) {
    void *blocks[50] = {0};
    for (unsigned i = 1; !stop; i = i * 1103515245 + 12345) {
        unsigned place = (i >> 16) % 50;
        free(blocks[place]);
        blocks[place] = malloc((i >> 8) % 3000);
        CHECK(blocks[place]);
    }
    for (int i = 0; i < 50; i++)
        free(blocks[i]);
    return unused;
}

TEST(fork_without_membarrier) {
    if (emulated())
        return;
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_membarrier, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    CHECK_EQ(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    CHECK_EQ(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), 0);
    CHECK_FAILS(syscall(SYS_membarrier, 0, 0, 0), EPERM);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        CHECK_EQ(pthread_create(&threads[i], NULL, work, NULL), 0);
    for (int i = 0; i < 200; i++) {
        pid_t pid = fork();
        CHECK(pid >= 0);
        if (pid == 0) {
            alarm(20);
            for (size_t size = 1; size < 4000; size += 7) {
                void *block = malloc(size);
                CHECK(block);
                memset(block, 1, size);
                if (size % 3)
                    free(block);
            }
            _exit(0);
        }
        int status;
        CHECK_EQ(waitpid(pid, &status, 0), pid);
        CHECK_EQ(status, 0);
    }
    stop = 1;
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
}
