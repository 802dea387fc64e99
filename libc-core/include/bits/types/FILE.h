/* A stream; opaque, but C before C11 wants a complete type (C23 7.23.1). */
#ifndef _BITS_TYPES_FILE_H
#define _BITS_TYPES_FILE_H

#if !defined(__STDC_VERSION__) || __STDC_VERSION__ < 201112L
struct _IO_FILE {
	char __opaque;
};
#endif

typedef struct _IO_FILE FILE;

#endif
