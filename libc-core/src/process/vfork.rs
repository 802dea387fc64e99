//! `vfork`.

use crate::errno::CReturn;
use core::ffi::c_int;

arch::vfork! {
    /// A child that borrows all memory, the stack too, until it calls `_exit` or a function of the exec family, while the
    /// caller waits. Returns as `fork`, without its handlers. vfork(2).
    pub fn vfork => result
}

/// What the system call says, as C has it.
unsafe extern "C" fn result(raw: usize) -> c_int {
    crate::sys::check(raw).c_int()
}
