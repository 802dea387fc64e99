//! `pthread_cleanup_push` and `pthread_cleanup_pop`: what the macros call. Unless a function says otherwise, it is
//! thread-safe and not async-signal-safe.

use super::current;
use core::ffi::{c_int, c_void};

/// `struct __ptcb`: a cleanup handler, in the frame of the function that pushed it.
#[repr(C)]
pub struct Cleanup {
    function: unsafe extern "C" fn(*mut c_void),
    argument: *mut c_void,
    next: *mut Cleanup,
}

/// Makes `*handler` the calling thread's youngest cleanup handler. Async-signal-safe. POSIX.1-2024
/// pthread_cleanup_push.
///
/// # Safety
/// The handler is valid until it is popped or the thread ends.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _pthread_cleanup_push(
    handler: *mut Cleanup,
    function: unsafe extern "C" fn(*mut c_void),
    argument: *mut c_void,
) {
    let list = &current().cleanup;
    // SAFETY: the caller's promise.
    unsafe { handler.write(Cleanup { function, argument, next: list.get() }) };
    list.set(handler);
}

/// Takes the youngest handler away, and calls it if `execute` is not 0. POSIX.1-2024 pthread_cleanup_pop.
///
/// # Safety
/// It is the youngest.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _pthread_cleanup_pop(handler: *mut Cleanup, execute: c_int) {
    // SAFETY: the caller's promise.
    unsafe {
        current().cleanup.set((*handler).next);
        if execute != 0 {
            ((*handler).function)((*handler).argument);
        }
    }
}

/// Calls the handlers of the thread that ends, the youngest first.
pub fn run() {
    let list = &current().cleanup;
    // SAFETY: a pushed handler is valid until it is popped, and the frames are still there.
    while let Some(handler) = unsafe { list.get().as_ref() } {
        list.set(handler.next);
        crate::sync::rank::assert_none_held("a cleanup handler");
        // SAFETY: the application pushed it to be called.
        unsafe { (handler.function)(handler.argument) };
    }
}
