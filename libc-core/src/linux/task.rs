//! `clone`.

use crate::errno::{CReturn, Errno};
use crate::signal::mask::Blocked;
use crate::thread::current;
use crate::types::pid_t;
use arch::VaList;
use core::ffi::{c_int, c_void};

type Entry = unsafe extern "C" fn(*mut u8) -> i32;

const CLONE_VM: usize = 0x100;
const CLONE_THREAD: usize = 0x1_0000;
const CLONE_SETTLS: usize = 0x8_0000;
const CLONE_CHILD_CLEARTID: usize = 0x20_0000;

arch::variadic! {
    /// A new process that calls `entry(argument)` on a stack whose top is `stack`, and ends with what that returns.
    /// Behind the argument, as the flags ask: where the parent stores the child's ID, the child's TLS, where the child
    /// stores its ID. Returns the child's ID, or -1 with `errno` EINVAL... `CLONE_THREAD`, `CLONE_SETTLS` and
    /// `CLONE_CHILD_CLEARTID` with shared memory are EINVAL: threads are made by `pthread_create`. clone(2).
    pub fn clone(4) => vclone
}

/// What the child of a copy begins with.
struct Start {
    entry: Entry,
    argument: *mut u8,
    mask: u64,
}

/// # Safety
/// As in C.
unsafe extern "C" fn vclone(
    entry: Option<Entry>,
    stack: *mut u8,
    flags: c_int,
    argument: *mut u8,
    list: &mut VaList,
) -> c_int {
    let flags = flags as u32 as usize;
    // SAFETY: the caller passed what the flags ask for; what it did not pass is not used.
    let (parent_tid, tls, child_tid) =
        unsafe { (list.arg_ptr::<c_int>(), list.arg_ptr::<c_void>(), list.arg_ptr::<c_int>()) };
    let unusable = flags & (CLONE_THREAD | CLONE_SETTLS | CLONE_CHILD_CLEARTID) != 0;
    let Some(entry) = entry.filter(|_| !(stack.is_null() || flags & CLONE_VM != 0 && unusable)) else {
        return Err::<(), _>(Errno::EINVAL).c_int();
    };
    if flags & CLONE_VM != 0 {
        // SAFETY: the caller's promise.
        let raw =
            unsafe { arch::thread::clone_call(entry, stack, flags, argument, parent_tid, tls as usize, child_tid) };
        return crate::sys::check(raw).c_int();
    }
    // As with `_Fork`, the child's control block has to know the thread that it is now.
    let blocked = Blocked::all();
    let mut start = Start { entry, argument, mask: blocked.before() };
    // SAFETY: the caller's promise; the child has a copy of the order.
    let raw = unsafe {
        arch::thread::clone_call(begin, stack, flags, (&raw mut start).cast(), parent_tid, tls as usize, child_tid)
    };
    crate::sys::check(raw).map(|pid| pid as pid_t).c_int()
}

/// # Safety
/// The argument is a [`Start`].
unsafe extern "C" fn begin(argument: *mut u8) -> i32 {
    use crate::sync::atomic::Ordering;
    use crate::sys::wrapper::plain;
    const SIG_SETMASK: c_int = 2;
    // SAFETY: the caller's promise.
    let start = unsafe { &*argument.cast::<Start>() };
    crate::thread::list::only_this_thread();
    // SAFETY: asks only, and sets the mask that the parent had.
    unsafe {
        current().tid.store(plain!(__NR_gettid).unwrap_or(0) as pid_t, Ordering::Relaxed);
        let _ = plain!(__NR_rt_sigprocmask, SIG_SETMASK, &raw const start.mask, 0, 8);
        (start.entry)(start.argument)
    }
}
