/* Hashes of passwords, through the C functions; the methods have their tests on the host. */
#define _GNU_SOURCE
#include "check.h"
#include <crypt.h>
#include <stdlib.h>

static const struct {
    const char *key, *hash;
} published[] = {
    {"rasmuslerdorf", "rl.3StKT.4T8M"},
    {"rasmuslerdorf", "_J9..rasmBYk8r9AiWNc"},
    {"rasmuslerdorf", "$1$rasmusle$rISCgZzpwk3UhDidwXvin0"},
    {"U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"},
    {"Hello world!", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"},
    {"Hello world!",
     "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"},
};

TEST(hashes) {
    struct crypt_data data = {0};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++) {
        CHECK_STR(crypt(published[i].key, published[i].hash), published[i].hash);
        CHECK_STR(crypt_r(published[i].key, published[i].hash, &data), published[i].hash);
        CHECK(strcmp(crypt("another", published[i].hash), published[i].hash) != 0);
    }
}

TEST(no_settings) {
    struct crypt_data data = {0};
    CHECK_STR(crypt("key", ""), "*0");
    CHECK_STR(crypt("key", "*0"), "*1");
    CHECK_STR(crypt("key", "$9$salt$"), "*0");
    CHECK_STR(crypt("key", "$6$rounds=4294967295$salt"), "*0");
    CHECK_STR(crypt_r("key", "$2a$99$CCCCCCCCCCCCCCCCCCCCC.", &data), "*0");
    CHECK(data.__buf[0] == '*');
}

TEST(des_itself) {
    char key[64], block[64], copy[64];
    unsigned long long k = 0x133457799bbcdff1, plain = 0x0123456789abcdef, cipher = 0x85e813540f0ab405;
    for (int i = 0; i < 64; i++) {
        key[i] = (char)(k >> (63 - i) & 1);
        block[i] = copy[i] = (char)(plain >> (63 - i) & 1);
    }
    setkey(key);
    encrypt(block, 0);
    for (int i = 0; i < 64; i++)
        CHECK_EQ(block[i], (char)(cipher >> (63 - i) & 1));
    /* A hash in between does not change the key. */
    CHECK_STR(crypt("rasmuslerdorf", "rl"), "rl.3StKT.4T8M");
    encrypt(block, 1);
    CHECK_MEM(block, copy, 64);
}
