//! `pthread_atfork`: an append-only list that fork walks without a lock. A fork sees the handlers that were
//! registered when it began, before and after the clone.

use super::ranks::AtFork;
use crate::errno::{CReturn, Errno};
use crate::sync::Lock;
use crate::sync::atomic::{AtomicPtr, Ordering};
use core::ffi::c_int;
use core::ptr;

type Handler = Option<unsafe extern "C" fn()>;

/// One registration. Its links do not change once a fork can see it, but for `next` of the last one.
struct Registration {
    prepare: Handler,
    parent: Handler,
    child: Handler,
    previous: *const Registration,
    next: AtomicPtr<Registration>,
}

static FIRST: AtomicPtr<Registration> = AtomicPtr::new(ptr::null_mut());
static LAST: AtomicPtr<Registration> = AtomicPtr::new(ptr::null_mut());

/// Held to append.
pub static REGISTRY: Lock<AtFork, ()> = Lock::new(());

/// The handlers that one fork runs.
#[derive(Clone, Copy)]
pub struct Registered {
    last: *const Registration,
}

/// The handlers that are registered now.
pub fn registered() -> Registered {
    Registered { last: LAST.load(Ordering::Acquire) }
}

impl Registered {
    /// Runs the `prepare` handlers, the last registered first.
    pub fn prepare(self) {
        let mut at = self.last;
        // SAFETY: registrations are never freed.
        while let Some(registration) = unsafe { at.as_ref() } {
            run(registration.prepare);
            at = registration.previous;
        }
    }

    /// Runs the `parent` handlers, the first registered first.
    pub fn parent(self) {
        self.forward(|registration| registration.parent);
    }

    /// Runs the `child` handlers, the first registered first.
    pub fn child(self) {
        self.forward(|registration| registration.child);
    }

    fn forward(self, which: impl Fn(&Registration) -> Handler) {
        if self.last.is_null() {
            return;
        }
        let mut at = FIRST.load(Ordering::Acquire).cast_const();
        // SAFETY: registrations are never freed, and the walk ends at one that it began with.
        while let Some(registration) = unsafe { at.as_ref() } {
            run(which(registration));
            if ptr::eq(at, self.last) {
                return;
            }
            at = registration.next.load(Ordering::Acquire);
        }
    }
}

fn run(handler: Handler) {
    crate::sync::rank::assert_none_held("an atfork handler");
    if let Some(handler) = handler {
        // SAFETY: the application registered it to be called here.
        unsafe { handler() }
    }
}

/// Registers functions to run around every later `fork`: `prepare` in reverse order of registration before
/// it, `parent` and `child` in order after it; each may be null. A handler runs with no lock of the library held:
/// it may use all of it, register more handlers (they run from the next fork on) and fork itself.
/// Returns 0 or ENOMEM. Thread-safe; not async-signal-safe. POSIX.1-2024 pthread_atfork.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_atfork(prepare: Handler, parent: Handler, child: Handler) -> c_int {
    register(prepare, parent, child).error_number()
}

fn register(prepare: Handler, parent: Handler, child: Handler) -> Result<(), Errno> {
    let new = crate::malloc::alloc(core::alloc::Layout::new::<Registration>())
        .ok_or(Errno::ENOMEM)?
        .cast::<Registration>()
        .as_ptr();
    let _registry = REGISTRY.lock();
    let last = LAST.load(Ordering::Relaxed);
    let next = AtomicPtr::new(ptr::null_mut());
    // SAFETY: fresh memory of the right layout.
    unsafe { new.write(Registration { prepare, parent, child, previous: last, next }) };
    // SAFETY: registrations are never freed.
    match unsafe { last.as_ref() } {
        Some(last) => last.next.store(new, Ordering::Release),
        None => FIRST.store(new, Ordering::Release),
    }
    LAST.store(new, Ordering::Release);
    Ok(())
}
