//! The threads that serve requests.

use super::perform::perform;
use super::request::{Request, Stage};
use super::state::{self, CALLS, STATE, State, Wanted, announce};
use crate::errno::Errno;
use crate::process::fork::ranks::Aio;
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::Guard;
use crate::sync::atomic::Ordering;
use crate::thread::attr::Attributes;
use crate::thread::cancel::withdraw;
use crate::thread::create::{Routine, create};
use crate::thread::current;
use crate::thread::wait::{CLOCK_MONOTONIC, Deadline, Scope, wait};
use core::ffi::{c_int, c_void};
use core::ptr;

/// `SI_ASYNCIO`.
pub const SI_ASYNCIO: c_int = -4;

impl Wanted {
    /// Wakes and makes the threads. EAGAIN if one cannot be made; those that are there serve all requests in turn then.
    pub fn fetch(self) -> Result<(), Errno> {
        if self.calls > 0 {
            CALLS.wake(self.calls as i32);
        }
        for made in 0..self.new {
            if let Err(e) = start() {
                state::lock().coming -= self.new - made;
                return Err(e);
            }
        }
        Ok(())
    }
}

/// Makes a thread. It blocks all signals of the application, and so do those that it makes.
fn start() -> Result<(), Errno> {
    // Enough to create threads, and for the signal that interrupts a call.
    const STACK: usize = 32 << 10;
    let mut attributes = Attributes::new();
    attributes.detached = 1;
    attributes.stack_size = STACK;
    let _blocked = Blocked::these(!INTERNAL);
    create(&attributes, Routine::Notification(serve), ptr::null_mut()).map(|_| ())
}

unsafe extern "C" fn serve(_: *mut c_void) {
    let mut state = STATE.lock();
    state.coming -= 1;
    loop {
        state = match state.next() {
            // SAFETY: it was ready, and is this thread's now.
            Some(request) => unsafe { serve_one(state, request) },
            None => match sleep(state) {
                Some(state) => state,
                None => return,
            },
        }
    }
}

/// # Safety
/// The request was taken from those that are ready.
unsafe fn serve_one(mut state: Guard<'static, Aio, State>, request: *mut Request) -> Guard<'static, Aio, State> {
    let mut outcome = Err(Errno::ECANCELED);
    // SAFETY: requests are used under the lock only.
    unsafe {
        if (*request).stage == Stage::Ready {
            (*request).stage = Stage::Running;
            (*request).runner = current();
            let job = (*request).job;
            drop(state);
            outcome = perform(&job);
            state = STATE.lock();
        }
    }
    // SAFETY: it is still this thread's.
    let notification = unsafe { state.complete(request, outcome) };
    withdraw();
    // Those that waited for it need not wait for its notification.
    let here = usize::from(notification.is_nothing());
    let wanted = state.call_threads(here, true);
    drop(state);
    announce();
    // If there is no thread to be had, this one serves them.
    let _ = wanted.fetch();
    notification.deliver(SI_ASYNCIO);
    STATE.lock()
}

/// Waits for a call, for a second. `None` if there was none.
fn sleep(mut state: Guard<'static, Aio, State>) -> Option<Guard<'static, Aio, State>> {
    let deadline = crate::time::clock::now(CLOCK_MONOTONIC).ok().map(|mut time| {
        time.tv_sec += 1;
        Deadline { clock: CLOCK_MONOTONIC, time }
    });
    state.sleeping += 1;
    loop {
        let seen = CALLS.load(Ordering::Relaxed);
        drop(state);
        let result = wait(&CALLS, seen, deadline.as_ref(), Scope::Private);
        state = STATE.lock();
        if state.calls > 0 {
            state.calls -= 1;
            state.coming -= 1;
            return Some(state);
        }
        if result == Err(Errno::ETIMEDOUT) {
            state.sleeping -= 1;
            return None;
        }
    }
}
