//! The gate that a thread passes to be inside its own heap, and that fork closes. It is the protocol of [`super::section`]
//! for the one path where every instruction counts: going in is a store to the thread's own memory and a look at one word,
//! going out the same. Nobody goes in twice.

use super::Futex;
use super::atomic::{AtomicBool, AtomicU32, Ordering, compiler_fence, fence};

/// Go in; fork's membarrier orders that with its own look.
const OPEN: u32 = 0;
/// Go in, with a fence: there is no membarrier.
const FENCED: u32 = 1;
/// A fork is under way: wait.
const CLOSED: u32 = 2;

/// A thread's part: whether it is inside.
pub struct Door(AtomicU32);

/// What all threads share.
pub struct Gate {
    state: Futex,
    /// Counts the threads that went out meanwhile; what fork sleeps on.
    departures: Futex,
    fenced: AtomicBool,
}

impl Door {
    /// Of a thread that is outside.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self(AtomicU32::new(0))
    }

    /// Of a thread that is outside.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self(AtomicU32::new(0))
    }

    /// Whether the thread is inside, as fork sees it.
    pub fn is_inside(&self) -> bool {
        self.0.load(Ordering::Acquire) != 0
    }

    /// Goes in if the gate is open. If not, the thread has to [`Door::enter`] next.
    #[inline(always)]
    pub fn try_enter(&self, gate: &Gate) -> bool {
        self.0.store(1, Ordering::Relaxed);
        compiler_fence(Ordering::SeqCst);
        gate.state.load(Ordering::Acquire) == OPEN
    }

    /// Goes in, waiting as long as a fork is under way.
    #[inline]
    pub fn enter(&self, gate: &Gate) {
        if !self.try_enter(gate) {
            self.enter_slowly(gate);
        }
    }

    #[cold]
    #[inline(never)]
    fn enter_slowly(&self, gate: &Gate) {
        loop {
            fence(Ordering::SeqCst);
            if gate.state.load(Ordering::Acquire) != CLOSED {
                return;
            }
            self.leave(gate);
            while gate.state.load(Ordering::Acquire) == CLOSED {
                gate.state.wait(CLOSED);
            }
            self.0.store(1, Ordering::Relaxed);
            compiler_fence(Ordering::SeqCst);
        }
    }

    /// Goes out.
    #[inline(always)]
    pub fn leave(&self, gate: &Gate) {
        self.leave_with(gate, ());
    }

    /// Goes out with a result, so that a caller has nothing left to do.
    #[inline(always)]
    pub fn leave_with<T>(&self, gate: &Gate, result: T) -> T {
        self.0.store(0, Ordering::Release);
        compiler_fence(Ordering::SeqCst);
        if gate.state.load(Ordering::Relaxed) != OPEN { gate.someone_left(result) } else { result }
    }
}

impl Gate {
    /// An open one.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self { state: Futex::new(OPEN), departures: Futex::new(0), fenced: AtomicBool::new(false) }
    }

    /// An open one of a process with threads.
    #[cfg(loom)]
    pub fn new(has_membarrier: bool) -> Self {
        let state = if has_membarrier { OPEN } else { FENCED };
        Self { state: Futex::new(state), departures: Futex::new(0), fenced: AtomicBool::new(!has_membarrier) }
    }

    #[cold]
    #[inline(never)]
    fn someone_left<T>(&self, result: T) -> T {
        fence(Ordering::SeqCst);
        if self.state.load(Ordering::Relaxed) == CLOSED {
            self.departures.fetch_add(1, Ordering::Release);
            self.departures.wake(i32::MAX);
        }
        result
    }

    /// When the process gets its second thread: says whether `membarrier(2)` can order stores and looks.
    pub fn begin(&self, has_membarrier: bool) {
        self.fenced.store(!has_membarrier, Ordering::Relaxed);
        self.open();
    }

    /// Tells the threads to stay outside, and waits until `nobody_inside` says that none of the others is inside.
    /// `barrier` is the membarrier, if there is one. To be called by one thread at a time.
    pub fn close(&self, barrier: impl FnOnce(), mut nobody_inside: impl FnMut() -> bool) {
        self.state.store(CLOSED, Ordering::Relaxed);
        if !self.fenced.load(Ordering::Relaxed) {
            barrier();
        }
        fence(Ordering::SeqCst);
        loop {
            let departures = self.departures.load(Ordering::Acquire);
            if nobody_inside() {
                return;
            }
            self.departures.wait(departures);
        }
    }

    /// Lets the threads in again.
    pub fn open(&self) {
        let state = if self.fenced.load(Ordering::Relaxed) { FENCED } else { OPEN };
        self.state.store(state, Ordering::Release);
    }

    /// Wakes the threads that wait.
    pub fn wake(&self) {
        self.state.wake(i32::MAX);
    }

    /// In a forked child, which is single-threaded.
    pub fn reset_in_child(&self) {
        self.state.store(OPEN, Ordering::Relaxed);
    }
}

#[cfg(not(loom))]
impl Default for Door {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(not(loom))]
impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

/// The gate to the heaps.
#[cfg(not(any(test, loom)))]
pub static HEAPS: Gate = Gate::new();
