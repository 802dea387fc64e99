//! `_dl_find_object`: how the unwinder of gcc 12 and later finds the tables of the function that an address is in. So a
//! program with exceptions or panics that unwind can be linked with gcc's `libgcc_eh.a`.

use crate::process::start::{self, ProgramHeader};
use core::ffi::{c_int, c_ulonglong, c_void};
use core::ptr;

/// `struct dl_find_object`, as on both architectures.
#[repr(C)]
pub struct Found {
    flags: c_ulonglong,
    /// Where the object's memory begins, and where it ends.
    start: *mut c_void,
    end: *mut c_void,
    link_map: *mut c_void,
    /// Its segment `PT_GNU_EH_FRAME`.
    unwinding: *mut c_void,
    _reserved: [c_ulonglong; 7],
}

const PT_LOAD: u32 = 1;
const PT_GNU_EH_FRAME: u32 = 0x6474_e550;

/// The object that `address` is in: the program, or none.
fn find(address: usize, headers: &[ProgramHeader], base: usize) -> Option<Found> {
    let loaded = || headers.iter().filter(|header| header.kind == PT_LOAD);
    let start = loaded().map(|header| base.wrapping_add(header.address)).min()?;
    let end = loaded().map(|header| base.wrapping_add(header.address).wrapping_add(header.size)).max()?;
    let tables = headers.iter().find(|header| header.kind == PT_GNU_EH_FRAME)?;
    (start..end).contains(&address).then(|| Found {
        flags: 0,
        start: start as *mut c_void,
        end: end as *mut c_void,
        link_map: ptr::null_mut(),
        unwinding: base.wrapping_add(tables.address) as *mut c_void,
        _reserved: [0; 7],
    })
}

/// Stores in `*to` where the program that `address` is in keeps its tables for unwinding. Returns 0, or -1 if the address is
/// outside or there are none. Async-signal-safe and thread-safe. glibc manual, "Dynamic Linker Introspection".
///
/// # Safety
/// `to` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _dl_find_object(address: *mut c_void, to: *mut Found) -> c_int {
    match find(address as usize, start::program_headers(), start::program_base()) {
        Some(found) => {
            // SAFETY: the caller's promise.
            unsafe { to.write(found) };
            0
        }
        None => -1,
    }
}
