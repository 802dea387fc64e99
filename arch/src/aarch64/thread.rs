//! The thread pointer (`tpidr_el0`), and the system calls that return on another stack.

use core::arch::{asm, naked_asm};

/// The running thread's control block, which ends at the thread pointer.
///
/// # Safety
/// The thread pointer was set by [`set_tcb`] or `CLONE_SETTLS` for a `T`.
#[inline(always)]
pub unsafe fn tcb<T>() -> *mut T {
    let p: *mut T;
    // SAFETY: reads a register that is constant within a thread.
    unsafe { asm!("mrs {}, tpidr_el0", out(reg) p, options(nostack, nomem, pure, preserves_flags)) };
    p.wrapping_sub(1)
}

/// Makes `tcb` the running thread's control block. Returns 0, as a system call would.
///
/// # Safety
/// `tcb` lives as long as the thread.
pub unsafe fn set_tcb<T>(tcb: *mut T) -> usize {
    // SAFETY: sets a register that user code owns.
    unsafe { asm!("msr tpidr_el0, {}", in(reg) tls_argument(tcb), options(nostack, preserves_flags)) };
    0
}

/// The value that `CLONE_SETTLS` takes for the thread control block `tcb`.
pub fn tls_argument<T>(tcb: *mut T) -> usize {
    tcb.wrapping_add(1) as usize
}

/// `clone(2)` onto a new stack: the child calls `entry(argument)` there and ends with `exit(2)` if that
/// returns. `tls` is what [`tls_argument`] gives. Returns the kernel's result in the parent.
///
/// # Safety
/// As clone(2): `stack` is the aligned top of a stack that nothing else uses, `flags` ask for shared memory.
#[unsafe(naked)]
pub unsafe extern "C" fn clone_call(
    entry: unsafe extern "C" fn(*mut u8) -> i32,
    stack: *mut u8,
    flags: usize,
    argument: *mut u8,
    parent_tid: *mut i32,
    tls: usize,
    child_tid: *mut i32,
) -> usize {
    naked_asm!(
        "and x1, x1, #-16",
        "stp x0, x3, [x1, #-16]!", // entry and argument, on the child's stack
        "mov x0, x2",              // flags
        "mov x2, x4",              // parent_tid
        "mov x3, x5",              // tls
        "mov x4, x6",              // child_tid
        "mov x8, {nr}",
        "svc 0",
        "cbz x0, 2f",
        "ret",
        "2:",
        "mov x29, 0",
        "mov x30, 0",
        "ldp x1, x0, [sp], #16",
        "blr x1",
        "mov x8, {exit}",
        "svc 0",
        "brk 1",
        nr = const sc::nr::CLONE,
        exit = const sc::nr::EXIT,
    )
}

/// `clone(2)` without a stack of its own, as `fork` uses it: returns twice, 0 in the child.
///
/// # Safety
/// As clone(2); `flags` do not ask for shared memory.
#[inline]
pub unsafe fn clone_fork(flags: usize, child_tid: *mut i32) -> usize {
    // SAFETY: the child has a copy of this stack, so both return.
    unsafe { sc::platform::syscall5(sc::nr::CLONE, flags, 0, 0, 0, child_tid as usize) }
}

/// A C `vfork`, which the kernel has here as `clone` with `CLONE_VM | CLONE_VFORK`: the child borrows memory and stack
/// until it calls `_exit` or `execve`. `tail` gets the kernel's result, and its own is returned.
#[macro_export]
macro_rules! vfork {
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $tail:path) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() -> i32 {
            core::arch::naked_asm!(
                "mov x0, 0x4111", // CLONE_VFORK | CLONE_VM | SIGCHLD
                "mov x1, 0",
                "mov x2, 0",
                "mov x3, 0",
                "mov x4, 0",
                "mov x8, 220", // clone(2)
                "svc 0",
                "b {tail}",
                tail = sym $tail,
            )
        }
    };
}

/// Lets the other hardware thread of this core run: for loops that wait for another thread.
#[inline(always)]
pub fn spin_hint() {
    core::hint::spin_loop();
}
