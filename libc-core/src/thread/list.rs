//! All threads of the process, in a ring through their control blocks.

use super::{THREADED, Tcb, current};
use crate::process::fork::hooks::Hooks;
use crate::process::fork::ranks::Threads;
use crate::sync::RawLock;
use crate::sync::atomic::Ordering;

/// Guards the ring. A thread is in it from before its first instruction until after its last use of the library.
pub static THREADS: RawLock<Threads> = RawLock::new();

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
        for_others(|gone| {
            let (base, size) = gone.mapping.get();
            if size != 0 {
                // SAFETY: the thread is not in this process, and nothing refers to its stack.
                let _ = unsafe { crate::sys::call2(crate::sys::nr::__NR_munmap, base as usize, size) };
            }
        });
        only_this_thread();
        THREADS.reset_in_child();
    }
}
