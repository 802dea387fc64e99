/* sys/vt.h: virtual terminals (ioctl_console(2)): the kernel's header. */
#include <linux/vt.h>
