//! A word that threads can wait on: futex(2), private to the process.

use super::atomic::{AtomicU32, Ordering};
use core::ops::Deref;

/// A 32-bit word that a thread can sleep on while it holds a value. Source: Drepper, "Futexes Are Tricky".
pub struct Futex {
    word: AtomicU32,
    #[cfg(loom)]
    queue: (loom::sync::Mutex<()>, loom::sync::Condvar),
}

impl Deref for Futex {
    type Target = AtomicU32;

    fn deref(&self) -> &AtomicU32 {
        &self.word
    }
}

impl Futex {
    /// Returns when `holds` says so. Whoever makes it hold counts this word up and wakes the sleepers. It is mostly a
    /// matter of instructions, so this looks for a while before it sleeps.
    pub fn await_condition(&self, holds: &mut impl FnMut() -> bool) {
        #[cfg(not(loom))]
        for _ in 0..200 {
            if holds() {
                return;
            }
            arch::thread::spin_hint();
        }
        loop {
            let count = self.word.load(Ordering::Acquire);
            if holds() {
                return;
            }
            self.wait(count);
        }
    }
}

#[cfg(not(loom))]
impl Futex {
    /// A word with this value.
    pub const fn new(value: u32) -> Self {
        Self { word: AtomicU32::new(value) }
    }

    /// Sleeps while the word is `expected`, until a wake; may return for no reason.
    pub fn wait(&self, expected: u32) {
        const FUTEX_WAIT_PRIVATE: usize = 128;
        // SAFETY: the word is valid; no timeout is given. Every outcome means: look again.
        unsafe {
            let word = self.word.as_ptr() as usize;
            let _ = crate::sys::call4(crate::sys::nr::__NR_futex, word, FUTEX_WAIT_PRIVATE, expected as usize, 0);
        }
    }

    /// Wakes at most `count` sleepers.
    pub fn wake(&self, count: i32) {
        const FUTEX_WAKE_PRIVATE: usize = 129;
        // SAFETY: the kernel only uses the address as a name.
        unsafe {
            let word = self.word.as_ptr() as usize;
            let _ = crate::sys::call3(crate::sys::nr::__NR_futex, word, FUTEX_WAKE_PRIVATE, count as usize);
        }
    }
}

#[cfg(loom)]
impl Futex {
    /// A word with this value.
    pub fn new(value: u32) -> Self {
        Self { word: AtomicU32::new(value), queue: Default::default() }
    }

    /// Sleeps while the word is `expected`, until a wake.
    pub fn wait(&self, expected: u32) {
        let queue = self.queue.0.lock().unwrap();
        if self.word.load(Ordering::SeqCst) == expected {
            drop(self.queue.1.wait(queue).unwrap());
        }
    }

    /// Wakes sleepers: all, which the protocol must bear, as futexes may wake spuriously.
    pub fn wake(&self, _count: i32) {
        let _queue = self.queue.0.lock().unwrap();
        self.queue.1.notify_all();
    }
}
