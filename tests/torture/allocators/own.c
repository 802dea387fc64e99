/* An allocator that an application brings along: one lock, which its handlers hold over fork. It stops the program when
 * it is given a block that is not its own. With RECURSIVE its lock is recursive, so that handlers that run while it is
 * held can allocate. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT = 16, CLASSES = 24, ARENA = 64 << 20 };

/* Before each block. */
struct header {
    /* How far before this the memory begins. */
    uint32_t distance;
    /* It is `UNIT << class` bytes. */
    uint32_t class;
    uint64_t in_use;
};

struct vacant {
    struct vacant *next;
};

static _Alignas(4096) unsigned char arena[ARENA];
static size_t used;
static struct vacant *vacant[CLASSES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int ready;

#ifdef RECURSIVE
const int allocator_is_recursive = 1;
#else
const int allocator_is_recursive = 0;
#endif

static const uint64_t MARK = 0x74696e650a0b0c0d;

static void take(void) { pthread_mutex_lock(&lock); }
static void give(void) { pthread_mutex_unlock(&lock); }

/* By the first allocation, before there are threads. */
static void begin(void) {
    ready = 1;
#ifdef RECURSIVE
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&lock, &attributes);
#endif
    pthread_atfork(take, give, give);
}

static void *allocate(size_t size, size_t alignment) {
    if (!ready)
        begin();
    size_t whole = size + alignment + sizeof(struct header);
    unsigned class = 0;
    while (class < CLASSES && (size_t)UNIT << class < whole)
        class++;
    if (size > ARENA || class == CLASSES) {
        errno = ENOMEM;
        return NULL;
    }
    unsigned char *memory = NULL;
    take();
    if (vacant[class]) {
        memory = (unsigned char *)vacant[class];
        vacant[class] = vacant[class]->next;
    } else if (((size_t)UNIT << class) <= ARENA - used) {
        memory = arena + used;
        used += (size_t)UNIT << class;
    }
    give();
    if (!memory) {
        errno = ENOMEM;
        return NULL;
    }
    uintptr_t block = ((uintptr_t)memory + sizeof(struct header) + alignment - 1) & -alignment;
    struct header *header = (struct header *)block - 1;
    header->distance = (uint32_t)((unsigned char *)header - memory);
    header->class = class;
    header->in_use = MARK;
    return (void *)block;
}

static struct header *header_of(void *block) {
    struct header *header = (struct header *)block - 1;
    if ((unsigned char *)block < arena || (unsigned char *)block >= arena + ARENA || header->in_use != MARK)
        abort();
    return header;
}

size_t malloc_usable_size(void *block) {
    if (!block)
        return 0;
    struct header *header = header_of(block);
    return ((size_t)UNIT << header->class) - header->distance - sizeof *header;
}

void *malloc(size_t size) {
    return allocate(size, UNIT);
}

void free(void *block) {
    if (!block)
        return;
    struct header *header = header_of(block);
    unsigned class = header->class;
    struct vacant *memory = (struct vacant *)((unsigned char *)header - header->distance);
    header->in_use = 0;
    take();
    memory->next = vacant[class];
    vacant[class] = memory;
    give();
}

void *calloc(size_t count, size_t size) {
    size_t whole;
    if (__builtin_mul_overflow(count, size, &whole)) {
        errno = ENOMEM;
        return NULL;
    }
    void *block = malloc(whole);
    return block ? memset(block, 0, whole) : NULL;
}

void *realloc(void *block, size_t size) {
    if (!block)
        return malloc(size);
    size_t room = malloc_usable_size(block);
    void *new = malloc(size);
    if (!new)
        return NULL;
    memcpy(new, block, room < size ? room : size);
    free(block);
    return new;
}

void *aligned_alloc(size_t alignment, size_t size) {
    if (alignment == 0 || alignment & (alignment - 1) || alignment > ARENA) {
        errno = EINVAL;
        return NULL;
    }
    return allocate(size, alignment < UNIT ? UNIT : alignment);
}

void *memalign(size_t alignment, size_t size) {
    return aligned_alloc(alignment, size);
}

int posix_memalign(void **to, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0)
        return EINVAL;
    void *block = aligned_alloc(alignment, size);
    if (!block)
        return errno;
    *to = block;
    return 0;
}
