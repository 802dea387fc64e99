/* The old name of <termios.h>. */
#include <termios.h>
