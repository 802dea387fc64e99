//! A lock inside of an object that the application holds, such as a directory stream. Fork does not wait for it, because
//! it may be held over a call that blocks; in the child it is free, if another thread held it in the parent.

use super::Futex;
use super::atomic::Ordering;

const FREE: u32 = 0;
const HELD: u32 = 1;
const CONTENDED: u32 = 2;
const STATE: u32 = 3;

/// The lock: a state, and in which of the processes forked from each other it is true.
pub struct ObjectLock {
    word: Futex,
}

impl ObjectLock {
    /// A free lock.
    pub const fn new() -> Self {
        Self { word: Futex::new(FREE) }
    }

    /// Runs `inside` with the lock held.
    pub fn with<T>(&self, inside: impl FnOnce() -> T) -> T {
        let era = crate::process::fork::generation() << 2;
        let mut wanted = era | HELD;
        loop {
            let seen = self.word.load(Ordering::Relaxed);
            if seen & STATE == FREE || seen & !STATE != era {
                if self.word.compare_exchange(seen, wanted, Ordering::Acquire, Ordering::Relaxed).is_ok() {
                    break;
                }
                continue;
            }
            // Whoever gets it after a sleep cannot know whether others sleep still.
            wanted = era | CONTENDED;
            if seen == wanted || self.word.compare_exchange(seen, wanted, Ordering::Relaxed, Ordering::Relaxed).is_ok()
            {
                self.word.wait(wanted);
            }
        }
        let result = inside();
        if self.word.swap(era | FREE, Ordering::Release) & STATE == CONTENDED {
            self.word.wake(1);
        }
        result
    }
}

impl Default for ObjectLock {
    fn default() -> Self {
        Self::new()
    }
}
