//! `__cxa_thread_atexit_impl`: the destructors of C++'s and Rust's thread-local objects. Unless a function says
//! otherwise, it is thread-safe and not async-signal-safe.

use super::current;
use crate::malloc;
use core::alloc::Layout;
use core::ffi::{c_int, c_void};

/// A function to call when the thread ends.
pub struct ExitFunction {
    function: unsafe extern "C" fn(*mut c_void),
    argument: *mut c_void,
    next: *mut ExitFunction,
}

/// Lets `function(argument)` run when the calling thread ends, before those that were registered earlier and before the
/// destructors of thread-specific keys; in the thread that calls `exit`, before the functions of `atexit`.
/// Returns 0, or -1 if there is no memory. Not async-signal-safe. Itanium C++ ABI, `__cxa_thread_atexit`.
///
/// # Safety
/// The function can be called then.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __cxa_thread_atexit_impl(
    function: unsafe extern "C" fn(*mut c_void),
    argument: *mut c_void,
    _object: *mut c_void,
) -> c_int {
    let Some(memory) = malloc::alloc(Layout::new::<ExitFunction>()) else { return -1 };
    let memory = memory.cast::<ExitFunction>().as_ptr();
    let list = &current().exit_functions;
    // SAFETY: fresh memory of the right layout.
    unsafe { memory.write(ExitFunction { function, argument, next: list.get() }) };
    list.set(memory);
    crate::process::exit::set_thread_destructors(run);
    0
}

/// Calls the functions of the thread that ends, the youngest first; they may register more.
pub fn run() {
    let list = &current().exit_functions;
    while !list.get().is_null() {
        let memory = list.get();
        // SAFETY: made by the registration, freed once.
        let entry = unsafe { memory.read() };
        list.set(entry.next);
        // SAFETY: as above.
        unsafe { malloc::dealloc(memory.cast(), Layout::new::<ExitFunction>()) };
        crate::sync::rank::assert_none_held("a thread's exit function");
        // SAFETY: it was registered to be called.
        unsafe { (entry.function)(entry.argument) };
    }
}
