/* sys/sysinfo.h: the state of the whole system (sysinfo(2), get_nprocs(3)). */
#ifndef _SYS_SYSINFO_H
#define _SYS_SYSINFO_H

#include <features.h>

__EXTERN_C_BEGIN

/* Loads are fixed-point numbers with so many bits behind the point. */
#define SI_LOAD_SHIFT 16

/* Sizes are in units of mem_unit bytes. */
struct sysinfo {
	unsigned long uptime;
	unsigned long loads[3];
	unsigned long totalram;
	unsigned long freeram;
	unsigned long sharedram;
	unsigned long bufferram;
	unsigned long totalswap;
	unsigned long freeswap;
	unsigned short procs;
	unsigned short pad;
	unsigned long totalhigh;
	unsigned long freehigh;
	unsigned int mem_unit;
	char __reserved[256];
};

int sysinfo(struct sysinfo *);
int get_nprocs(void);
int get_nprocs_conf(void);
long get_phys_pages(void);
long get_avphys_pages(void);

__EXTERN_C_END

#endif
