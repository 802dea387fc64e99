/* flags: -static-pie -fPIE */
/* Indirect functions of a position-independent program, whose tables are read-only afterwards. */
#include "ifunc.c"
