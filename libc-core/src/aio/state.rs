//! All requests and the threads that serve them.

use super::list::{Bucket, Line};
use super::request::{Outcome, Request, Stage};
use crate::errno::Errno;
use crate::process::fork::{generation, ranks::Aio};
use crate::signal::event::Notification;
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::sync::{Futex, Guard, Lock};
use core::ffi::c_int;
use core::ops::{Deref, DerefMut};
use core::ptr;

const BUCKETS: usize = 32;

/// All of it. Its lock is taken last, for a moment, and with application signals blocked.
pub struct State {
    /// The process that it belongs to: see `process::fork::generation`.
    generation: u32,
    /// The number of the youngest request.
    pub serial: u64,
    /// The requests that are not done, by descriptor.
    buckets: [Bucket; BUCKETS],
    /// Those that wait for a thread.
    ready: Line,
    /// How many wait for others.
    waiting: usize,
    unused: Line,
    /// Threads that sleep and that nobody called.
    pub sleeping: usize,
    /// Calls to sleeping threads that none has answered yet.
    pub calls: usize,
    /// Threads that will soon look for a request: started or called ones.
    pub coming: usize,
}

// SAFETY: the requests are the state's; the application's control blocks are used as POSIX says.
unsafe impl Send for State {}

/// The state.
pub static STATE: Lock<Aio, State> = Lock::new(State {
    generation: 0,
    serial: 0,
    buckets: [Bucket::EMPTY; BUCKETS],
    ready: Line::EMPTY,
    waiting: 0,
    unused: Line::EMPTY,
    sleeping: 0,
    calls: 0,
    coming: 0,
});

/// How many requests are not done: what `close` looks at first.
pub static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);

/// Counts requests that were done; what everybody sleeps on who waits for one.
pub static DONE: Futex = Futex::new(0);

/// Whether somebody may sleep on [`DONE`].
static SLEEPERS: Futex = Futex::new(0);

/// What a thread that has nothing to do sleeps on: counts the calls.
pub static CALLS: Futex = Futex::new(0);

/// How many requests were done. Whoever sleeps on [`DONE`] with this value misses none that is done after.
pub fn before_sleep() -> u32 {
    let seen = DONE.load(Ordering::SeqCst);
    SLEEPERS.store(1, Ordering::SeqCst);
    seen
}

/// Tells those who sleep on [`DONE`].
pub fn announce() {
    DONE.fetch_add(1, Ordering::SeqCst);
    if SLEEPERS.swap(0, Ordering::SeqCst) != 0 {
        DONE.wake(i32::MAX);
    }
}

/// The state, locked, for threads of the application.
pub struct Locked {
    guard: Guard<'static, Aio, State>,
    _blocked: Blocked,
}

impl Deref for Locked {
    type Target = State;

    fn deref(&self) -> &State {
        &self.guard
    }
}

impl DerefMut for Locked {
    fn deref_mut(&mut self) -> &mut State {
        &mut self.guard
    }
}

/// Locks the state.
pub fn lock() -> Locked {
    let blocked = Blocked::these(!INTERNAL);
    let mut guard = STATE.lock();
    guard.forget_parents();
    Locked { guard, _blocked: blocked }
}

/// A request that was queued. It may be done, and its memory another's.
pub struct Queued {
    pub request: *mut Request,
    /// What tells it from others.
    pub serial: u64,
}

/// The threads that are to be had for the requests that are ready.
#[derive(Default)]
pub struct Wanted {
    /// Sleeping ones, to be woken.
    pub calls: usize,
    /// New ones.
    pub new: usize,
}

impl State {
    /// In a forked child: the requests are the parent's, and their threads are not here.
    fn forget_parents(&mut self) {
        if self.generation == generation() {
            return;
        }
        for bucket in &mut self.buckets {
            let mut at = core::mem::replace(bucket, Bucket::EMPTY).first;
            // SAFETY: what is in a bucket is valid, and after this in none.
            while let Some(request) = unsafe { at.as_ref() } {
                let next = request.next;
                // SAFETY: as above; the line of those that are ready ends here, too.
                unsafe { self.unused.push(at) };
                at = next;
            }
        }
        (self.ready, self.waiting) = (Line::EMPTY, 0);
        (self.sleeping, self.calls, self.coming) = (0, 0, 0);
        UNDER_WAY.store(0, Ordering::Relaxed);
        self.generation = generation();
    }

    fn bucket(&mut self, descriptor: c_int) -> &mut Bucket {
        &mut self.buckets[descriptor as usize % BUCKETS]
    }

    /// The first request in the bucket of a descriptor.
    pub fn first(&mut self, descriptor: c_int) -> *mut Request {
        self.bucket(descriptor).first
    }

    /// An unused request.
    pub fn take_unused(&mut self) -> Option<*mut Request> {
        self.unused.pop()
    }

    /// Queues a request, to wait for so many others besides those that it follows.
    ///
    /// # Safety
    /// It is valid and in no list.
    pub unsafe fn insert(&mut self, request: *mut Request, blockers: usize) -> Queued {
        self.serial += 1;
        // SAFETY: the caller's promise; what is in a bucket is valid.
        unsafe {
            let new = &mut *request;
            new.serial = self.serial;
            new.blockers = blockers;
            let bucket = self.bucket(new.job.descriptor);
            let mut at = bucket.first;
            while let Some(earlier) = at.as_ref() {
                new.blockers += usize::from(new.follows(earlier));
                at = earlier.next;
            }
            bucket.push(request);
            self.waiting += 1;
            self.make_ready_if_free(request);
        }
        UNDER_WAY.fetch_add(1, Ordering::Relaxed);
        Queued { request, serial: self.serial }
    }

    /// # Safety
    /// The request is in a bucket, and waits.
    unsafe fn make_ready_if_free(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            if (*request).blockers == 0 {
                (*request).stage = Stage::Ready;
                self.waiting -= 1;
                self.ready.push(request);
            }
        }
    }

    /// One that the request waited for is done.
    ///
    /// # Safety
    /// The request is in a bucket, and waits.
    pub unsafe fn unblock(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            (*request).blockers -= 1;
            self.make_ready_if_free(request);
        }
    }

    /// Takes a request for a thread to serve.
    pub fn next(&mut self) -> Option<*mut Request> {
        self.ready.pop()
    }

    /// A request's state is known: tells the application and those that waited for the request.
    ///
    /// # Safety
    /// The request is in a bucket and not done.
    unsafe fn settle(&mut self, request: *mut Request, outcome: Outcome) {
        UNDER_WAY.fetch_sub(1, Ordering::Relaxed);
        // SAFETY: the caller's promise; the application leaves the block alone until it is told; what is in a bucket is
        // valid, and so is the list that a request is in.
        unsafe {
            if let Some(block) = (*request).block.as_ref() {
                block.finish(outcome);
            }
            (*request).was_cancelled = outcome == Err(Errno::ECANCELED);
            let mut at = (*request).next;
            while self.waiting > 0 && !at.is_null() {
                let next = (*at).next;
                if (*at).stage == Stage::Waiting && (*at).follows(&*request) {
                    self.unblock(at);
                }
                at = next;
            }
            let list = core::mem::replace(&mut (*request).list, ptr::null_mut());
            if !list.is_null() {
                self.unblock(list);
            }
        }
    }

    /// # Safety
    /// The request is in a bucket and in no line, and nobody watches it.
    unsafe fn discard(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            self.bucket((*request).job.descriptor).remove(request);
            self.unused.push(request);
        }
    }

    /// A request is done, by the thread that served it. The notification that is left to make.
    ///
    /// # Safety
    /// The request is in a bucket and in no line, and it is not done, or it was cancelled.
    pub unsafe fn complete(&mut self, request: *mut Request, outcome: Outcome) -> Notification {
        // SAFETY: the caller's promise.
        unsafe {
            let notification = (*request).notification;
            if (*request).stage != Stage::Cancelled {
                self.settle(request, outcome);
            }
            (*request).stage = Stage::Done;
            if (*request).watchers == 0 {
                self.discard(request);
            }
            notification
        }
    }

    /// Cancels a request that does not run. A thread will notify, if that is asked for.
    ///
    /// # Safety
    /// It waits for others or for a thread.
    pub unsafe fn cancel_queued(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            self.settle(request, Err(Errno::ECANCELED));
            let before = core::mem::replace(&mut (*request).stage, Stage::Cancelled);
            if before == Stage::Waiting {
                self.waiting -= 1;
                match (*request).notification {
                    Notification::Nothing => self.discard(request),
                    _ => self.ready.push(request),
                }
            }
        }
    }

    /// Takes back a request that no thread came for; `None` if one did. It is as if it had failed. The notification that
    /// would have been made.
    pub fn withdraw(&mut self, queued: &Queued) -> Option<Notification> {
        let &Queued { request, serial } = queued;
        // SAFETY: requests are never freed. With this number it is the one that was queued.
        unsafe {
            if (*request).serial != serial || (*request).stage != Stage::Ready {
                return None;
            }
            self.ready.remove(request);
            Some(self.complete(request, Err(Errno::EAGAIN)))
        }
    }

    /// Somebody who watched a request that is done has seen it.
    ///
    /// # Safety
    /// It is in a bucket, done, and watched.
    pub unsafe fn unwatch(&mut self, request: *mut Request) {
        // SAFETY: the caller's promise.
        unsafe {
            (*request).watchers -= 1;
            if (*request).watchers == 0 {
                self.discard(request);
            }
        }
    }

    /// Calls threads until there is one for each request that is ready. `here` of them need not be called; new ones only
    /// if they may be made.
    pub fn call_threads(&mut self, here: usize, may_make: bool) -> Wanted {
        let missing = self.ready.length.saturating_sub(self.coming + here);
        let calls = missing.min(self.sleeping);
        let new = if may_make { missing - calls } else { 0 };
        self.sleeping -= calls;
        self.calls += calls;
        self.coming += calls + new;
        CALLS.fetch_add(u32::from(calls > 0), Ordering::Relaxed);
        Wanted { calls, new }
    }
}
