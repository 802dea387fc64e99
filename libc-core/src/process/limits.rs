//! Resource limits and use, priorities. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno, Outcome};
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{clock_t, id_t, pid_t, timeval};
use arch::VaList;
use core::ffi::{c_int, c_long};

/// `RLIM_INFINITY`.
pub const INFINITY: u64 = u64::MAX;

/// `struct rlimit`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct rlimit {
    rlim_cur: u64,
    rlim_max: u64,
}

/// `struct tms`.
#[repr(C)]
pub struct tms {
    tms_utime: clock_t,
    tms_stime: clock_t,
    tms_cutime: clock_t,
    tms_cstime: clock_t,
}

/// `struct rusage`: the kernel's, and room.
#[repr(C)]
pub struct rusage {
    ru_utime: timeval,
    ru_stime: timeval,
    counts: [c_long; 14],
    _reserved: [c_long; 16],
}

syscalls! {
    /// Stores a resource's limits. Returns 0, or -1 with `errno` EINVAL. POSIX.1-2024 getrlimit.
    plain fn getrlimit(resource: c_int, to: *mut rlimit) -> c_int = __NR_prlimit64(0, resource, 0, to);
    /// Sets a resource's limits, of the whole process. Returns 0, or -1 with `errno` EINVAL or EPERM.
    /// POSIX.1-2024 setrlimit.
    plain fn setrlimit(resource: c_int, limits: *const rlimit) -> c_int = __NR_prlimit64(0, resource, limits, 0);
    /// Stores and sets a resource's limits of a process. prlimit(2).
    plain fn prlimit(pid: pid_t, resource: c_int, new: *const rlimit, old: *mut rlimit) -> c_int
        = __NR_prlimit64(pid, resource, new, old);
    /// Stores what the process (`RUSAGE_SELF`), its children that ended or the thread have used. Returns 0, or -1 with
    /// `errno` EINVAL. POSIX.1-2024 getrusage.
    plain fn getrusage(who: c_int, to: *mut rusage) -> c_int = __NR_getrusage(who, to);
    /// Sets the nice value of processes. Returns 0, or -1 with `errno` EACCES, EINVAL, EPERM or ESRCH.
    /// POSIX.1-2024 setpriority.
    plain fn setpriority(which: c_int, who: id_t, value: c_int) -> c_int = __NR_setpriority(which, who, value);
}

/// A resource's soft limit.
pub fn soft(resource: c_int) -> Result<u64, Errno> {
    let mut limits = rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the structure is valid.
    unsafe { plain!(__NR_prlimit64, 0, resource, 0, &raw mut limits) }?;
    Ok(limits.rlim_cur)
}

/// The lowest nice value of processes, -20 to 19; or -1 with `errno` EINVAL or ESRCH. POSIX.1-2024 getpriority.
#[unsafe(no_mangle)]
pub extern "C" fn getpriority(which: c_int, who: id_t) -> c_int {
    nice_value(which, who).c_int()
}

fn nice_value(which: c_int, who: id_t) -> Result<c_int, Errno> {
    // The kernel says 20 minus the value, which is never negative.
    // SAFETY: asks only.
    unsafe { plain!(__NR_getpriority, which, who) }.map(|value| 20 - value as c_int)
}

/// Adds to the process's nice value. Returns the new one, or -1 with `errno` EPERM. POSIX.1-2024 nice.
#[unsafe(no_mangle)]
pub extern "C" fn nice(increment: c_int) -> c_int {
    let changed = || {
        let value = nice_value(0, 0)?.saturating_add(increment).clamp(-20, 19);
        // SAFETY: no memory is involved.
        match unsafe { plain!(__NR_setpriority, 0, 0, value) } {
            Err(Errno::EACCES) => Err(Errno::EPERM),
            Err(e) => Err(e),
            Ok(_) => nice_value(0, 0),
        }
    };
    changed().c_int()
}

/// Stores the process's and its ended children's CPU times in clock ticks (`_SC_CLK_TCK`, 100 a second). Returns the ticks
/// since some time in the past. Async-signal-safe. POSIX.1-2024 times.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn times(to: *mut tms) -> clock_t {
    // The kernel's clock may well be where an error would be: there is no error but EFAULT.
    // SAFETY: the caller's promise.
    match unsafe { plain!(__NR_times, to) } {
        Ok(ticks) => ticks as clock_t,
        Err(Errno::EFAULT) => Err(Errno::EFAULT).or_errno(-1),
        Err(e) => clock_t::from(-e.0),
    }
}

arch::variadic! {
    /// The process's limit of file sizes in blocks of 512 bytes (`UL_GETFSIZE`), or sets it (`UL_SETFSIZE`, and the value).
    /// Returns it, or -1 with `errno` EINVAL or EPERM. XSI ulimit, in POSIX.1-2017.
    pub fn ulimit(1) => vulimit
}

/// # Safety
/// As in C.
unsafe extern "C" fn vulimit(command: c_int, arguments: &mut VaList) -> c_long {
    const UL_GETFSIZE: c_int = 1;
    const UL_SETFSIZE: c_int = 2;
    const RLIMIT_FSIZE: c_int = 1;
    const BLOCK: u64 = 512;
    let result = match command {
        UL_GETFSIZE => soft(RLIMIT_FSIZE),
        UL_SETFSIZE => {
            // SAFETY: the caller passed it.
            let size = (unsafe { arguments.arg_i64() } as u64).saturating_mul(BLOCK);
            let limits = rlimit { rlim_cur: size, rlim_max: size };
            // SAFETY: the structure is valid.
            unsafe { plain!(__NR_prlimit64, 0, RLIMIT_FSIZE, &raw const limits, 0) }.map(|_| size)
        }
        _ => Err(Errno::EINVAL),
    };
    result.map(|size| c_long::try_from(size / BLOCK).unwrap_or(c_long::MAX)).c_long()
}

const _: () = assert!(size_of::<rusage>() == 272);
