//! The program's entry for programs that are linked without the start objects: the same source, assembled into the
//! library.

core::arch::global_asm!(
    include_str!("crt/crt1.S"),
    include_str!("crt/crti.S"),
    include_str!("crt/crtn.S"),
    options(att_syntax)
);
