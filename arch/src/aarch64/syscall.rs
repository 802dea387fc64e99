//! System calls.

pub use sc::platform::{syscall0, syscall1, syscall2, syscall3, syscall4, syscall5, syscall6};

/// What [`cancellable`] returns when the thread was to be cancelled before the kernel saw the call.
/// It is no value that the kernel returns.
pub const CANCELLED: usize = usize::MAX - 4095;

/// A system call that a cancellation request can still prevent: if `*cancel` is non-zero before the kernel
/// is entered, or the cancellation signal arrives between that check and the system call instruction (its
/// handler moves the interrupted program counter from [`cancellable_window`] to [`cancellable_abort`]), the
/// call is not made and [`CANCELLED`] is returned.
///
/// # Safety
/// As the system call `nr`; `cancel` is valid.
#[unsafe(naked)]
pub unsafe extern "C" fn cancellable(
    cancel: *const u32,
    nr: usize,
    a: usize,
    b: usize,
    c: usize,
    d: usize,
    e: usize,
    f: usize,
) -> usize {
    core::arch::naked_asm!(
        ".hidden __tine_cp_begin, __tine_cp_end, __tine_cp_abort",
        ".globl __tine_cp_begin, __tine_cp_end, __tine_cp_abort",
        "mov x9, x0",
        "mov x8, x1",
        "mov x0, x2",
        "mov x1, x3",
        "mov x2, x4",
        "mov x3, x5",
        "mov x4, x6",
        "mov x5, x7",
        "__tine_cp_begin:",
        "ldr w9, [x9]",
        "cbnz w9, __tine_cp_abort",
        "svc 0",
        "__tine_cp_end:",
        "ret",
        "__tine_cp_abort:",
        "mov x0, {cancelled}",
        "ret",
        cancelled = const CANCELLED as isize,
    )
}

/// The addresses between which [`cancellable`] can still be abandoned: from its check to the instruction
/// after the system call instruction, which is not in it.
pub fn cancellable_window() -> core::ops::Range<usize> {
    let (begin, end): (usize, usize);
    // SAFETY: only takes the addresses of two labels.
    unsafe {
        core::arch::asm!(
            "adrp {0}, __tine_cp_begin",
            "add {0}, {0}, :lo12:__tine_cp_begin",
            "adrp {1}, __tine_cp_end",
            "add {1}, {1}, :lo12:__tine_cp_end",
            out(reg) begin, out(reg) end,
            options(nomem, nostack, preserves_flags, pure),
        );
    }
    begin..end
}

/// Where an abandoned [`cancellable`] goes on.
pub fn cancellable_abort() -> usize {
    let abort: usize;
    // SAFETY: only takes the address of a label.
    unsafe {
        core::arch::asm!(
            "adrp {0}, __tine_cp_abort",
            "add {0}, {0}, :lo12:__tine_cp_abort",
            out(reg) abort,
            options(nomem, nostack, preserves_flags, pure),
        );
    }
    abort
}
