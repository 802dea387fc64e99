/* BIND 4's names, which arpa/nameser.h has too. */
#include <arpa/nameser.h>
