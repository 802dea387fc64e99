//! `<dlfcn.h>` and `<link.h>` in a static program, whose only object is itself: nothing can be loaded, and its symbols
//! are not there to be looked up. Each function fails with a text that says so. The text is the thread's own, so there
//! is nothing for fork. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

mod find_object;

use crate::process::auxv::{self, at};
use crate::thread::{current, tls};
use core::ffi::{CStr, c_char, c_int, c_ulonglong, c_void};
use core::ptr;

fn fail(text: &'static CStr) {
    current().dl_error.set(text.as_ptr());
}

/// Fails: a static program cannot load an object. Null, with a text for [`dlerror`]. Thread-safe. POSIX.1-2024 dlopen.
#[unsafe(no_mangle)]
pub extern "C" fn dlopen(_file: *const c_char, _mode: c_int) -> *mut c_void {
    fail(c"a static program cannot load objects");
    ptr::null_mut()
}

/// Fails: no handle is valid. Non-zero, with a text for [`dlerror`]. Thread-safe. POSIX.1-2024 dlclose.
#[unsafe(no_mangle)]
pub extern "C" fn dlclose(_handle: *mut c_void) -> c_int {
    fail(c"invalid handle");
    1
}

/// Fails: a static program's symbols cannot be looked up. Null, with a text for [`dlerror`]. Thread-safe.
/// POSIX.1-2024 dlsym.
#[unsafe(no_mangle)]
pub extern "C" fn dlsym(_handle: *mut c_void, _name: *const c_char) -> *mut c_void {
    fail(c"a static program's symbols cannot be looked up");
    ptr::null_mut()
}

/// The text of the calling thread's last error of these functions, null if there was none since the last call.
/// Thread-safe. POSIX.1-2024 dlerror.
#[unsafe(no_mangle)]
pub extern "C" fn dlerror() -> *mut c_char {
    current().dl_error.replace(ptr::null()).cast_mut()
}

/// Fails: there are no symbols. 0, which means that no object has the address. Thread-safe. POSIX.1-2024 dladdr.
#[unsafe(no_mangle)]
pub extern "C" fn dladdr(_address: *const c_void, _to: *mut c_void) -> c_int {
    0
}

/// Fails: no handle is valid. -1, with a text for [`dlerror`]. Thread-safe. dlinfo(3).
#[unsafe(no_mangle)]
pub extern "C" fn dlinfo(_handle: *mut c_void, _request: c_int, _to: *mut c_void) -> c_int {
    fail(c"invalid handle");
    -1
}

/// `struct dl_phdr_info`.
#[repr(C)]
pub struct ObjectInfo {
    base: usize,
    name: *const c_char,
    headers: *const c_void,
    header_count: u16,
    /// How many objects were loaded, and unloaded, since the program began.
    added: c_ulonglong,
    removed: c_ulonglong,
    tls_module: usize,
    tls: *mut c_void,
}

type Callback = unsafe extern "C" fn(*mut ObjectInfo, usize, *mut c_void) -> c_int;

/// Calls `callback` with the program's headers, the size of the structure, and `data`; returns what it returned. No lock
/// is held. Thread-safe. dl_iterate_phdr(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dl_iterate_phdr(callback: Callback, data: *mut c_void) -> c_int {
    let headers = auxv::get(at::PHDR).unwrap_or(0) as *const c_void;
    let count = auxv::get(at::PHNUM).unwrap_or(0);
    let has_tls = tls::image().size != 0;
    let mut info = ObjectInfo {
        base: crate::process::start::program_base(),
        name: c"".as_ptr(),
        headers,
        header_count: count as u16,
        added: 1,
        removed: 0,
        tls_module: usize::from(has_tls),
        tls: if has_tls { tls::block_of(current()).cast() } else { ptr::null_mut() },
    };
    // SAFETY: the caller's promise.
    unsafe { callback(&mut info, size_of::<ObjectInfo>(), data) }
}
