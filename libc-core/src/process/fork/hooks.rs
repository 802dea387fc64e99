//! What each subsystem with shared state does at fork, in rank order. `prepare` runs from the top, `parent` and
//! `child` from the bottom. In the child every lock is free afterwards, whoever held it in the parent.
//!
//! Not in the table is what several threads never change together:
//!
//! | part | why it needs no hooks |
//! |---|---|
//! | `errno`, the current locale, values of keys, `dlerror`'s text | a thread's own |
//! | atfork handlers, as fork reads them | a list that only grows (`registrations`) |
//! | text domains and catalogues of `gettext` | lists that only grow, by one exchange (`messages::list`) |
//! | keys | made and deleted by one exchange |
//! | `popen`'s streams | in the list of open files |
//! | mutexes, condition variables, barriers, semaphores, `pthread_once` | the application's, consistent at any moment |
//! | robust mutexes | in the thread's own list, which the thread renews in the child (`thread::mutex::held`) |
//! | directory streams | their locks know the process they were taken in (`sync::object_lock`) |
//! | conversion descriptors of `iconv` | their user's |
//! | look-ups of hosts, services, users, groups | each reads anew; static results are exchanged whole (`net::databases`) |
//! | signal actions, timers, descriptors | the kernel's |
//! | `dlopen` | a static program loads nothing |

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
