//! `pthread_atfork`.

use super::ranks::AtFork;
use super::registrations::{Registered, Registration, Registrations};
use crate::errno::{CReturn, Errno};
use crate::sync::RawLock;
use core::alloc::Layout;
use core::ffi::c_int;

type Handler = Option<unsafe extern "C" fn()>;

/// What one call registers.
struct Handlers {
    prepare: Handler,
    parent: Handler,
    child: Handler,
}

static REGISTRATIONS: Registrations<Handlers> = Registrations::new();

/// The lock of those who register.
pub fn lock() -> &'static RawLock<AtFork> {
    REGISTRATIONS.lock.raw()
}

/// The handlers that one fork runs.
pub struct ForFork(Registered<'static, Handlers>);

/// The handlers that are registered now.
pub fn registered() -> ForFork {
    ForFork(REGISTRATIONS.now())
}

impl ForFork {
    /// Runs the `prepare` handlers, the last registered first.
    pub fn prepare(&self) {
        self.0.backwards(|handlers| run(handlers.prepare));
    }

    /// Runs the `parent` handlers, the first registered first.
    pub fn parent(&self) {
        self.0.forwards(|handlers| run(handlers.parent));
    }

    /// Runs the `child` handlers, the first registered first.
    pub fn child(&self) {
        self.0.forwards(|handlers| run(handlers.child));
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
    register(Handlers { prepare, parent, child }).error_number()
}

fn register(handlers: Handlers) -> Result<(), Errno> {
    let new = crate::malloc::alloc(Layout::new::<Registration<Handlers>>()).ok_or(Errno::ENOMEM)?;
    // SAFETY: fresh memory of the right layout.
    unsafe { REGISTRATIONS.append(new.cast().as_ptr(), handlers) };
    Ok(())
}
