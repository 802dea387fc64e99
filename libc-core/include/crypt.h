/* crypt.h: hashes of passwords (crypt(3)). */
#ifndef _CRYPT_H
#define _CRYPT_H

#include <features.h>

__EXTERN_C_BEGIN

struct crypt_data {
	int initialized;
	char __buf[256];
};

char *crypt(const char *, const char *);
char *crypt_r(const char *, const char *, struct crypt_data *);

__EXTERN_C_END

#endif
