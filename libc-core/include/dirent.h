/* dirent.h: reading directories (POSIX: dirent.h). */
#ifndef _DIRENT_H
#define _DIRENT_H

#include <features.h>
#include <bits/types/ino_t.h>
#include <bits/types/off_t.h>
#if __VIS_BSD || __VIS_POSIX2024
#include <bits/types/size_t.h>
#endif
#if __VIS_POSIX2024
#include <bits/types/ssize_t.h>
#endif

__EXTERN_C_BEGIN

typedef struct __dirstream DIR;

/* One entry, as getdents64(2) gives it. */
struct dirent {
	ino_t d_ino;
	off_t d_off;
	unsigned short d_reclen;
	unsigned char d_type;
	char d_name[256];
};

#define d_fileno d_ino
#define _DIRENT_HAVE_D_RECLEN
#define _DIRENT_HAVE_D_OFF
#define _DIRENT_HAVE_D_TYPE

DIR *opendir(const char *);
DIR *fdopendir(int);
int closedir(DIR *);
struct dirent *readdir(DIR *);
int readdir_r(DIR *__restrict, struct dirent *__restrict, struct dirent **__restrict);
void rewinddir(DIR *);
int dirfd(DIR *);

int scandir(const char *, struct dirent ***, int (*)(const struct dirent *),
	int (*)(const struct dirent **, const struct dirent **));
int alphasort(const struct dirent **, const struct dirent **);

#if __VIS_XSI
void seekdir(DIR *, long);
long telldir(DIR *);
#endif

#if __VIS_BSD || __VIS_POSIX2024
/* The values of d_type. */
#define DT_UNKNOWN 0
#define DT_FIFO 1
#define DT_CHR 2
#define DT_DIR 4
#define DT_BLK 6
#define DT_REG 8
#define DT_LNK 10
#define DT_SOCK 12
#endif

#if __VIS_BSD
#define DT_WHT 14

/* Between d_type and the type bits of st_mode. */
#define IFTODT(mode) (((mode) >> 12) & 017)
#define DTTOIF(type) ((type) << 12)

int getdents(int, struct dirent *, size_t);
#endif

#if __VIS_GNU
int versionsort(const struct dirent **, const struct dirent **);
#endif

#if __VIS_LARGEFILE64
#define dirent64 dirent
#define readdir64 readdir
#define readdir64_r readdir_r
#define scandir64 scandir
#define alphasort64 alphasort
#define versionsort64 versionsort
#define getdents64 getdents
#define ino64_t ino_t
#define off64_t off_t
#endif

__EXTERN_C_END

#endif
