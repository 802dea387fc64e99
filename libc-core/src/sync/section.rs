//! Sections: how a thread is inside shared state that no other thread but fork looks at.
//!
//! A `FILE`'s buffers and a thread's allocator cache are reached by one thread at a time anyhow. What remains
//! is fork, which must find them consistent. A thread enters a section by a plain store to its own memory and
//! a look at one flag; fork raises the flag, makes every thread's stores visible with one `membarrier(2)`, and
//! waits until no thread is inside. Then no thread can be: it would see the flag and wait. Where the kernel has
//! no membarrier, both sides use a full fence, which is what the model checker sees, too.
//!
//! Either the thread's store is ordered before the barrier, and fork sees it inside; or its look at the flag
//! comes after the barrier, and it sees the flag. Source: Dice, Huang, Yang, "Asymmetric Dekker Synchronization".
//!
//! A section ranks behind the list of threads and before every lock that may be taken inside it. It is never
//! held over a call that can block without bound: [`Member::parked`] leaves it for that long.

use super::Futex;
use super::atomic::{AtomicBool, AtomicU32, Ordering, compiler_fence, fence};

/// A thread's part: how deep it is inside.
pub struct Member {
    depth: AtomicU32,
}

impl Member {
    /// A thread that is outside.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self { depth: AtomicU32::new(0) }
    }

    /// A thread that is outside.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self { depth: AtomicU32::new(0) }
    }

    /// Whether the thread is inside, as fork sees it.
    pub fn is_inside(&self) -> bool {
        self.depth.load(Ordering::Acquire) != 0
    }

    /// Enters, waiting as long as a fork is under way. Sections nest.
    #[inline]
    pub fn enter(&self, world: &World) {
        let depth = self.depth.load(Ordering::Relaxed);
        self.depth.store(depth + 1, Ordering::Relaxed);
        if depth == 0 {
            world.light_fence();
            if world.stopped.load(Ordering::Acquire) != 0 {
                self.enter_stopped(world);
            }
        }
    }

    #[cold]
    fn enter_stopped(&self, world: &World) {
        loop {
            self.leave(world);
            world.await_motion();
            self.depth.store(1, Ordering::Relaxed);
            world.light_fence();
            if world.stopped.load(Ordering::Acquire) == 0 {
                return;
            }
        }
    }

    /// Leaves.
    #[inline]
    pub fn leave(&self, world: &World) {
        let depth = self.depth.load(Ordering::Relaxed) - 1;
        self.depth.store(depth, Ordering::Release);
        if depth == 0 {
            world.light_fence();
            if world.stopped.load(Ordering::Relaxed) != 0 {
                world.left();
            }
        }
    }

    /// Runs `wait` outside, however deep the thread is inside, and comes back to the same depth.
    #[inline]
    pub fn parked<T>(&self, world: &World, wait: impl FnOnce() -> T) -> T {
        let depth = self.depth.load(Ordering::Relaxed);
        if depth == 0 {
            return wait();
        }
        self.depth.store(1, Ordering::Relaxed);
        self.leave(world);
        let result = wait();
        self.enter(world);
        self.depth.store(depth, Ordering::Relaxed);
        result
    }

    /// The depth itself, which a thread keeps over a fork.
    pub fn depth(&self) -> u32 {
        self.depth.load(Ordering::Relaxed)
    }
}

#[cfg(not(loom))]
impl Default for Member {
    fn default() -> Self {
        Self::new()
    }
}

const STOPPED: u32 = 1;
const AWAITED: u32 = 2;

/// All threads of the process together.
pub struct World {
    /// Not 0 while a fork is under way: [`STOPPED`], or [`AWAITED`] if threads may sleep on it.
    stopped: Futex,
    /// Counts the threads that left since; what fork sleeps on.
    departures: Futex,
    /// Whether `membarrier(2)` does the heavy side's work.
    asymmetric: AtomicBool,
}

impl World {
    /// A world in motion.
    #[cfg(not(loom))]
    pub const fn new() -> Self {
        Self { stopped: Futex::new(0), departures: Futex::new(0), asymmetric: AtomicBool::new(false) }
    }

    /// A world in motion.
    #[cfg(loom)]
    pub fn new() -> Self {
        Self { stopped: Futex::new(0), departures: Futex::new(0), asymmetric: AtomicBool::new(false) }
    }

    #[inline]
    fn light_fence(&self) {
        if self.asymmetric.load(Ordering::Relaxed) {
            compiler_fence(Ordering::SeqCst);
        } else {
            fence(Ordering::SeqCst);
        }
    }

    #[cold]
    fn left(&self) {
        self.departures.fetch_add(1, Ordering::Release);
        self.departures.wake(i32::MAX);
    }

    /// While the process has one thread only there is nothing to order; when it gets its second one, this
    /// chooses between the two kinds of fences.
    #[cfg(not(any(test, loom)))]
    pub fn begin(&self) {
        let has_membarrier = membarrier::register();
        self.asymmetric.store(has_membarrier, Ordering::Relaxed);
        super::gate::HEAPS.begin(has_membarrier);
    }

    /// Tells the threads to stay outside, and waits until `nobody_inside` says that none of the others is
    /// inside. To be called by one thread at a time.
    pub fn stop(&self, mut nobody_inside: impl FnMut() -> bool) {
        self.stopped.store(STOPPED, Ordering::Relaxed);
        #[cfg(not(any(test, loom)))]
        if self.asymmetric.load(Ordering::Relaxed) {
            membarrier::run();
        }
        fence(Ordering::SeqCst);
        self.departures.await_condition(&mut nobody_inside);
    }

    /// Lets the threads in again.
    pub fn resume(&self) {
        if self.stopped.swap(0, Ordering::Release) == AWAITED {
            self.stopped.wake(i32::MAX);
        }
    }

    /// Sleeps as long as a fork is under way.
    fn await_motion(&self) {
        loop {
            match self.stopped.load(Ordering::Acquire) {
                0 => return,
                AWAITED => self.stopped.wait(AWAITED),
                _ => {
                    let _ = self.stopped.compare_exchange(STOPPED, AWAITED, Ordering::Relaxed, Ordering::Relaxed);
                }
            }
        }
    }

    /// In a forked child, where nobody waits.
    pub fn reset_in_child(&self) {
        self.stopped.store(0, Ordering::Relaxed);
    }
}

#[cfg(not(loom))]
impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(not(any(test, loom)))]
mod membarrier {
    //! membarrier(2), `PRIVATE_EXPEDITED`: every running thread of the process executes a full barrier.

    use crate::sys::{call3, nr};

    pub fn register() -> bool {
        const REGISTER_PRIVATE_EXPEDITED: usize = 16;
        // SAFETY: changes nothing but the process's registration.
        unsafe { call3(nr::__NR_membarrier, REGISTER_PRIVATE_EXPEDITED, 0, 0) }.is_ok()
    }

    pub fn run() {
        const PRIVATE_EXPEDITED: usize = 8;
        // SAFETY: a barrier. It cannot fail once registered.
        let _ = unsafe { call3(nr::__NR_membarrier, PRIVATE_EXPEDITED, 0, 0) };
    }
}

/// Orders other threads' stores and looks with the caller's, if membarrier(2) is there.
#[cfg(not(any(test, loom)))]
pub fn barrier() {
    membarrier::run();
}

/// The process's world.
#[cfg(not(any(test, loom)))]
pub static WORLD: World = World::new();

/// The calling thread inside a section; it leaves when this goes.
#[cfg(not(any(test, loom)))]
pub struct Section {
    member: &'static Member,
}

#[cfg(not(any(test, loom)))]
impl Section {
    /// Enters.
    #[inline]
    pub fn enter() -> Self {
        let member = &crate::thread::current().section;
        if member.depth() == 0 {
            super::rank::acquire::<crate::process::fork::ranks::Section>();
        }
        member.enter(&WORLD);
        Section { member }
    }
}

#[cfg(not(any(test, loom)))]
impl Drop for Section {
    #[inline]
    fn drop(&mut self) {
        self.member.leave(&WORLD);
        if self.member.depth() == 0 {
            super::rank::release::<crate::process::fork::ranks::Section>();
        }
    }
}

/// Runs `wait`, which can block without bound, outside of the sections that the calling thread is in.
#[cfg(not(any(test, loom)))]
#[inline]
pub fn parked<T>(wait: impl FnOnce() -> T) -> T {
    let member = &crate::thread::current().section;
    super::rank::release::<crate::process::fork::ranks::Section>();
    let result = member.parked(&WORLD, || {
        super::rank::assert_none_held("a call that can block");
        wait()
    });
    if member.depth() != 0 {
        super::rank::acquire::<crate::process::fork::ranks::Section>();
    }
    result
}
