//! `<sched.h>`: the scheduling of processes, which to Linux are threads. All are thread-safe and async-signal-safe.

use super::attr::SchedParam;
use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{pid_t, size_t, timespec};
use core::ffi::{c_int, c_void};
use core::ptr;

syscalls! {
    /// Lets other threads run. Returns 0. Async-signal-safe. POSIX.1-2024 sched_yield.
    plain fn sched_yield() -> c_int = __NR_sched_yield();
    /// The highest priority of a policy, or -1 with `errno` EINVAL. POSIX.1-2024 sched_get_priority_max.
    plain fn sched_get_priority_max(policy: c_int) -> c_int = __NR_sched_get_priority_max(policy);
    /// The lowest priority of a policy, or -1 with `errno` EINVAL. POSIX.1-2024 sched_get_priority_min.
    plain fn sched_get_priority_min(policy: c_int) -> c_int = __NR_sched_get_priority_min(policy);
    /// The policy of a thread (0: the caller), or -1 with `errno` EINVAL, EPERM or ESRCH. POSIX.1-2024
    /// sched_getscheduler; sched_getscheduler(2).
    plain fn sched_getscheduler(pid: pid_t) -> c_int = __NR_sched_getscheduler(pid);
    /// Sets the policy and priority of a thread (0: the caller). Returns 0, as Linux does, or -1 with `errno` EINVAL,
    /// EPERM or ESRCH. POSIX.1-2024 sched_setscheduler; sched_setscheduler(2).
    plain fn sched_setscheduler(pid: pid_t, policy: c_int, parameters: *const SchedParam) -> c_int
        = __NR_sched_setscheduler(pid, policy, parameters);
    /// Stores the priority of a thread (0: the caller). Returns 0, or -1 with `errno` EINVAL, EPERM or ESRCH.
    /// POSIX.1-2024 sched_getparam.
    plain fn sched_getparam(pid: pid_t, parameters: *mut SchedParam) -> c_int = __NR_sched_getparam(pid, parameters);
    /// Sets the priority of a thread (0: the caller). Returns 0, or -1 with `errno` EINVAL, EPERM or ESRCH.
    /// POSIX.1-2024 sched_setparam.
    plain fn sched_setparam(pid: pid_t, parameters: *const SchedParam) -> c_int
        = __NR_sched_setparam(pid, parameters);
    /// Stores how long a thread (0: the caller) of `SCHED_RR` runs at a time. Returns 0, or -1 with `errno` EINVAL or
    /// ESRCH. POSIX.1-2024 sched_rr_get_interval.
    plain fn sched_rr_get_interval(pid: pid_t, interval: *mut timespec) -> c_int
        = __NR_sched_rr_get_interval(pid, interval);
    /// Sets the CPUs, a bit each in `size` bytes, that a thread (0: the caller) may run on. Returns 0, or -1 with `errno`
    /// EINVAL, EPERM or ESRCH. sched_setaffinity(2).
    plain fn sched_setaffinity(pid: pid_t, size: size_t, cpus: *const c_void) -> c_int
        = __NR_sched_setaffinity(pid, size, cpus);
}

/// Stores the CPUs that a thread may run on in all of the `size` bytes.
///
/// # Safety
/// `cpus` has that room.
pub unsafe fn affinity(tid: pid_t, size: size_t, cpus: *mut c_void) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    unsafe {
        let stored = plain!(__NR_sched_getaffinity, tid, size, cpus)?;
        ptr::write_bytes(cpus.cast::<u8>().add(stored), 0, size - stored);
    }
    Ok(())
}

/// Stores the CPUs, a bit each in `size` bytes, that a thread (0: the caller) may run on. Returns 0, or -1 with `errno`
/// EINVAL (there is not room for all) or ESRCH. sched_getaffinity(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sched_getaffinity(pid: pid_t, size: size_t, cpus: *mut c_void) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { affinity(pid, size, cpus) }.c_int()
}

/// The CPU that the caller runs on, or -1 with `errno` set. sched_getcpu(3).
#[unsafe(no_mangle)]
pub extern "C" fn sched_getcpu() -> c_int {
    let mut cpu = 0u32;
    // SAFETY: the result is a local.
    unsafe { plain!(__NR_getcpu, &raw mut cpu, 0, 0) }.map(|_| cpu as c_int).c_int()
}

/// How many CPUs are in a set of `size` bytes; what the macro `CPU_COUNT` calls.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __sched_cpucount(size: size_t, cpus: *const c_void) -> c_int {
    // SAFETY: the caller's promise.
    let bytes = unsafe { core::slice::from_raw_parts(cpus.cast::<u8>(), size) };
    bytes.iter().map(|byte| byte.count_ones() as c_int).sum()
}
