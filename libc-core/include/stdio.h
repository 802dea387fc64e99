/* stdio.h: streams (C23 7.23; POSIX: stdio.h). */
#ifndef _STDIO_H
#define _STDIO_H

#include <features.h>
#include <bits/types/FILE.h>
#include <bits/types/NULL.h>
#include <bits/types/size_t.h>
#include <bits/types/va_list_arg.h>

#if __VIS_C23
#define __STDC_VERSION_STDIO_H__ 202311L
/* The length of "-nan". */
#define _PRINTF_NAN_LEN_MAX 4
#endif
#if __VIS_POSIX
#include <bits/types/off_t.h>
#include <bits/types/ssize_t.h>
#include <bits/types/va_list.h>
#endif
#include <bits/seek.h>

__EXTERN_C_BEGIN

#undef EOF
#define EOF (-1)

#define BUFSIZ 1024
#define FILENAME_MAX 4096
#define FOPEN_MAX 1000
#define L_tmpnam 20
#define TMP_MAX 10000

/* Buffered wholly, by lines, not at all. */
#define _IOFBF 0
#define _IOLBF 1
#define _IONBF 2

/* A position in a stream. */
typedef union _G_fpos64_t {
	char __opaque[16];
	__extension__ long long __lldata;
	double __align;
} fpos_t;

extern FILE *const stdin;
extern FILE *const stdout;
extern FILE *const stderr;
#define stdin (stdin)
#define stdout (stdout)
#define stderr (stderr)

/* Files. */
int remove(const char *);
int rename(const char *, const char *);
FILE *tmpfile(void);
char *tmpnam(char *);

/* Opening, closing, buffering. */
FILE *fopen(const char *__restrict, const char *__restrict);
FILE *freopen(const char *__restrict, const char *__restrict, FILE *__restrict);
int fclose(FILE *);
int fflush(FILE *);
void setbuf(FILE *__restrict, char *__restrict);
int setvbuf(FILE *__restrict, char *__restrict, int, size_t);

/* Formatted output and input. */
int printf(const char *__restrict, ...);
int fprintf(FILE *__restrict, const char *__restrict, ...);
int sprintf(char *__restrict, const char *__restrict, ...);
int snprintf(char *__restrict, size_t, const char *__restrict, ...);
int vprintf(const char *__restrict, __va_list_arg);
int vfprintf(FILE *__restrict, const char *__restrict, __va_list_arg);
int vsprintf(char *__restrict, const char *__restrict, __va_list_arg);
int vsnprintf(char *__restrict, size_t, const char *__restrict, __va_list_arg);

int scanf(const char *__restrict, ...);
int fscanf(FILE *__restrict, const char *__restrict, ...);
int sscanf(const char *__restrict, const char *__restrict, ...);
int vscanf(const char *__restrict, __va_list_arg);
int vfscanf(FILE *__restrict, const char *__restrict, __va_list_arg);
int vsscanf(const char *__restrict, const char *__restrict, __va_list_arg);

/* Characters, lines, blocks. */
int fgetc(FILE *);
int getc(FILE *);
int getchar(void);
int ungetc(int, FILE *);
int fputc(int, FILE *);
int putc(int, FILE *);
int putchar(int);
char *fgets(char *__restrict, int, FILE *__restrict);
int fputs(const char *__restrict, FILE *__restrict);
int puts(const char *);
size_t fread(void *__restrict, size_t, size_t, FILE *__restrict);
size_t fwrite(const void *__restrict, size_t, size_t, FILE *__restrict);
#if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 201112L
char *gets(char *);
#endif

/* Positions. */
int fgetpos(FILE *__restrict, fpos_t *__restrict);
int fsetpos(FILE *, const fpos_t *);
int fseek(FILE *, long, int);
long ftell(FILE *);
void rewind(FILE *);

/* Errors. */
void clearerr(FILE *);
int feof(FILE *);
int ferror(FILE *);
void perror(const char *);

#if __VIS_POSIX
#define L_ctermid 20

char *ctermid(char *);
int renameat(int, const char *, int, const char *);

FILE *fdopen(int, const char *);
int fileno(FILE *);
FILE *fmemopen(void *__restrict, size_t, const char *__restrict);
FILE *open_memstream(char **, size_t *);
FILE *popen(const char *, const char *);
int pclose(FILE *);

int dprintf(int, const char *__restrict, ...);
int vdprintf(int, const char *__restrict, __va_list_arg);

ssize_t getdelim(char **__restrict, size_t *__restrict, int, FILE *__restrict);
ssize_t getline(char **__restrict, size_t *__restrict, FILE *__restrict);

int fseeko(FILE *, off_t, int);
off_t ftello(FILE *);

/* A stream is one thread's between these; the _unlocked functions are for in between. */
void flockfile(FILE *);
int ftrylockfile(FILE *);
void funlockfile(FILE *);
int getc_unlocked(FILE *);
int getchar_unlocked(void);
int putc_unlocked(int, FILE *);
int putchar_unlocked(int);

#if defined __GNUC__ && !defined __cplusplus && !defined __STRICT_ANSI__
/* The beginning of a stream: input that was read ahead, and room for output. */
struct __stdio_front {
    unsigned char *__read_at, *__read_end, *__write_at, *__write_end;
};
int __uflow(FILE *);
int __overflow(FILE *, int);
#define __stdio_front(f) ((struct __stdio_front *)(void *)(f))
#define getc_unlocked(f)                                                                                            \
    (__builtin_expect(__stdio_front(f)->__read_at != __stdio_front(f)->__read_end, 1)                               \
         ? (int)*__stdio_front(f)->__read_at++                                                                      \
         : __uflow(f))
#define getchar_unlocked() getc_unlocked(stdin)
#define putc_unlocked(c, f)                                                                                         \
    (__builtin_expect(__stdio_front(f)->__write_at < __stdio_front(f)->__write_end, 1)                              \
         ? (int)(*__stdio_front(f)->__write_at++ = (unsigned char)(c))                                              \
         : __overflow(f, c))
#define putchar_unlocked(c) putc_unlocked(c, stdout)
#endif
#endif

#if __VIS_XSI
#define P_tmpdir "/tmp"

char *tempnam(const char *, const char *);
#endif

#if __VIS_BSD || __VIS_POSIX2024
int asprintf(char **, const char *, ...);
int vasprintf(char **, const char *, __va_list_arg);
#endif

#if __VIS_BSD
#define L_cuserid 20

char *cuserid(char *);

void setbuffer(FILE *, char *, size_t);
void setlinebuf(FILE *);

int fgetc_unlocked(FILE *);
int fputc_unlocked(int, FILE *);
int fflush_unlocked(FILE *);
size_t fread_unlocked(void *, size_t, size_t, FILE *);
size_t fwrite_unlocked(const void *, size_t, size_t, FILE *);
void clearerr_unlocked(FILE *);
int feof_unlocked(FILE *);
int ferror_unlocked(FILE *);
int fileno_unlocked(FILE *);

int getw(FILE *);
int putw(int, FILE *);
char *fgetln(FILE *, size_t *);
#endif

#if __VIS_GNU
char *fgets_unlocked(char *, int, FILE *);
int fputs_unlocked(const char *, FILE *);

/* A stream whose bytes the program itself moves (fopencookie(3)). */
typedef ssize_t(cookie_read_function_t)(void *, char *, size_t);
typedef ssize_t(cookie_write_function_t)(void *, const char *, size_t);
typedef int(cookie_seek_function_t)(void *, off_t *, int);
typedef int(cookie_close_function_t)(void *);

typedef struct _IO_cookie_io_functions_t {
	cookie_read_function_t *read;
	cookie_write_function_t *write;
	cookie_seek_function_t *seek;
	cookie_close_function_t *close;
} cookie_io_functions_t;

FILE *fopencookie(void *, const char *, cookie_io_functions_t);

#define RENAME_NOREPLACE (1 << 0)
#define RENAME_EXCHANGE (1 << 1)
#define RENAME_WHITEOUT (1 << 2)
int renameat2(int, const char *, int, const char *, unsigned int);
#endif

#if __VIS_LARGEFILE64
#define tmpfile64 tmpfile
#define fopen64 fopen
#define freopen64 freopen
#define fseeko64 fseeko
#define ftello64 ftello
#define fgetpos64 fgetpos
#define fsetpos64 fsetpos
#define fpos64_t fpos_t
#define off64_t off_t
#endif

/*
 * printf and fprintf of a format that the compiler sees, and that has integers and strings of bytes only, go to functions
 * without the conversions of floating-point numbers, wide characters and errors: a program without others is small.
 */
#if defined __GNUC__ && !defined __clang__ && !defined __cplusplus && defined __OPTIMIZE__ && !defined __NO_INLINE__
int __printf_plain(const char *__restrict, ...);
int __fprintf_plain(FILE *__restrict, const char *__restrict, ...);

#define __PLAIN extern __inline __attribute__((__gnu_inline__, __always_inline__, __artificial__))

/* What is behind the first directive; the end if there is none; null if the directive is no plain one, or __f is null. */
__PLAIN const char *__plain_directive(const char *__f)
{
	if (!__f)
		return 0;
	__f += __builtin_strcspn(__f, "%");
	if (!*__f)
		return __f;
	__f += 1 + __builtin_strspn(__f + 1, "-+ #0123456789.*hljzt");
	if (!*__f || !__builtin_strchr("diouxXpcs%", *__f) || (__f[-1] == 'l' && (*__f == 'c' || *__f == 's')))
		return 0;
	return __f + 1;
}

/* Whether there are at most eight directives, all plain; of formats that the compiler makes no printf of, no. */
__PLAIN int __plain_format(const char *__f)
{
	if (!__builtin_strchr(__f, '%') || !__builtin_strcmp(__f, "%s") || !__builtin_strcmp(__f, "%s\n") || !__builtin_strcmp(__f, "%c"))
		return 0;
	__f = __plain_directive(__plain_directive(__plain_directive(__plain_directive(__f))));
	__f = __plain_directive(__plain_directive(__plain_directive(__plain_directive(__f))));
	return __f && !*__f;
}

__PLAIN int printf(const char *__restrict __f, ...)
{
	__SIZE_TYPE__ __length = __builtin_strlen(__f);
	if (__builtin_constant_p(__length)) {
		int __plain = __plain_format(__f);
		if (__builtin_constant_p(__plain) && __plain)
			return __printf_plain(__f, __builtin_va_arg_pack());
	}
	return __builtin_printf(__f, __builtin_va_arg_pack());
}

__PLAIN int fprintf(FILE *__restrict __file, const char *__restrict __f, ...)
{
	__SIZE_TYPE__ __length = __builtin_strlen(__f);
	if (__builtin_constant_p(__length)) {
		int __plain = __plain_format(__f);
		if (__builtin_constant_p(__plain) && __plain)
			return __fprintf_plain(__file, __f, __builtin_va_arg_pack());
	}
	return __builtin_fprintf(__file, __f, __builtin_va_arg_pack());
}

#undef __PLAIN
#endif

__EXTERN_C_END

#endif
