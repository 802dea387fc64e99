/* The null pointer constant (C23 7.21). No guard: each header that owes NULL restores it. */
#undef NULL
#if defined(__cplusplus) && __cplusplus >= 201103L
#define NULL nullptr
#elif defined(__cplusplus)
#define NULL 0L
#else
#define NULL ((void *)0)
#endif
