//! Lock ranks: a thread takes locks in ascending rank only. A debug build checks every acquisition and stops
//! the program with both names at the first one that is out of order.

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
}

#[cfg(all(debug_assertions, not(test)))]
mod check {
    use super::Rank;
    use crate::process::fork::ranks;
    use crate::thread::current;

    /// Before a lock is taken.
    pub fn acquire<R: Rank>() {
        let held = &current().held_ranks;
        if held.get() >> R::RANK != 0 {
            stop("out of rank order: acquiring ", R::NAME, held.get());
        }
        held.set(held.get() | 1 << R::RANK);
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
