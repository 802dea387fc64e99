//! Clocks. The common ones come from the vDSO, without a system call. Unless a function says otherwise, it is
//! thread-safe and not async-signal-safe.

use super::vdso;
use crate::errno::{CReturn, Errno, Outcome, set_errno};
use crate::sync::atomic::{AtomicUsize, Ordering};
use crate::sys::{call2, check, nr};
use crate::types::{clock_t, clockid_t, pid_t, time_t, timespec, timeval};
use core::ffi::{c_int, c_void};
use core::ptr;

const CLOCK_REALTIME: clockid_t = 0;
const CLOCK_PROCESS_CPUTIME_ID: clockid_t = 2;
const CLOCKS_PER_SEC: i64 = 1_000_000;

/// Where `clock_gettime` is in the vDSO: 0 not looked up, 1 not there.
static IN_VDSO: AtomicUsize = AtomicUsize::new(0);

#[cold]
fn look_up() -> usize {
    let found = vdso::find(arch::vdso::CLOCK_GETTIME).unwrap_or(1);
    IN_VDSO.store(found, Ordering::Relaxed);
    found
}

/// The time of `clock`.
pub fn now(clock: clockid_t) -> Result<timespec, Errno> {
    let mut time = timespec::default();
    let mut function = IN_VDSO.load(Ordering::Relaxed);
    if function == 0 {
        function = look_up();
    }
    if function > 1 {
        // SAFETY: the kernel put a function of this type there.
        let raw = unsafe {
            let function = core::mem::transmute::<usize, extern "C" fn(clockid_t, *mut timespec) -> c_int>(function);
            function(clock, &mut time)
        };
        // It may not know the clock; then the system call decides.
        if raw == 0 {
            return Ok(time);
        }
    }
    // SAFETY: the result is a local.
    unsafe { call2(nr::__NR_clock_gettime, clock as usize, &raw mut time as usize) }.map(|_| time)
}

/// Stores the time of `clock` in `*time`. Returns 0, or -1 with `errno` EINVAL (no such clock). Async-signal-safe and
/// thread-safe. POSIX.1-2024 clock_gettime.
///
/// # Safety
/// `time` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_gettime(clock: clockid_t, time: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    now(clock).map(|now| unsafe { time.write(now) }).c_int()
}

/// Sets `clock`. Returns 0, or -1 with `errno` EINVAL or EPERM. Thread-safe. POSIX.1-2024 clock_settime.
///
/// # Safety
/// `time` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_settime(clock: clockid_t, time: *const timespec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { call2(nr::__NR_clock_settime, clock as usize, time as usize) }.c_int()
}

/// Stores the resolution of `clock` in `*resolution`, if that is not null. Returns 0, or -1 with `errno` EINVAL.
/// Async-signal-safe and thread-safe. POSIX.1-2024 clock_getres.
///
/// # Safety
/// `resolution` is null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_getres(clock: clockid_t, resolution: *mut timespec) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { call2(nr::__NR_clock_getres, clock as usize, resolution as usize) }.c_int()
}

/// Stores the clock that counts the CPU time of process `pid` (0: this one) in `*clock`. Returns 0, or ESRCH or
/// EPERM. Thread-safe. POSIX.1-2024 clock_getcpuclockid.
///
/// # Safety
/// `clock` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn clock_getcpuclockid(pid: pid_t, clock: *mut clockid_t) -> c_int {
    // The kernel's encoding: the complement of the process ID, and 2 for its CPU time.
    let id = !pid << 3 | 2;
    let mut resolution = timespec::default();
    // SAFETY: the result is a local.
    match unsafe { call2(nr::__NR_clock_getres, id as usize, &raw mut resolution as usize) } {
        Ok(_) => {
            // SAFETY: the caller's promise.
            unsafe { clock.write(id) };
            0
        }
        Err(Errno::EINVAL) => Errno::ESRCH.0,
        Err(e) => e.0,
    }
}

/// Seconds since the Epoch, also in `*out` if that is not null. Async-signal-safe and thread-safe. C23 7.29.2.5.
///
/// # Safety
/// `out` is null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn time(out: *mut time_t) -> time_t {
    let seconds = now(CLOCK_REALTIME).map(|now| now.tv_sec).or_errno(-1);
    if !out.is_null() {
        // SAFETY: the caller's promise.
        unsafe { out.write(seconds) };
    }
    seconds
}

/// The CPU time that the process has used, in microseconds; -1 if it does not fit. Thread-safe. C23 7.29.2.1.
#[unsafe(no_mangle)]
pub extern "C" fn clock() -> clock_t {
    now(CLOCK_PROCESS_CPUTIME_ID)
        .ok()
        .and_then(|now| now.tv_sec.checked_mul(CLOCKS_PER_SEC)?.checked_add(now.tv_nsec / 1000))
        .unwrap_or(-1)
}

/// Stores the time since the Epoch in `*out`; `zone` is ignored. Returns 0. Thread-safe. POSIX.1-2008 gettimeofday.
///
/// # Safety
/// `out` is null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gettimeofday(out: *mut timeval, _zone: *mut c_void) -> c_int {
    if out.is_null() {
        return 0;
    }
    now(CLOCK_REALTIME)
        // SAFETY: the caller's promise.
        .map(|now| unsafe { out.write(timeval { tv_sec: now.tv_sec, tv_usec: now.tv_nsec / 1000 }) })
        .c_int()
}

/// Sets the time since the Epoch. Returns 0, or -1 with `errno` EINVAL or EPERM. settimeofday(2).
///
/// # Safety
/// `time` is null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn settimeofday(time: *const timeval, _zone: *const c_void) -> c_int {
    // SAFETY: the caller's promise.
    let Some(time) = (unsafe { time.as_ref() }) else { return 0 };
    if !(0..1_000_000).contains(&time.tv_usec) {
        set_errno(Errno::EINVAL);
        return -1;
    }
    let time = timespec { tv_sec: time.tv_sec, tv_nsec: time.tv_usec * 1000 };
    // SAFETY: a valid local.
    unsafe { clock_settime(CLOCK_REALTIME, &time) }
}

/// Stores the time of a C23 time base in `*time`: TIME_UTC (1), TIME_MONOTONIC (2), TIME_ACTIVE (3),
/// TIME_THREAD_ACTIVE (4). Returns `base`, or 0 if there is no such one. Thread-safe. C23 7.29.2.6.
///
/// # Safety
/// `time` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timespec_get(time: *mut timespec, base: c_int) -> c_int {
    match (1..=4).contains(&base).then(|| now(base - 1)) {
        Some(Ok(now)) => {
            // SAFETY: the caller's promise.
            unsafe { time.write(now) };
            base
        }
        _ => 0,
    }
}

/// Stores the resolution of a C23 time base in `*resolution`, if that is not null. Returns `base`, or 0 if there is no
/// such one. Thread-safe. C23 7.29.2.7.
///
/// # Safety
/// `resolution` is null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn timespec_getres(resolution: *mut timespec, base: c_int) -> c_int {
    let known = (1..=4).contains(&base);
    // SAFETY: the caller's promise. C23's bases are the kernel's clocks 0 to 3.
    if known && unsafe { call2(nr::__NR_clock_getres, (base - 1) as usize, resolution as usize) }.is_ok() {
        base
    } else {
        0
    }
}

/// `struct timeb`.
#[repr(C)]
pub struct Timeb {
    time: time_t,
    millitm: u16,
    timezone: i16,
    dstflag: i16,
}

/// Stores the time since the Epoch, in milliseconds, in `*out`. Returns 0. Thread-safe. ftime(3).
///
/// # Safety
/// `out` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ftime(out: *mut Timeb) -> c_int {
    now(CLOCK_REALTIME)
        .map(|now| {
            let time = Timeb { time: now.tv_sec, millitm: (now.tv_nsec / 1_000_000) as u16, timezone: 0, dstflag: 0 };
            // SAFETY: the caller's promise.
            unsafe { out.write(time) };
        })
        .c_int()
}

/// Adjusts the clock slowly by `*delta`, if that is not null; stores what was left of the last adjustment in
/// `*left`, if that is not null. Returns 0, or -1 with `errno` EINVAL or EPERM. adjtime(3).
///
/// # Safety
/// Both are null or valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn adjtime(delta: *const timeval, left: *mut timeval) -> c_int {
    const ADJ_OFFSET_SINGLESHOT: u32 = 0x8001;
    const ADJ_OFFSET_SS_READ: u32 = 0xa001;
    // `struct timex`: modes, padding, the offset in microseconds, and 192 bytes more.
    let mut timex = [0i64; 26];
    // SAFETY: the caller's promise.
    unsafe {
        let mode = match delta.as_ref() {
            Some(delta) => {
                let offset = delta.tv_sec.checked_mul(1_000_000).and_then(|offset| offset.checked_add(delta.tv_usec));
                let Some(offset) = offset.filter(|offset| offset.unsigned_abs() <= i32::MAX as u64) else {
                    return check(-(Errno::EINVAL.0 as isize) as usize).c_int();
                };
                timex[1] = offset;
                ADJ_OFFSET_SINGLESHOT
            }
            None => ADJ_OFFSET_SS_READ,
        };
        ptr::from_mut(&mut timex).cast::<u32>().write(mode);
        let result = crate::sys::call1(nr::__NR_adjtimex, timex.as_mut_ptr() as usize);
        if let (Ok(_), Some(left)) = (&result, left.as_mut()) {
            *left = timeval { tv_sec: timex[1] / 1_000_000, tv_usec: timex[1] % 1_000_000 };
        }
        result.map(|_| ()).c_int()
    }
}
