/* sys/kd.h: the console's keyboard and display (ioctl_console(2)): the kernel's header. */
#include <linux/kd.h>
