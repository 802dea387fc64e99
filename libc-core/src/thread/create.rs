//! `pthread_create`.

use super::attr::{Attributes, SchedulingChoice};
use super::{Tcb, current, exit, ids, list, stack};
use crate::errno::{CReturn, Errno};
use crate::signal::mask::Blocked;
use crate::signal::number::{INTERNAL, SIGCANCEL, bit};
use crate::sync::Futex;
use crate::sync::atomic::Ordering;
use crate::sys::{call3, call4, nr};
use core::ffi::{c_int, c_void};
use core::ptr;

/// A thread's function: POSIX's or C11's.
#[derive(Clone, Copy)]
pub enum Routine {
    /// Its result is a pointer.
    Posix(unsafe extern "C" fn(*mut c_void) -> *mut c_void),
    /// Its result is an integer.
    C11(unsafe extern "C" fn(*mut c_void) -> c_int),
    /// A function of `SIGEV_THREAD`: there is none.
    Notification(unsafe extern "C" fn(*mut c_void)),
}

/// What a thread starts with.
struct Start {
    routine: Routine,
    argument: *mut c_void,
    mask: u64,
    /// The scheduling that it gives itself first, and where it reports the outcome.
    scheduling: Option<(SchedulingChoice, *const Report)>,
}

/// 0, then 1, then 2 once the thread has its scheduling parameters, or 3 + the error number. It is in the creator's
/// frame.
struct Report(Futex);

/// A new thread that runs `routine(argument)`.
pub fn create(attributes: &Attributes, routine: Routine, argument: *mut c_void) -> Result<&'static Tcb, Errno> {
    super::become_threaded();
    super::cancel_state::install(super::cancel::machinery);
    let (memory, start) = match stack::allocate::<Start>(attributes) {
        Ok(allocated) => allocated,
        Err(_) => {
            // The memory of detached threads that are gone may help.
            reap_now();
            stack::allocate::<Start>(attributes)?
        }
    };
    let tcb = memory.tcb;
    let me = current();
    tcb.canary.set(me.canary.get());
    tcb.id.set(ids::next());
    tcb.life.detached.set(attributes.detached != 0);
    let report = Report(Futex::new(0));
    let scheduling = attributes.explicit_scheduling().map(|choice| (choice, &raw const report));

    let blocked = Blocked::these(!INTERNAL);
    // A thread that is to be cancelled itself blocks that signal, and its children must not.
    let mask = blocked.before() & !bit(SIGCANCEL);
    // SAFETY: there is room for one, which nobody else uses.
    unsafe { start.write(Start { routine, argument, mask, scheduling }) };
    list::THREADS.acquire();
    list::reap();
    list::insert(tcb);
    list::count_up();
    let result = clone(tcb, memory.top, start.cast());
    if result.is_err() {
        list::count_down();
        list::remove(tcb);
    }
    list::THREADS.release();
    drop(blocked);
    if let Err(e) = result {
        memory.discard();
        return Err(e);
    }
    if scheduling.is_some() {
        report.outcome()?;
    }
    Ok(tcb)
}

fn reap_now() {
    let _blocked = Blocked::these(!INTERNAL);
    list::THREADS.acquire();
    list::reap();
    list::THREADS.release();
}

/// Starts the kernel's thread. EAGAIN whatever the reason that it cannot.
fn clone(tcb: &Tcb, top: *mut u8, start: *mut u8) -> Result<(), Errno> {
    // VM, FS, FILES, SIGHAND, THREAD, SYSVSEM, SETTLS, PARENT_SETTID, CHILD_CLEARTID
    const FLAGS: usize = 0x100 | 0x200 | 0x400 | 0x800 | 0x1_0000 | 0x4_0000 | 0x8_0000 | 0x10_0000 | 0x20_0000;
    let tls = arch::thread::tls_argument(ptr::from_ref(tcb).cast_mut());
    let tid = tcb.tid.as_ptr();
    // SAFETY: the stack, the control block and the start are the new thread's own.
    let raw = unsafe { arch::thread::clone_call(begin, top, FLAGS, start, tid, tls, tid) };
    crate::sys::check(raw).map(|_| ()).map_err(|_| Errno::EAGAIN)
}

/// The first function of every thread.
unsafe extern "C" fn begin(start: *mut u8) -> c_int {
    // SAFETY: `create` wrote it.
    let Start { routine, argument, mask, scheduling } = unsafe { start.cast::<Start>().read() };
    if let Some((choice, report)) = scheduling {
        let result = choice.apply();
        // SAFETY: the creator waits for this. After it, only the word's address is used.
        unsafe { (*report).send(result) };
        if result.is_err() {
            // The creator forgets the thread.
            current().life.detached.set(true);
            exit::leave();
        }
    }
    const SIG_SETMASK: usize = 2;
    // SAFETY: a valid kernel signal set.
    let _ = unsafe { call4(nr::__NR_rt_sigprocmask, SIG_SETMASK, &raw const mask as usize, 0, 8) };
    let result = match routine {
        // SAFETY: the application's function, with its argument.
        Routine::Posix(routine) => unsafe { routine(argument) },
        // SAFETY: likewise.
        Routine::C11(routine) => unsafe { routine(argument) as isize as *mut c_void },
        Routine::Notification(routine) => {
            // SAFETY: likewise.
            unsafe { routine(argument) };
            ptr::null_mut()
        }
    };
    exit::finish(result)
}

impl Report {
    fn send(&self, result: Result<(), Errno>) {
        let word = self.0.as_ptr();
        self.0.store(result.map_or_else(|e| 3 + e.0 as u32, |()| 2), Ordering::Release);
        super::wait::wake(word, 1, super::wait::Scope::Private);
    }

    fn outcome(&self) -> Result<(), Errno> {
        loop {
            match self.0.load(Ordering::Acquire) {
                0 => self.0.wait(0),
                2 => return Ok(()),
                error => return Err(Errno(error as i32 - 3)),
            }
        }
    }
}

impl SchedulingChoice {
    /// Gives the calling thread this policy and priority.
    fn apply(&self) -> Result<(), Errno> {
        // SAFETY: the parameters are a valid `struct sched_param` to the kernel.
        let result =
            unsafe { call3(nr::__NR_sched_setscheduler, 0, self.policy as usize, &raw const self.priority as usize) };
        result.map(|_| ())
    }
}

/// Starts a thread that runs `routine(argument)`, and stores it in `*thread`. `attributes` may be null. It begins with
/// the caller's signal mask, no pending signals, and the caller's floating-point environment. Returns 0, EAGAIN (no
/// memory for its stack, or too many threads), EINVAL or EPERM (its scheduling parameters); then nothing has changed.
/// Thread-safe; not async-signal-safe. POSIX.1-2024 pthread_create.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_create(
    thread: *mut *const Tcb,
    attributes: *const Attributes,
    routine: unsafe extern "C" fn(*mut c_void) -> *mut c_void,
    argument: *mut c_void,
) -> c_int {
    // SAFETY: the caller's promise.
    let attributes = unsafe { attributes.as_ref() }.copied().unwrap_or_else(Attributes::new);
    // SAFETY: the caller's promise.
    create(&attributes, Routine::Posix(routine), argument).map(|new| unsafe { thread.write(new) }).error_number()
}
