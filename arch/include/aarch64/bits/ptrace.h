/* Requests of ptrace(2) that aarch64 has alone: none; registers go by PTRACE_GETREGSET. */
#ifndef _BITS_PTRACE_H
#define _BITS_PTRACE_H

#endif
