/* The old name of <stropts.h>. */
#include <stropts.h>
