//! Waiting on a word of the application's memory: futex(2), between threads or processes, with an absolute deadline.

use crate::errno::Errno;
use crate::sync::atomic::AtomicU32;
use crate::sys::{call3, call6, cancel, nr};
use crate::types::{clockid_t, timespec};

/// `CLOCK_REALTIME`.
pub const CLOCK_REALTIME: clockid_t = 0;
/// `CLOCK_MONOTONIC`.
pub const CLOCK_MONOTONIC: clockid_t = 1;

const NANOSECONDS: i64 = 1_000_000_000;

/// Who uses the word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Threads of this process.
    Private,
    /// Whoever shares the memory; the kernel wakes in this way, too.
    Shared,
}

impl Scope {
    /// `Shared` if so.
    pub fn of(shared: bool) -> Self {
        if shared { Scope::Shared } else { Scope::Private }
    }

    /// As a flag of the operation.
    pub fn flag(self) -> usize {
        const FUTEX_PRIVATE_FLAG: usize = 128;
        if self == Scope::Private { FUTEX_PRIVATE_FLAG } else { 0 }
    }
}

/// A time on a clock.
#[derive(Clone, Copy)]
pub struct Deadline {
    /// The clock.
    pub clock: clockid_t,
    /// The time. It may be invalid, which is found out only by who has to wait.
    pub time: timespec,
}

impl Deadline {
    /// The deadline that C code passed, null for none.
    ///
    /// # Safety
    /// `time` is null or valid.
    pub unsafe fn from_c(clock: clockid_t, time: *const timespec) -> Option<Self> {
        // SAFETY: the caller's promise.
        unsafe { time.as_ref() }.map(|&time| Deadline { clock, time })
    }

    /// EINVAL if the nanoseconds are out of range.
    pub fn check(&self) -> Result<(), Errno> {
        if (0..NANOSECONDS).contains(&self.time.tv_nsec) { Ok(()) } else { Err(Errno::EINVAL) }
    }

    /// The same moment on a clock that the kernel waits on, and its flag. ETIMEDOUT if it is before the epoch.
    fn for_kernel(&self) -> Result<(timespec, usize), Errno> {
        const FUTEX_CLOCK_REALTIME: usize = 256;
        self.check()?;
        let (time, flag) = match self.clock {
            CLOCK_REALTIME => (self.time, FUTEX_CLOCK_REALTIME),
            CLOCK_MONOTONIC => (self.time, 0),
            clock => (translate(self.time, clock, CLOCK_MONOTONIC)?, 0),
        };
        if time.tv_sec < 0 { Err(Errno::ETIMEDOUT) } else { Ok((time, flag)) }
    }

    /// The same moment on `CLOCK_REALTIME`, as the clocks are now.
    pub fn on_realtime(&self) -> Result<timespec, Errno> {
        self.check()?;
        let time = match self.clock {
            CLOCK_REALTIME => self.time,
            clock => translate(self.time, clock, CLOCK_REALTIME)?,
        };
        if time.tv_sec < 0 { Err(Errno::ETIMEDOUT) } else { Ok(time) }
    }
}

/// A time on one clock as a time on another.
fn translate(time: timespec, from: clockid_t, to: clockid_t) -> Result<timespec, Errno> {
    let (here, there) = (crate::time::clock::now(from)?, crate::time::clock::now(to)?);
    let mut seconds = time.tv_sec.saturating_sub(here.tv_sec).saturating_add(there.tv_sec);
    let mut nanoseconds = time.tv_nsec - here.tv_nsec + there.tv_nsec;
    seconds = seconds.saturating_add(nanoseconds.div_euclid(NANOSECONDS));
    nanoseconds = nanoseconds.rem_euclid(NANOSECONDS);
    Ok(timespec { tv_sec: seconds, tv_nsec: nanoseconds })
}

const FUTEX_WAIT_BITSET: usize = 9;
const ANY: usize = 0xffff_ffff;

/// What the kernel's answer means: that the word has another value is as good as a wake.
fn outcome(result: Result<usize, Errno>) -> Result<(), Errno> {
    match result {
        Ok(_) | Err(Errno::EAGAIN) => Ok(()),
        Err(e) => Err(e),
    }
}

/// Sleeps while `word` is `expected`. Returns at a wake, or for no reason; EINTR after a signal handler that does not
/// restart calls (or any, with a deadline), ETIMEDOUT, or EINVAL for an invalid deadline.
pub fn wait(word: &AtomicU32, expected: u32, deadline: Option<&Deadline>, scope: Scope) -> Result<(), Errno> {
    crate::sync::rank::assert_may_block();
    let time = deadline.map(Deadline::for_kernel).transpose()?;
    let (time, flag) = time.as_ref().map_or((0, 0), |(time, flag)| (core::ptr::from_ref(time) as usize, *flag));
    let operation = FUTEX_WAIT_BITSET | scope.flag() | flag;
    // SAFETY: the word and the time are valid.
    outcome(unsafe { call6(nr::__NR_futex, word.as_ptr() as usize, operation, expected as usize, time, 0, ANY) })
}

/// [`wait`] as a cancellation point; ECANCELED if cancellation is masked (see `cancel_state::Masked`).
pub fn wait_cancellable(
    word: &AtomicU32,
    expected: u32,
    deadline: Option<&Deadline>,
    scope: Scope,
) -> Result<(), Errno> {
    let time = deadline.map(Deadline::for_kernel).transpose()?;
    let (time, flag) = time.as_ref().map_or((0, 0), |(time, flag)| (core::ptr::from_ref(time) as usize, *flag));
    let operation = FUTEX_WAIT_BITSET | scope.flag() | flag;
    // SAFETY: the word and the time are valid.
    outcome(unsafe {
        cancel::call6(nr::__NR_futex, word.as_ptr() as usize, operation, expected as usize, time, 0, ANY)
    })
}

/// Wakes at most `count` sleepers. The word's memory may be gone already: only its address is used.
pub fn wake(word: *const u32, count: i32, scope: Scope) {
    const FUTEX_WAKE: usize = 1;
    // SAFETY: the kernel uses the address as a name.
    let _ = unsafe { call3(nr::__NR_futex, word as usize, FUTEX_WAKE | scope.flag(), count as usize) };
}
