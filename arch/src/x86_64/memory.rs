//! The memory functions that compiled code calls by itself, as compact loops. They need no relocation and no table, so
//! start-up can use them before anything is set up.

use core::arch::naked_asm;

/// Copies `n` bytes between areas that do not overlap; returns `to`.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    naked_asm!("mov rax, rdi", "mov rcx, rdx", "rep movsb", "ret")
}

/// Copies `n` bytes, also between areas that overlap; returns `to`.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, n: usize) -> *mut u8 {
    naked_asm!(
        "mov rax, rdi",
        "mov rcx, rdx",
        "mov rdx, rdi",
        "sub rdx, rsi",
        "cmp rdx, rcx", // below `n` only if `to` lies inside the source
        "jb 2f",
        "rep movsb",
        "ret",
        "2:",
        "lea rsi, [rsi+rcx-1]",
        "lea rdi, [rdi+rcx-1]",
        "std",
        "rep movsb",
        "cld",
        "ret",
    )
}

/// Sets `n` bytes to `byte`; returns `to`.
///
/// # Safety
/// As in C.
#[unsafe(naked)]
pub unsafe extern "C" fn memset(to: *mut u8, byte: i32, n: usize) -> *mut u8 {
    naked_asm!("mov r8, rdi", "mov eax, esi", "mov rcx, rdx", "rep stosb", "mov rax, r8", "ret")
}
