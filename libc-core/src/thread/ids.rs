//! Numbers for threads that are never used twice in a process, nor in its forked children.

use super::current;
use crate::sync::atomic::{AtomicU64, Ordering};

/// The first thread is 1.
static NEXT: AtomicU64 = AtomicU64::new(2);
/// Threads of this process have at least this number, but for the one that came over the fork, or was the first.
static OLDEST: AtomicU64 = AtomicU64::new(2);
/// The thread that came over the fork, or was the first.
static SURVIVOR: AtomicU64 = AtomicU64::new(1);

/// A number for a new thread.
pub fn next() -> u64 {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Whether the thread with this number, cut to its low bits as `mask` says, is or was one of this process, and did not
/// stay behind in the parent of a fork.
pub fn is_of_this_process(id: u64, mask: u64) -> bool {
    let oldest = OLDEST.load(Ordering::Relaxed);
    let next = NEXT.load(Ordering::Relaxed);
    id == SURVIVOR.load(Ordering::Relaxed) & mask || (id.wrapping_sub(oldest) & mask) < next.wrapping_sub(oldest)
}

/// In a forked child. Nothing changes if there were no other threads, and then nothing is written, which would cost the
/// copy of a page.
pub fn begin_child() {
    let (next, survivor) = (NEXT.load(Ordering::Relaxed), current().id.get());
    if OLDEST.load(Ordering::Relaxed) != next || SURVIVOR.load(Ordering::Relaxed) != survivor {
        OLDEST.store(next, Ordering::Relaxed);
        SURVIVOR.store(survivor, Ordering::Relaxed);
    }
}
