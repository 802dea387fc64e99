//! Which thread ends the process.

use crate::sync::Futex;
use crate::sync::atomic::{AtomicPtr, Ordering};
use crate::thread::{Tcb, current};
use core::ptr;

/// The thread that is in `exit` or `quick_exit`.
static EXITING: AtomicPtr<Tcb> = AtomicPtr::new(ptr::null_mut());

/// Makes the calling thread the one that ends the process; if another one does already, waits for that.
pub fn enter() {
    let me = ptr::from_ref(current()).cast_mut();
    match EXITING.compare_exchange(ptr::null_mut(), me, Ordering::Relaxed, Ordering::Relaxed) {
        Err(other) if other != me => wait_for_the_end(),
        _ => {}
    }
}

#[cold]
fn wait_for_the_end() -> ! {
    let never = Futex::new(0);
    loop {
        never.wait(0);
    }
}

/// In the child nobody but the forking thread can be in `exit`.
pub fn reset_in_child() {
    if !ptr::eq(EXITING.load(Ordering::Relaxed), current()) {
        EXITING.store(ptr::null_mut(), Ordering::Relaxed);
    }
}
