/* sys/sysmacros.h: the parts of a dev_t (makedev(3)): 12 low bits of the major number at bit 8, the rest at 44; 8 low bits of the minor number at bit 0, the rest at 20. */
#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H

#define major(device) ((unsigned int)((((device) >> 32) & 0xfffff000) | (((device) >> 8) & 0xfff)))
#define minor(device) ((unsigned int)((((device) >> 12) & 0xffffff00) | ((device) & 0xff)))
#define makedev(major, minor) \
	((((major) & 0xfffff000ULL) << 32) | (((major) & 0xfffULL) << 8) | (((minor) & 0xffffff00ULL) << 12) \
		| ((minor) & 0xffULL))

#endif
