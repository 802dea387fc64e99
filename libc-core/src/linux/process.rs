//! Control of processes: prctl, ptrace, personality, capabilities, namespaces, other processes' memory. All are
//! thread-safe and async-signal-safe.

use crate::errno::CReturn;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::{gid_t, pid_t, uid_t};
use crate::unistd::io::iovec;
use arch::VaList;
use core::ffi::{c_int, c_long, c_ulong, c_void};

syscalls! {
    /// Sets the process's execution domain. personality(2).
    plain fn personality(domain: c_ulong) -> c_int = __NR_personality(domain);
    /// Stores a thread's capabilities. capget(2).
    plain fn capget(header: *mut c_void, data: *mut c_void) -> c_int = __NR_capget(header, data);
    /// Sets the calling thread's capabilities. capset(2).
    plain fn capset(header: *mut c_void, data: *const c_void) -> c_int = __NR_capset(header, data);
    /// Moves the calling thread into a namespace. setns(2).
    plain fn setns(fd: c_int, kind: c_int) -> c_int = __NR_setns(fd, kind);
    /// Gives the calling thread parts of its context for itself. unshare(2).
    plain fn unshare(flags: c_int) -> c_int = __NR_unshare(flags);
    /// Sets the calling thread's user ID for the file system, and returns the one before. setfsuid(2).
    plain fn setfsuid(uid: uid_t) -> c_int = __NR_setfsuid(uid);
    /// Sets the calling thread's group ID for the file system, and returns the one before. setfsgid(2).
    plain fn setfsgid(gid: gid_t) -> c_int = __NR_setfsgid(gid);
    /// Copies memory out of another process. process_vm_readv(2).
    plain fn process_vm_readv(
        pid: pid_t, local: *const iovec, locals: c_ulong, remote: *const iovec, remotes: c_ulong, flags: c_ulong,
    ) -> isize = __NR_process_vm_readv(pid, local, locals, remote, remotes, flags);
    /// Copies memory into another process. process_vm_writev(2).
    plain fn process_vm_writev(
        pid: pid_t, local: *const iovec, locals: c_ulong, remote: *const iovec, remotes: c_ulong, flags: c_ulong,
    ) -> isize = __NR_process_vm_writev(pid, local, locals, remote, remotes, flags);
}

arch::variadic! {
    /// Controls the calling thread or process: all options of Linux. prctl(2).
    pub fn prctl(1) => vprctl
}

/// # Safety
/// `arguments` holds what the option takes.
unsafe extern "C" fn vprctl(option: c_int, arguments: &mut VaList) -> c_int {
    // SAFETY: an option with fewer arguments ignores the others.
    unsafe {
        let [a, b, c, d] = [arguments.arg_usize(), arguments.arg_usize(), arguments.arg_usize(), arguments.arg_usize()];
        plain!(__NR_prctl, option, a, b, c, d).c_int()
    }
}

arch::variadic! {
    /// Observes and controls another process. Returns 0 or what was asked for, -1 with `errno` set; as -1 may be what was
    /// asked for, `errno` tells. ptrace(2).
    pub fn ptrace(1) => vptrace
}

/// # Safety
/// `arguments` holds what the request takes.
unsafe extern "C" fn vptrace(request: c_int, arguments: &mut VaList) -> c_long {
    const PTRACE_PEEKTEXT: c_int = 1;
    const PTRACE_PEEKUSER: c_int = 3;
    // SAFETY: a request with fewer arguments ignores the others.
    unsafe {
        let (pid, address, data) = (arguments.arg_i32(), arguments.arg_usize(), arguments.arg_usize());
        if (PTRACE_PEEKTEXT..=PTRACE_PEEKUSER).contains(&request) {
            let mut word: c_long = 0;
            return plain!(__NR_ptrace, request, pid, address, &raw mut word).map(|_| word).c_long();
        }
        plain!(__NR_ptrace, request, pid, address, data).c_long()
    }
}
