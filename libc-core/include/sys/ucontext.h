/* The old name of <ucontext.h>. */
#include <ucontext.h>
