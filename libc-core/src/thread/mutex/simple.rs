//! The three-state futex lock. Source: Drepper, "Futexes Are Tricky", mutex 3.

use super::{Mutex, Patience};
use crate::errno::Errno;
use crate::sync::atomic::Ordering;
use crate::thread::wait;

const FREE: u32 = 0;
const HELD: u32 = 1;
/// Held, and somebody may sleep on it.
const CONTENDED: u32 = 2;

/// How often to look before sleeping: a lock is mostly held for less than a system call takes.
const SPINS: u32 = 100;

#[inline]
pub fn lock(mutex: &Mutex, patience: Patience<'_>) -> Result<(), Errno> {
    if mutex.word.compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed).is_ok() {
        return Ok(());
    }
    match patience {
        Patience::None => Err(Errno::EBUSY),
        Patience::Until(_) => lock_contended(mutex, patience),
    }
}

#[cold]
fn lock_contended(mutex: &Mutex, patience: Patience<'_>) -> Result<(), Errno> {
    let word = &mutex.word;
    for _ in 0..SPINS {
        match word.load(Ordering::Relaxed) {
            FREE if word.compare_exchange(FREE, HELD, Ordering::Acquire, Ordering::Relaxed).is_ok() => return Ok(()),
            CONTENDED => break,
            _ => arch::thread::spin_hint(),
        }
    }
    let Patience::Until(deadline) = patience else { return Err(Errno::EBUSY) };
    // Who has slept cannot know whether others sleep still: it says so.
    while word.swap(CONTENDED, Ordering::Acquire) != FREE {
        match wait::wait(word, CONTENDED, deadline, mutex.kind().scope()) {
            Ok(()) | Err(Errno::EINTR) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

#[inline]
pub fn unlock(mutex: &Mutex) {
    let scope = mutex.kind().scope();
    let word = mutex.word.as_ptr();
    // From here on the next owner may free the mutex: its address is all that is used.
    if mutex.word.swap(FREE, Ordering::Release) == CONTENDED {
        wait::wake(word, 1, scope);
    }
}
