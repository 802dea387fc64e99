//! All threads of the process, in a ring through their control blocks.

use super::{THREADED, Tcb, current, stack};
use crate::process::fork::hooks::Hooks;
use crate::process::fork::ranks::Threads;
use crate::sync::RawLock;
use crate::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use core::ptr;

/// Guards the ring, and what [`super::life`] keeps. A thread is in the ring from before its first instruction until its
/// memory is unmapped, so that a forked child finds the memory of every thread. Held with application signals blocked.
pub static THREADS: RawLock<Threads> = RawLock::new();

/// The threads that run. The first one counts from the start.
static RUNNING: AtomicUsize = AtomicUsize::new(1);

/// Detached threads that leave, or are gone, and whose memory is still there.
static DEPARTED: AtomicPtr<Tcb> = AtomicPtr::new(ptr::null_mut());

/// Counts a thread that is about to run. The caller holds [`THREADS`].
pub fn count_up() {
    RUNNING.fetch_add(1, Ordering::Relaxed);
}

/// Takes a thread out of the count. The caller holds [`THREADS`].
pub fn count_down() {
    RUNNING.fetch_sub(1, Ordering::Relaxed);
}

/// Whether the calling thread is the only one that runs. The caller holds [`THREADS`].
pub fn is_last() -> bool {
    RUNNING.load(Ordering::Relaxed) == 1
}

/// Lets the memory of a detached thread that leaves be unmapped when it is gone. The caller holds [`THREADS`].
pub fn depart(thread: &Tcb) {
    thread.life.next_departed.set(DEPARTED.load(Ordering::Relaxed));
    DEPARTED.store(ptr::from_ref(thread).cast_mut(), Ordering::Relaxed);
}

/// Unmaps the memory of detached threads that are gone. The caller holds [`THREADS`].
pub fn reap() {
    let mut at = DEPARTED.swap(ptr::null_mut(), Ordering::Relaxed).cast_const();
    // SAFETY: who departed is in the ring, and valid while the lock is held.
    while let Some(thread) = unsafe { at.as_ref() } {
        at = thread.life.next_departed.get();
        if thread.tid.load(Ordering::Acquire) == 0 {
            remove(thread);
            // SAFETY: the kernel cleared the ID, so the thread is gone; a detached one is nobody's to refer to.
            unsafe { stack::release(thread) };
        } else {
            depart(thread);
        }
    }
}

/// Adds `thread`, whose control block is settled. The caller holds [`THREADS`].
pub fn insert(thread: &Tcb) {
    let me = current();
    // SAFETY: blocks in the ring are valid while the lock is held.
    let next = unsafe { &*me.next.get() };
    thread.previous.set(me);
    thread.next.set(next);
    me.next.set(thread);
    next.previous.set(thread);
}

/// Takes `thread` out. The caller holds [`THREADS`].
pub fn remove(thread: &Tcb) {
    // SAFETY: blocks in the ring are valid while the lock is held.
    let (previous, next) = unsafe { (&*thread.previous.get(), &*thread.next.get()) };
    previous.next.set(next);
    next.previous.set(previous);
    thread.previous.set(thread);
    thread.next.set(thread);
}

/// Calls `each` for every other thread. The caller holds [`THREADS`], or is alone; `each` may free the block.
pub fn for_others(mut each: impl FnMut(&Tcb)) {
    let me = current();
    let mut at = me.next.get();
    while !core::ptr::eq(at, me) {
        // SAFETY: blocks in the ring are valid while the lock is held.
        let thread = unsafe { &*at };
        at = thread.next.get();
        each(thread);
    }
}

/// Whether no other thread is inside a section. The caller holds [`THREADS`].
pub fn nobody_else_inside() -> bool {
    let mut nobody = true;
    for_others(|thread| nobody &= !thread.section.is_inside());
    nobody
}

/// In a forked child: the ring holds the calling thread alone, and the process is single-threaded.
pub fn only_this_thread() {
    let me = current();
    me.next.set(me);
    me.previous.set(me);
    RUNNING.store(1, Ordering::Relaxed);
    DEPARTED.store(ptr::null_mut(), Ordering::Relaxed);
    THREADED.store(false, Ordering::Relaxed);
}

/// The list's part in a fork. In the child it takes back the memory of the threads that are gone.
pub struct ForkHooks;

impl Hooks for ForkHooks {
    fn prepare(&self) {
        THREADS.acquire();
    }

    fn parent(&self) {
        THREADS.release();
    }

    fn child(&self) {
        let mut memory = stack::Unmapping::new();
        // SAFETY: the threads are not in this process, and nothing refers to their stacks.
        for_others(|gone| unsafe { memory.add(gone) });
        drop(memory);
        only_this_thread();
        THREADS.reset_in_child();
    }
}
