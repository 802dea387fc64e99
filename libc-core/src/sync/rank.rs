//! Lock ranks: a thread takes locks in ascending rank only, calls nobody else's code under a lock, and waits for nothing
//! under one. A debug build checks all three, and stops the program with both names at the first fault.

/// A lock's place in the one order, which `process::fork::ranks` lists.
pub trait Rank {
    /// The place: lower is taken first.
    const RANK: u8;
    /// The name in messages.
    const NAME: &'static str;
}

#[cfg(not(all(debug_assertions, not(test))))]
mod check {
    use super::Rank;

    /// Before a lock is taken.
    #[inline(always)]
    pub fn acquire<R: Rank>() {}
    /// When it is given back.
    #[inline(always)]
    pub fn release<R: Rank>() {}
    /// In a forked child, for a lock that may have been held.
    #[inline(always)]
    pub fn forget<R: Rank>() {}
    /// Checks that no lock is held and no section entered before `what`, which may block or run foreign code.
    #[inline(always)]
    pub fn assert_none_held(_what: &str) {}
    /// The same before a system call that may block, but for one in a signal handler: there is no fault in that.
    #[inline(always)]
    pub fn assert_may_block() {}
}

#[cfg(all(debug_assertions, not(test)))]
mod check {
    use super::Rank;
    use crate::process::fork::ranks;
    use crate::thread::current;

    /// Before a lock is taken.
    pub fn acquire<R: Rank>() {
        let me = current();
        let held = &me.held_ranks;
        if held.get() >> R::RANK != 0 {
            stop("out of rank order: acquiring ", R::NAME, held.get());
        }
        held.set(held.get() | 1 << R::RANK);
        me.locked_at.set(place());
    }

    /// When it is given back.
    pub fn release<R: Rank>() {
        forget::<R>();
    }

    /// In a forked child, for a lock that may have been held.
    pub fn forget<R: Rank>() {
        let held = &current().held_ranks;
        held.set(held.get() & !(1 << R::RANK));
    }

    /// Checks that no lock is held and no section entered before `what`, which may block or run foreign code.
    pub fn assert_none_held(what: &str) {
        let held = current().held_ranks.get();
        if held != 0 {
            stop("under a lock: ", what, held);
        }
    }

    /// The same before a system call that may block, but for one in a signal handler: there is no fault in that.
    pub fn assert_may_block() {
        let me = current();
        let held = me.held_ranks.get();
        if held != 0 && !in_handler_since(me.locked_at.get()) {
            stop("under a lock: ", "a call that can block", held);
        }
    }

    /// Where on its stack the thread is.
    #[inline(never)]
    fn place() -> usize {
        let here = 0u8;
        (&raw const here).addr()
    }

    /// Whether a signal handler runs that began when the thread was below `locked_at`, or whether that cannot be told.
    fn in_handler_since(locked_at: usize) -> bool {
        /// Farther than this is another stack, or one that holds much.
        const REACH: usize = 64 * 1024;
        let here = place().next_multiple_of(8);
        if here.abs_diff(locked_at) > REACH {
            return true;
        }
        (here..locked_at).step_by(8).any(|address| {
            // SAFETY: what lies between two places of the stack that are in use is mapped.
            arch::signal::is_handlers_return(unsafe {
                core::ptr::with_exposed_provenance::<usize>(address).read_volatile()
            })
        })
    }

    /// Runs `function` under a lock of rank `Random`: the tests of these checks call it. Thread-safe; not
    /// async-signal-safe. It is no part of the ABI: a release build has none.
    #[unsafe(no_mangle)]
    pub extern "C" fn __checked_under_lock(function: extern "C" fn()) {
        static LOCK: crate::sync::Lock<ranks::Random, ()> = crate::sync::Lock::new(());
        let _held = LOCK.lock();
        function();
    }

    #[cold]
    fn stop(fault: &str, what: &str, held: u64) -> ! {
        let say = |text: &str| {
            // SAFETY: writes a valid slice; nothing can be done about a failure.
            let _ = unsafe { crate::sys::call3(crate::sys::nr::__NR_write, 2, text.as_ptr() as usize, text.len()) };
        };
        say("tine: ");
        say(fault);
        say(what);
        say(" while holding ");
        say(ranks::name(63 - held.leading_zeros() as u8));
        say("\n");
        crate::process::abort::abort()
    }
}

pub use check::*;
