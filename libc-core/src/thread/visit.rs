//! Threads that will touch an object's memory once more after they waited on it: whoever destroys the object waits for
//! them. They say so in their control blocks and not in the object, so that it counts nobody who died, or stayed behind
//! in the parent of a fork.

use super::{current, list};
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::thread::wait::{self, CLOCK_MONOTONIC, Deadline, Scope};
use core::ptr;

/// The calling thread uses an object. A signal handler may have interrupted the use of another one.
pub struct Visit {
    outer: *mut (),
}

impl Visit {
    /// Begins.
    pub fn begin<T>(object: &T) -> Self {
        Visit { outer: current().visiting.swap(ptr::from_ref(object).cast_mut().cast(), Ordering::SeqCst) }
    }

    /// The object is not touched any more.
    pub fn end(self) {
        current().visiting.store(self.outer, Ordering::Release);
    }
}

/// Waits until no other thread uses the object.
pub fn wait_for_others<T>(object: &T) {
    while super::is_threaded() && is_visited(ptr::from_ref(object).cast()) {
        nap();
    }
}

fn is_visited(object: *const ()) -> bool {
    let _blocked = Blocked::these(!INTERNAL);
    list::THREADS.acquire();
    let mut visited = false;
    list::for_others(|thread| visited |= ptr::eq(thread.visiting.load(Ordering::SeqCst), object));
    list::THREADS.release();
    visited
}

/// A tenth of a millisecond: the others have only a few instructions left.
fn nap() {
    let Ok(mut time) = crate::time::clock::now(CLOCK_MONOTONIC) else { return };
    time.tv_nsec += 100_000;
    if time.tv_nsec >= 1_000_000_000 {
        time.tv_nsec -= 1_000_000_000;
        time.tv_sec += 1;
    }
    let word = AtomicU32::new(0);
    let _ = wait::wait(&word, 0, Some(&Deadline { clock: CLOCK_MONOTONIC, time }), Scope::Private);
}
