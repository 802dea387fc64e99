//! The auxiliary vector that the kernel passes to a program.

use crate::errno::{Errno, set_errno};
use crate::sync::atomic::{AtomicPtr, Ordering};
use core::ffi::c_ulong;
use core::ptr;

/// Entries of the auxiliary vector that the library uses. Source: getauxval(3).
pub mod at {
    /// Program headers of the executable.
    pub const PHDR: usize = 3;
    /// Their number.
    pub const PHNUM: usize = 5;
    /// The page size in bytes.
    pub const PAGESZ: usize = 6;
    /// What the CPU can do; the bits are the architecture's.
    pub const HWCAP: usize = 16;
    /// Whether the program was started with other rights than its user's.
    pub const SECURE: usize = 23;
    /// The address of 16 random bytes.
    pub const RANDOM: usize = 25;
    /// More of [`HWCAP`].
    pub const HWCAP2: usize = 26;
    /// The address of the name that the program was started by.
    pub const EXECFN: usize = 31;
    /// The address of the vDSO.
    pub const SYSINFO_EHDR: usize = 33;
}

static AUXV: AtomicPtr<[usize; 2]> = AtomicPtr::new(ptr::null_mut());

/// Remembers where the vector is.
///
/// # Safety
/// It is one, ends with entry 0, and stays.
pub unsafe fn set(auxv: *mut [usize; 2]) {
    AUXV.store(auxv, Ordering::Relaxed);
}

/// Where the vector is.
pub fn address() -> usize {
    AUXV.load(Ordering::Relaxed) as usize
}

/// The value of entry `key`.
pub fn get(key: usize) -> Option<usize> {
    let mut at = AUXV.load(Ordering::Relaxed).cast_const();
    if at.is_null() {
        return None;
    }
    loop {
        // SAFETY: the vector ends with entry 0.
        let [found, value] = unsafe { at.read() };
        if found == key {
            return Some(value);
        }
        if found == 0 {
            return None;
        }
        at = at.wrapping_add(1);
    }
}

/// The page size in bytes.
pub fn page_size() -> usize {
    get(at::PAGESZ).unwrap_or(4096)
}

/// The value of entry `key` of the auxiliary vector, or 0 with `errno` ENOENT if there is none.
/// Async-signal-safe and thread-safe. getauxval(3).
#[unsafe(no_mangle)]
pub extern "C" fn getauxval(key: c_ulong) -> c_ulong {
    match get(key as usize) {
        Some(value) => value as c_ulong,
        None => {
            set_errno(Errno::ENOENT);
            0
        }
    }
}
