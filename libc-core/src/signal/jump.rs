//! `<setjmp.h>`: the C names of what `arch` does.

use crate::sys::wrapper::plain;
use core::ffi::c_int;

const SIG_SETMASK: c_int = 2;

/// Second half of `sigsetjmp`: saves the signal mask the first time, and sets it again when `siglongjmp` comes back.
unsafe extern "C" fn mask_tail(env: *mut u8, value: i32) -> i32 {
    let mask = env.wrapping_add(arch::setjmp::MASK_OFFSET);
    let (new, old) = if value != 0 { (mask, core::ptr::null_mut()) } else { (core::ptr::null_mut(), mask) };
    // SAFETY: the buffer has room for a mask there.
    let _ = unsafe { plain!(__NR_rt_sigprocmask, SIG_SETMASK, new, old, 8) };
    value
}

arch::sigsetjmp! {
    /// Saves the calling environment, and the signal mask if the second argument is not 0. Returns 0, or what
    /// `siglongjmp` gives. Async-signal-safe. POSIX.1-2024 sigsetjmp.
    pub fn sigsetjmp => arch::setjmp::setjmp, mask_tail
}

arch::sigsetjmp! {
    /// What the macro `sigsetjmp` calls.
    pub fn __sigsetjmp => arch::setjmp::setjmp, mask_tail
}

arch::jump_to! {
    /// Saves the calling environment; the signal mask is not saved. Returns 0, or what `longjmp` gives.
    /// Async-signal-safe. C23 7.13.1.1, POSIX.1-2024 setjmp.
    pub fn setjmp => arch::setjmp::setjmp
}

arch::jump_to! {
    /// The same as [`setjmp`]. XSI _setjmp, in POSIX.1-2017.
    pub fn _setjmp => arch::setjmp::setjmp
}

arch::jump_to! {
    /// Restores the environment that `setjmp` saved, which returns the value, or 1 if that is 0. Async-signal-safe.
    /// C23 7.13.2.1, POSIX.1-2024 longjmp.
    pub fn longjmp => arch::setjmp::longjmp
}

arch::jump_to! {
    /// The same as [`longjmp`]. XSI _longjmp, in POSIX.1-2017.
    pub fn _longjmp => arch::setjmp::longjmp
}

arch::jump_to! {
    /// Restores the environment that `sigsetjmp` saved, and the signal mask if it was saved. Async-signal-safe.
    /// POSIX.1-2024 siglongjmp.
    pub fn siglongjmp => arch::setjmp::longjmp
}
