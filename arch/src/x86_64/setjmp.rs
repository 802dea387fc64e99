//! `setjmp` and `longjmp`. A `jmp_buf` holds rbx, rbp, r12 to r15, rsp and the return address (64 bytes),
//! then a word for `sigsetjmp`'s return address, and the signal mask.

use core::arch::naked_asm;

/// Saves the calling environment. C23 7.13.1.1.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn setjmp(env: *mut u8) -> i32 {
    naked_asm!(
        "mov [rdi], rbx",
        "mov [rdi+8], rbp",
        "mov [rdi+16], r12",
        "mov [rdi+24], r13",
        "mov [rdi+32], r14",
        "mov [rdi+40], r15",
        "lea rdx, [rsp+8]",
        "mov [rdi+48], rdx",
        "mov rdx, [rsp]",
        "mov [rdi+56], rdx",
        "xor eax, eax",
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
        "xor eax, eax",
        "cmp esi, 1",
        "adc eax, esi",
        "mov rbx, [rdi]",
        "mov rbp, [rdi+8]",
        "mov r12, [rdi+16]",
        "mov r13, [rdi+24]",
        "mov r14, [rdi+32]",
        "mov r15, [rdi+40]",
        "mov rsp, [rdi+48]",
        "jmp [rdi+56]",
    )
}

/// Bytes that [`setjmp`] uses of a `jmp_buf`.
pub const REGISTER_BYTES: usize = 64;

/// `sigsetjmp(env, save_mask)`: as [`setjmp`], and if `save_mask` is not 0, `tail(env, 0)` is called to
/// save the signal mask, and `tail(env, value)` again when `siglongjmp` comes back. The return address and rbx
/// wait in the buffer, at 64 and 80 (the mask is at 72), because the caller's frame is gone by then.
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
                "test esi, esi",
                "jz {setjmp}",
                "pop qword ptr [rdi+64]",
                "mov [rdi+80], rbx",
                "mov rbx, rdi",
                "call {setjmp}",
                "push qword ptr [rbx+64]",
                "mov rdi, rbx",
                "mov esi, eax",
                "mov rbx, [rbx+80]",
                "jmp {tail}",
                setjmp = sym $setjmp,
                tail = sym $tail,
            )
        }
    };
}

/// Byte offset of the saved signal mask in a `jmp_buf`.
pub const MASK_OFFSET: usize = 72;

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
            core::arch::naked_asm!("jmp {target}", target = sym $target)
        }
    };
}
