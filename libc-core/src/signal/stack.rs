//! The alternate signal stack. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::process::auxv;
use crate::sys::wrapper::plain;
use crate::types::size_t;
use core::ffi::{c_int, c_void};

/// `stack_t`.
#[repr(C)]
pub struct AlternateStack {
    ss_sp: *mut c_void,
    ss_flags: c_int,
    ss_size: size_t,
}

const SS_ONSTACK: c_int = 1;
const SS_DISABLE: c_int = 2;

/// Sets and stores the stack on which handlers with `SA_ONSTACK` run. Returns 0, or -1 with `errno` EINVAL (unknown
/// flags), ENOMEM (smaller than `MINSIGSTKSZ` or what the CPU's registers need), EPERM (in use). Async-signal-safe.
/// POSIX.1-2024 sigaltstack.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sigaltstack(new: *const AlternateStack, old: *mut AlternateStack) -> c_int {
    // SAFETY: the caller's promise.
    if let Some(stack) = unsafe { new.as_ref() } {
        if stack.ss_flags & SS_DISABLE == 0 && stack.ss_size < minimum() {
            return Err::<(), _>(Errno::ENOMEM).c_int();
        }
        if stack.ss_flags & SS_ONSTACK != 0 {
            return Err::<(), _>(Errno::EINVAL).c_int();
        }
    }
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_sigaltstack, new, old) }.c_int()
}

/// The smallest size in bytes: what the kernel says that it stores, and something for the handler.
pub fn minimum() -> usize {
    const AT_MINSIGSTKSZ: usize = 51;
    const ABI_MINIMUM: usize = if cfg!(target_arch = "aarch64") { 6144 } else { 2048 };
    auxv::get(AT_MINSIGSTKSZ).map_or(ABI_MINIMUM, |kernel| kernel.max(ABI_MINIMUM))
}
