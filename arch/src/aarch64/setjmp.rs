//! `setjmp` and `longjmp`. A `jmp_buf` holds x19 to x30, sp and d8 to d15 (176 bytes with a spare word),
//! then a word for `sigsetjmp`'s return address, and the signal mask.

use core::arch::naked_asm;

/// Saves the calling environment. C23 7.13.1.1.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn setjmp(env: *mut u8) -> i32 {
    naked_asm!(
        "stp x19, x20, [x0]",
        "stp x21, x22, [x0, #16]",
        "stp x23, x24, [x0, #32]",
        "stp x25, x26, [x0, #48]",
        "stp x27, x28, [x0, #64]",
        "stp x29, x30, [x0, #80]",
        "mov x2, sp",
        "str x2, [x0, #104]",
        "stp d8, d9, [x0, #112]",
        "stp d10, d11, [x0, #128]",
        "stp d12, d13, [x0, #144]",
        "stp d14, d15, [x0, #160]",
        "mov w0, 0",
        "ret",
    )
}

/// Restores the environment that [`setjmp`] saved, which returns `value`, or 1 if that is 0. C23 7.13.2.1.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn longjmp(env: *const u8, value: i32) -> ! {
    naked_asm!(
        "ldp x19, x20, [x0]",
        "ldp x21, x22, [x0, #16]",
        "ldp x23, x24, [x0, #32]",
        "ldp x25, x26, [x0, #48]",
        "ldp x27, x28, [x0, #64]",
        "ldp x29, x30, [x0, #80]",
        "ldr x2, [x0, #104]",
        "mov sp, x2",
        "ldp d8, d9, [x0, #112]",
        "ldp d10, d11, [x0, #128]",
        "ldp d12, d13, [x0, #144]",
        "ldp d14, d15, [x0, #160]",
        "cmp w1, 0",
        "csinc w0, w1, wzr, ne",
        "ret",
    )
}

/// Bytes that [`setjmp`] uses of a `jmp_buf`.
pub const REGISTER_BYTES: usize = 176;

/// Byte offset of the saved signal mask in a `jmp_buf`.
pub const MASK_OFFSET: usize = 184;

/// `sigsetjmp(env, save_mask)`: as [`setjmp`], and if `save_mask` is not 0, `tail(env, 0)` is called to
/// save the signal mask, and `tail(env, value)` again when `siglongjmp` comes back. The return address and x19
/// wait in the buffer, at 176 and 192 (the mask is at 184), because the caller's frame is gone by then.
#[macro_export]
macro_rules! sigsetjmp {
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $setjmp:path, $tail:path) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name(env: *mut u8, save_mask: i32) -> i32 {
            core::arch::naked_asm!(
                "cbnz w1, 2f",
                "b {setjmp}",
                "2:",
                "str x30, [x0, #176]",
                "str x19, [x0, #192]",
                "mov x19, x0",
                "bl {setjmp}",
                "mov w1, w0",
                "mov x0, x19",
                "ldr x30, [x0, #176]",
                "ldr x19, [x0, #192]",
                "b {tail}",
                setjmp = sym $setjmp,
                tail = sym $tail,
            )
        }
    };
}

/// A C name for a function of this module: a jump to it, for one that must see its caller's own frame.
#[macro_export]
macro_rules! jump_to {
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!("b {target}", target = sym $target)
        }
    };
}
