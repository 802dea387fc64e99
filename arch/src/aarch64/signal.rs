//! Signal delivery.

/// The kernel returns from handlers through the vDSO; `sa_restorer` is not used.
pub const SA_RESTORER: usize = 0;

/// What a signal handler returns to: `rt_sigreturn(2)`.
///
/// # Safety
/// Only for the kernel, as `sa_restorer`.
#[unsafe(naked)]
pub unsafe extern "C" fn restorer() {
    core::arch::naked_asm!("mov x8, {nr}", "svc 0", nr = const sc::nr::RT_SIGRETURN)
}

/// Whether a word on a stack is what the kernel puts there for a running signal handler: the head of the record of the
/// floating-point registers, `FPSIMD_MAGIC` and its size.
pub fn is_handlers_return(word: usize) -> bool {
    word == 528 << 32 | 0x4650_8001
}

/// Byte offset of the interrupted program counter in the `ucontext_t` that a handler gets: `uc_flags`,
/// `uc_link` and `uc_stack` take 40 bytes, `uc_sigmask` 128, then (aligned to 16) `fault_address`, 31
/// registers and the stack pointer.
const PC: usize = 176 + 8 + 31 * 8 + 8;

/// The interrupted program counter.
///
/// # Safety
/// `context` is the third argument of a running `SA_SIGINFO` handler.
pub unsafe fn interrupted_pc(context: *const u8) -> usize {
    // SAFETY: the kernel's layout has the register there.
    unsafe { context.add(PC).cast::<usize>().read() }
}

/// Lets the handler return to `pc` in place of where it was called.
///
/// # Safety
/// As [`interrupted_pc`]; `pc` is code that can run in the interrupted state.
pub unsafe fn set_interrupted_pc(context: *mut u8, pc: usize) {
    // SAFETY: as above.
    unsafe { context.add(PC).cast::<usize>().write(pc) }
}

/// Byte offset of the interrupted signal mask: behind `uc_stack`.
const MASK: usize = 40;

/// The signal mask that returning from the handler sets.
///
/// # Safety
/// As [`interrupted_pc`].
pub unsafe fn interrupted_mask(context: *mut u8) -> *mut u64 {
    context.wrapping_add(MASK).cast()
}
