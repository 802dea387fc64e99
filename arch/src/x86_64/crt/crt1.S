/* Program entry (System V psABI 3.4.1): the stack holds argc, argv, envp and the auxiliary vector.
 * With SELF_RELOCATE it is rcrt1.o: the program is position-independent and relocates itself first. */
    .text
    .globl _start
    .type _start, @function
_start:
    xor %ebp, %ebp
    mov %rsp, %rbx
    and $-16, %rsp
    .ifdef SELF_RELOCATE
    .hidden _DYNAMIC, __tine_relocate
    mov %rbx, %rdi
    lea _DYNAMIC(%rip), %rsi
    call __tine_relocate
    .endif
    mov main@GOTPCREL(%rip), %rdi
    mov (%rbx), %esi
    lea 8(%rbx), %rdx
    lea _init(%rip), %rcx
    lea _fini(%rip), %r8
    xor %r9d, %r9d
    call __libc_start_main
    hlt
    .size _start, . - _start
    .section .note.GNU-stack, "", @progbits
