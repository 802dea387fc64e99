//! `__float128`, passed and returned in `xmm0`, where it meets the x87 format or is part of a complex number, which is
//! returned in memory.

/// A C function over a target that gets and stores through pointers: from `long double` to `__float128` and back, from
/// `_Float16`'s bits (in a word whose upper half means nothing) to `long double` and back, or of two complex `__float128`.
#[macro_export]
macro_rules! quad_fn {
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path, long_double -> quad) => {
        $crate::quad_fn!(@ $(#[$meta])* $vis $name $target;
            "lea rdi, [rsp+8]", "sub rsp, 24", "mov rsi, rsp", "call {target}", "movaps xmm0, [rsp]", "add rsp, 24");
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path, quad -> long_double) => {
        $crate::quad_fn!(@ $(#[$meta])* $vis $name $target;
            "sub rsp, 40", "movaps [rsp], xmm0", "mov rdi, rsp", "lea rsi, [rsp+16]", "call {target}",
            "fld tbyte ptr [rsp+16]", "add rsp, 40");
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path, half -> long_double) => {
        $crate::quad_fn!(@ $(#[$meta])* $vis $name $target;
            "movd edi, xmm0", "sub rsp, 24", "mov rsi, rsp", "call {target}", "fld tbyte ptr [rsp]", "add rsp, 24");
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path, long_double -> half) => {
        $crate::quad_fn!(@ $(#[$meta])* $vis $name $target;
            "lea rdi, [rsp+8]", "sub rsp, 8", "call {target}", "movd xmm0, eax", "add rsp, 8");
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path, complex) => {
        $crate::quad_fn!(@ $(#[$meta])* $vis $name $target;
            "push rdi", "sub rsp, 64", "movaps [rsp], xmm0", "movaps [rsp+16], xmm1", "movaps [rsp+32], xmm2",
            "movaps [rsp+48], xmm3", "mov rsi, rdi", "mov rdi, rsp", "call {target}", "add rsp, 64", "pop rax");
    };
    (@ $(#[$meta:meta])* $vis:vis $name:ident $target:path; $($line:literal),*) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!($($line,)* "ret", target = sym $target)
        }
    };
}
