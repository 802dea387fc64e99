/* Program entry (kernel's ELF loader): the stack holds argc, argv, envp and the auxiliary vector.
 * With SELF_RELOCATE it is rcrt1.o: the program is position-independent and relocates itself first. */
    .text
    .globl _start
    .type _start, %function
_start:
    mov x29, xzr
    mov x30, xzr
    mov x19, sp
    and sp, x19, #-16
    .ifdef SELF_RELOCATE
    .hidden _DYNAMIC, __tine_relocate
    mov x0, x19
    adrp x1, _DYNAMIC
    add x1, x1, :lo12:_DYNAMIC
    bl __tine_relocate
    .endif
    adrp x0, :got:main
    ldr x0, [x0, :got_lo12:main]
    ldr w1, [x19]
    add x2, x19, #8
    adrp x3, _init
    add x3, x3, :lo12:_init
    adrp x4, _fini
    add x4, x4, :lo12:_fini
    mov x5, xzr
    bl __libc_start_main
    brk #1
    .size _start, . - _start
    .section .note.GNU-stack, "", %progbits
