//! Signal delivery.

/// The kernel needs `SA_RESTORER` and a trampoline on this architecture.
pub const SA_RESTORER: usize = 0x0400_0000;

/// What a signal handler returns to: `rt_sigreturn(2)`.
///
/// # Safety
/// Only for the kernel, as `sa_restorer`.
#[unsafe(naked)]
pub unsafe extern "C" fn restorer() {
    core::arch::naked_asm!("mov eax, {nr}", "syscall", nr = const sc::nr::RT_SIGRETURN)
}

/// Whether a word on a stack is what a running signal handler returns to.
pub fn is_handlers_return(word: usize) -> bool {
    word == restorer as *const () as usize
}

/// Byte offset of the interrupted program counter in the `ucontext_t` that a handler gets: `uc_flags`,
/// `uc_link` and `uc_stack` take 40 bytes, `REG_RIP` is register 16.
const PC: usize = 40 + 16 * 8;

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

/// Byte offset of the interrupted signal mask: behind the registers, of which `mcontext_t` has 256 bytes.
const MASK: usize = 40 + 256;

/// The signal mask that returning from the handler sets.
///
/// # Safety
/// As [`interrupted_pc`].
pub unsafe fn interrupted_mask(context: *mut u8) -> *mut u64 {
    context.wrapping_add(MASK).cast()
}
