/* sys/soundcard.h: the Open Sound System: the kernel's header. */
#include <linux/soundcard.h>
