/* search.h: hash tables, trees, lists and arrays (POSIX: search.h). */
#ifndef _SEARCH_H
#define _SEARCH_H

#include <features.h>
#include <bits/types/size_t.h>

__EXTERN_C_BEGIN

/* The hash table. */
typedef struct entry {
	char *key;
	void *data;
} ENTRY;

typedef enum {
	FIND,
	ENTER
} ACTION;

int hcreate(size_t);
void hdestroy(void);
ENTRY *hsearch(ENTRY, ACTION);

/* Binary trees. */
typedef enum {
	preorder,
	postorder,
	endorder,
	leaf
} VISIT;

void *tsearch(const void *, void **, int (*)(const void *, const void *));
void *tfind(const void *, void *const *, int (*)(const void *, const void *));
void *tdelete(const void *__restrict, void **__restrict, int (*)(const void *, const void *));
void twalk(const void *, void (*)(const void *, VISIT, int));

/* Linked lists. */
void insque(void *, void *);
void remque(void *);

/* Arrays. */
void *lfind(const void *, const void *, size_t *, size_t, int (*)(const void *, const void *));
void *lsearch(const void *, void *, size_t *, size_t, int (*)(const void *, const void *));

#if __VIS_GNU
/* Hash tables of the program's own. */
struct hsearch_data {
	struct __tab *__tab;
	unsigned int __unused1;
	unsigned int __unused2;
};

int hcreate_r(size_t, struct hsearch_data *);
void hdestroy_r(struct hsearch_data *);
int hsearch_r(ENTRY, ACTION, ENTRY **, struct hsearch_data *);

void tdestroy(void *, void (*)(void *));

/* An element of insque's list. */
struct qelem {
	struct qelem *q_forw;
	struct qelem *q_back;
	char q_data[1];
};
#endif

__EXTERN_C_END

#endif
