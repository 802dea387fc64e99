/* The size of a terminal window, in characters and pixels (POSIX: termios.h). */
#ifndef _BITS_TYPES_STRUCT_WINSIZE_H
#define _BITS_TYPES_STRUCT_WINSIZE_H

struct winsize {
	unsigned short ws_row;
	unsigned short ws_col;
	unsigned short ws_xpixel;
	unsigned short ws_ypixel;
};

#endif
