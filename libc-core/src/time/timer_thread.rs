//! The thread that serves a timer of `SIGEV_THREAD`: the kernel sends it a signal, and for each it starts a thread that
//! runs the application's function. No application code runs in it, so nothing can end it but the timer's end.

use super::timer::{create, exists};
use crate::errno::Errno;
use crate::signal::event::{Call, SigEvent};
use crate::signal::mask::Blocked;
use crate::signal::number::{INTERNAL, SIGTIMER, bit};
use crate::sync::Futex;
use crate::sync::atomic::Ordering;
use crate::sys::wrapper::plain;
use crate::thread::attr::Attributes;
use crate::thread::create::{Routine, create as create_thread};
use crate::thread::current;
use crate::types::{clockid_t, pid_t, timespec};
use core::cell::Cell;
use core::ffi::{c_int, c_void};

/// The kernel's `siginfo_t`.
#[repr(C)]
struct Info {
    signal: c_int,
    error: c_int,
    code: c_int,
    rest: [c_int; 29],
}

const _: () = assert!(size_of::<Info>() == 128);

const SI_TIMER: c_int = -2;

/// What the thread begins with. It is in its creator's frame.
struct Setup {
    clock: clockid_t,
    call: Call,
    /// The kernel's number of the timer and the thread's ID, or why there is no timer.
    outcome: Cell<Result<(c_int, pid_t), Errno>>,
    /// 1 once the outcome is there. Then the thread uses no more than its address.
    done: Futex,
}

/// Makes a timer that makes the call: the kernel's number and the ID of the thread that serves it.
pub fn start(clock: clockid_t, call: Call) -> Result<(c_int, pid_t), Errno> {
    // Enough to create threads.
    const STACK: usize = 32 << 10;
    const CLOCK_THREAD_CPUTIME_ID: clockid_t = 3;
    let clock = match clock {
        // The caller's, in the kernel's encoding: see `pthread_getcpuclockid`.
        CLOCK_THREAD_CPUTIME_ID => !current().tid.load(Ordering::Relaxed) << 3 | 6,
        clock => clock,
    };
    let setup = Setup { clock, call, outcome: Cell::new(Err(Errno::EAGAIN)), done: Futex::new(0) };
    let mut attributes = Attributes::new();
    attributes.detached = 1;
    attributes.stack_size = STACK;
    {
        // The thread inherits it, and so do those that it starts.
        let _blocked = Blocked::these(!INTERNAL);
        create_thread(&attributes, Routine::Notification(serve), (&raw const setup).cast_mut().cast())?;
    }
    while setup.done.load(Ordering::Acquire) == 0 {
        setup.done.wait(0);
    }
    setup.outcome.get()
}

unsafe extern "C" fn serve(setup: *mut c_void) {
    let _blocked = Blocked::these(bit(SIGTIMER));
    // SAFETY: the creator waits until it is told.
    let setup = unsafe { &*setup.cast::<Setup>() };
    let call = setup.call;
    let tid = current().tid.load(Ordering::Relaxed);
    // SAFETY: the event is valid.
    let number = unsafe { create(setup.clock, &SigEvent::to_thread(SIGTIMER, tid)) };
    setup.outcome.set(number.map(|number| (number, tid)));
    let word = setup.done.as_ptr();
    setup.done.store(1, Ordering::Release);
    crate::thread::wait::wake(word, 1, crate::thread::wait::Scope::Private);
    if let Ok(number) = number {
        while expired(number) {
            report(number, &call);
        }
    }
}

/// Waits until the timer expires; false if it is no more.
fn expired(number: c_int) -> bool {
    loop {
        let mut info = Info { signal: 0, error: 0, code: 0, rest: [0; 29] };
        let set = bit(SIGTIMER);
        // SAFETY: both structures are valid.
        let taken = unsafe { plain!(__NR_rt_sigtimedwait, &raw const set, &raw mut info, 0, 8) };
        if taken.is_ok() && info.code == SI_TIMER {
            return true;
        }
        // The one who deletes the timer wakes; so may strangers, by kill(2).
        if !exists(number) {
            return false;
        }
    }
}

/// Makes the call. If there is no thread to be had, it waits for one as long as the timer is there.
fn report(number: c_int, call: &Call) {
    let pause = timespec { tv_sec: 0, tv_nsec: 1_000_000 };
    while call.start() == Err(Errno::EAGAIN) && exists(number) {
        // SAFETY: the time is valid.
        let _ = unsafe { plain!(__NR_nanosleep, &raw const pause, 0) };
    }
}

/// Makes the thread see that its timer is no more. As an ordinary `kill`, the signal is pending even where the limit of
/// queued ones is reached.
pub fn wake(tid: pid_t) {
    let info = Info { signal: SIGTIMER, error: 0, code: 0, rest: [0; 29] };
    // SAFETY: a signal to a thread of this process, which waits for it.
    let _ = unsafe {
        plain!(__NR_getpid).and_then(|pid| plain!(__NR_rt_tgsigqueueinfo, pid, tid, SIGTIMER, &raw const info))
    };
}
