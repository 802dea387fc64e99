/* The ends of _init and _fini, whose beginnings are in crti. */
    .section .init, "ax", @progbits
    pop %rax
    ret
    .section .fini, "ax", @progbits
    pop %rax
    ret
    .section .note.GNU-stack, "", @progbits
