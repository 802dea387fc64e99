//! A system call that Linux makes for one thread and POSIX means for the process: every thread is made to make it.

use super::{current, list};
use crate::errno::Errno;
use crate::signal::action::{KernelAction, SA_RESTART, exchange};
use crate::signal::mask::Blocked;
use crate::signal::number::{INTERNAL, SIGSYNCCALL};
use crate::sync::Futex;
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::sys::{call3, nr};
use core::ffi::c_int;

/// The number and the three arguments of the call; guarded by `list::THREADS`, under which threads make it.
static CALL: [AtomicUsize; 4] = [const { AtomicUsize::new(0) }; 4];
/// The threads that have still to make it.
static LEFT: Futex = Futex::new(0);
/// One of them could not.
static FAILED: AtomicUsize = AtomicUsize::new(0);

/// Makes the system call, in the calling thread first: if that fails, nothing has changed. Then all others make it; if
/// one of them could not, which the kernel gives no reason for, threads would have different rights, and the process is
/// ended. Application signals are blocked meanwhile.
///
/// # Safety
/// As the system call; what the arguments point to is only read.
pub unsafe fn call(number: u32, a: usize, b: usize, c: usize) -> Result<(), Errno> {
    if !super::is_threaded() {
        // SAFETY: the caller's promise.
        return unsafe { call3(number, a, b, c) }.map(|_| ());
    }
    let _blocked = Blocked::these(!INTERNAL);
    list::THREADS.acquire();
    // SAFETY: the caller's promise.
    let result = unsafe { call3(number, a, b, c) }.map(|_| ());
    if result.is_ok() {
        tell_others([number as usize, a, b, c]);
    }
    list::THREADS.release();
    result
}

fn tell_others(call: [usize; 4]) {
    for (slot, value) in CALL.iter().zip(call) {
        slot.store(value, Ordering::Relaxed);
    }
    let action = KernelAction {
        handler: on_signal as *const () as usize,
        flags: SA_RESTART as usize | SA_ONSTACK,
        mask: u64::MAX,
        ..KernelAction::default()
    };
    // It can only fail for an invalid signal.
    let _ = exchange(SIGSYNCCALL, Some(action));
    // The threads that leave use no rights any more, and have no handlers to run.
    let mut count = 0;
    list::for_others(|thread| count += u32::from(!thread.life.leaving.get()));
    LEFT.store(count, Ordering::Release);
    list::for_others(|thread| {
        if !thread.life.leaving.get() {
            let tid = thread.tid.load(Ordering::Relaxed);
            loop {
                match super::cancel::send(tid, SIGSYNCCALL) {
                    Ok(()) => break,
                    // The signal needs room in the user's queue, which others may have filled.
                    Err(Errno::EAGAIN) => {
                        // SAFETY: no memory is involved.
                        let _ = unsafe { crate::sys::call0(nr::__NR_sched_yield) };
                    }
                    // In a child of `vfork` the list is the parent's, whose threads keep their rights.
                    Err(_) => {
                        LEFT.fetch_sub(1, Ordering::AcqRel);
                        break;
                    }
                }
            }
        }
    });
    loop {
        match LEFT.load(Ordering::Acquire) {
            0 => break,
            left => LEFT.wait(left),
        }
    }
    if FAILED.load(Ordering::Relaxed) != 0 {
        crate::process::abort::abort();
    }
}

const SA_ONSTACK: usize = 0x0800_0000;

/// The handler, in every other thread.
unsafe extern "C" fn on_signal(_signal: c_int) {
    if LEFT.load(Ordering::Acquire) == 0 {
        return;
    }
    let [number, a, b, c] = core::array::from_fn(|i| CALL.get(i).map_or(0, |slot| slot.load(Ordering::Relaxed)));
    let errno = current().errno.get();
    // SAFETY: who called promised it.
    if unsafe { call3(number as u32, a, b, c) }.is_err() {
        FAILED.store(1, Ordering::Relaxed);
    }
    current().errno.set(errno);
    if LEFT.fetch_sub(1, Ordering::AcqRel) == 1 {
        LEFT.wake(1);
    }
}
