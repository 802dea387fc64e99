/* link.h: the loaded objects, as a debugger or unwinder sees them (dl_iterate_phdr(3)). */
#ifndef _LINK_H
#define _LINK_H

#include <features.h>
#include <elf.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

/* The types of the machine's word size. */
#define ElfW(type) Elf64_##type

typedef uint32_t Elf_Symndx;

struct dl_phdr_info {
	ElfW(Addr) dlpi_addr;
	const char *dlpi_name;
	const ElfW(Phdr) *dlpi_phdr;
	ElfW(Half) dlpi_phnum;
	unsigned long long dlpi_adds;
	unsigned long long dlpi_subs;
	size_t dlpi_tls_modid;
	void *dlpi_tls_data;
};

struct link_map {
	ElfW(Addr) l_addr;
	char *l_name;
	ElfW(Dyn) *l_ld;
	struct link_map *l_next;
	struct link_map *l_prev;
};

struct r_debug {
	int r_version;
	struct link_map *r_map;
	ElfW(Addr) r_brk;
	enum {
		RT_CONSISTENT,
		RT_ADD,
		RT_DELETE
	} r_state;
	ElfW(Addr) r_ldbase;
};

int dl_iterate_phdr(int (*)(struct dl_phdr_info *, size_t, void *), void *);

__EXTERN_C_END

#endif
