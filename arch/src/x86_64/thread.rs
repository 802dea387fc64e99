//! The thread pointer (`%fs`), and the system calls that return on another stack.

use core::arch::{asm, naked_asm};

/// The running thread's control block; its first word is its own address.
///
/// # Safety
/// The thread pointer was set by [`set_tcb`] or `CLONE_SETTLS` for a `T`.
#[inline(always)]
pub unsafe fn tcb<T>() -> *mut T {
    let p: *mut T;
    // SAFETY: the psABI keeps the thread pointer itself at %fs:0. Not `pure`-hoistable across fork or clone,
    // but a thread's own block never moves, so `readonly` and `pure` hold within one thread.
    unsafe { asm!("mov {}, fs:0", out(reg) p, options(nostack, readonly, pure, preserves_flags)) };
    p
}

/// Makes `tcb` the running thread's control block. Returns the kernel's result.
///
/// # Safety
/// `tcb` lives as long as the thread and holds its own address in its first word.
pub unsafe fn set_tcb<T>(tcb: *mut T) -> usize {
    const ARCH_SET_FS: usize = 0x1002;
    // SAFETY: sets %fs only.
    unsafe { sc::platform::syscall2(sc::nr::ARCH_PRCTL, ARCH_SET_FS, tcb as usize) }
}

/// The value that `CLONE_SETTLS` takes for the thread control block `tcb`.
pub fn tls_argument<T>(tcb: *mut T) -> usize {
    tcb as usize
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
        "mov r11, rdi",            // entry
        "mov rdi, rdx",            // flags
        "and rsi, -16",
        "sub rsi, 8",
        "mov [rsi], rcx",          // argument, on the child's stack
        "mov rdx, r8",             // parent_tid
        "mov r8, r9",              // tls
        "mov r9, r11",             // the system call overwrites r11
        "mov r10, [rsp+8]",        // child_tid
        "mov r9, r11",             // the kernel keeps r9, but not r11
        "mov eax, {nr}",
        "syscall",
        "test rax, rax",
        "jnz 2f",
        "xor ebp, ebp",
        "pop rdi",
        "call r9",
        "mov edi, eax",
        "mov eax, {exit}",
        "syscall",
        "hlt",
        "2: ret",
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
    unsafe { sc::platform::syscall5(sc::nr::CLONE, flags, 0, 0, child_tid as usize, 0) }
}

/// A C `vfork`: vfork(2), whose child borrows memory and stack until it calls `_exit` or `execve`. The return address
/// is kept in a register, because the child's own calls overwrite the stack. `tail` gets the kernel's result, and its
/// own is returned.
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
                "pop rdx",
                "mov eax, 58", // vfork(2)
                "syscall",
                "push rdx",
                "mov rdi, rax",
                "jmp {tail}",
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
