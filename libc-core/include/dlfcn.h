/* dlfcn.h: the symbols of loaded objects (POSIX: dlfcn.h). A static program has one object: itself. */
#ifndef _DLFCN_H
#define _DLFCN_H

#include <features.h>

__EXTERN_C_BEGIN

#define RTLD_LOCAL 0
#define RTLD_LAZY 1
#define RTLD_NOW 2
#define RTLD_NOLOAD 4
#define RTLD_GLOBAL 0x100
#define RTLD_NODELETE 0x1000

#define RTLD_DEFAULT ((void *)0)
#define RTLD_NEXT ((void *)-1)

#define RTLD_DI_LINKMAP 2

void *dlopen(const char *, int);
int dlclose(void *);
void *dlsym(void *__restrict, const char *__restrict);
char *dlerror(void);

#if __VIS_BSD || __VIS_POSIX2024
/* What dladdr finds: the object's file and base, and the nearest symbol below the address. */
typedef struct {
	const char *dli_fname;
	void *dli_fbase;
	const char *dli_sname;
	void *dli_saddr;
} Dl_info;

int dladdr(const void *, Dl_info *);
#endif

#if __VIS_BSD
int dlinfo(void *, int, void *);
#endif

__EXTERN_C_END

#endif
