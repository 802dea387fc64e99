//! `_Float16`, passed and returned in the low half of the low word of `xmm0`, which stable Rust has not.

/// A C function from `_Float16` to an integer of 128 bits, over `extern "C" fn(bits: u32) -> i128`, whose argument's upper
/// half means nothing; or, with `-> half`, the other way.
#[macro_export]
macro_rules! half_fn {
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path, -> integer) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!("movd edi, xmm0", "jmp {target}", target = sym $target)
        }
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path, -> half) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!(
                "push rax", // the stack must be aligned
                "call {target}",
                "movd xmm0, eax",
                "pop rax",
                "ret",
                target = sym $target,
            )
        }
    };
}
