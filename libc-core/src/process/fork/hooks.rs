//! What each subsystem with shared state does at fork, in rank order. `prepare` runs from the top, `parent` and
//! `child` from the bottom. In the child every lock is free afterwards, whoever held it in the parent.
//!
//! Not in the table, because they have no lock: atfork handlers are read without one (`handlers`), thread-specific keys
//! are made by one exchange, the value of such a key, `errno` and the current locale belong to a thread, and condition
//! variables, barriers and semaphores are consistent at any moment. So are the text domains and catalogues of `gettext`,
//! lists that only grow, by one exchange (`messages::list`). A conversion descriptor of `iconv` is its user's own.
//!
//! Looking up hosts, services and interfaces (`net::resolve`) keeps nothing between calls but results in static memory,
//! which are exchanged as a whole by one pointer (`net::databases::kept`), and the places of walks through files, a number
//! each.

use crate::sync::{Rank, RawLock};

/// A subsystem's part in a fork.
pub trait Hooks {
    /// Makes the state consistent and keeps other threads out of it.
    fn prepare(&self);
    /// Lets them in again.
    fn parent(&self);
    /// Makes the state the single thread's own.
    fn child(&self);
}

/// State that one lock guards, and that is consistent whenever the lock is free.
impl<R: Rank> Hooks for RawLock<R> {
    fn prepare(&self) {
        self.acquire();
    }

    fn parent(&self) {
        self.release();
    }

    fn child(&self) {
        self.reset_in_child();
    }
}

/// Calls each subsystem's hooks in order.
#[cfg(any(loom, not(test)))]
macro_rules! hooks {
    ($($hooks:expr,)*) => {
        /// Before the clone: with all hooks done no other thread is inside the library's shared state.
        pub fn prepare() {
            $($hooks.prepare();)*
        }

        /// After the clone, in the parent.
        pub fn parent() {
            hooks!(@reverse parent [] $($hooks,)*);
        }

        /// After the clone, in the child.
        pub fn child() {
            hooks!(@reverse child [] $($hooks,)*);
        }
    };
    (@reverse $what:ident [$($done:expr,)*] $next:expr, $($rest:expr,)*) => {
        hooks!(@reverse $what [$next, $($done,)*] $($rest,)*)
    };
    (@reverse $what:ident [$($done:expr,)*]) => {
        $($done.$what();)*
    };
}

#[cfg(all(test, loom))]
pub(super) use hooks;

#[cfg(not(any(test, loom)))]
hooks! {
    super::handlers::lock(),
    crate::process::exit::handlers::LOCK,
    crate::thread::list::ForkHooks,
    crate::sync::section::WORLD,
    crate::stdio::open_files::ForkHooks,
    crate::locale::STATE.raw(),
    crate::time::zone::state::STATE.raw(),
    crate::stdlib::environment::STATE.raw(),
    crate::stdlib::random::STATE.raw(),
    crate::syslog::STATE.raw(),
    crate::thread::named_semaphore::TABLE.raw(),
    crate::ipc::notify::ForkHooks,
    crate::process::system::ForkHooks,
    crate::malloc::HeapHooks,
    crate::malloc::lock(),
    crate::aio::STATE.raw(),
}
