//! The default attributes: how large stacks are. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::attr::Attributes;
use crate::errno::Errno;
use crate::process::auxv::{self, at};
use crate::sync::atomic::{AtomicUsize, Ordering};
use core::ffi::c_int;

/// Large enough for programs that were written for larger stacks, and small enough that no huge page is spent on one.
const STACK: usize = 1 << 20;
const GUARD: usize = 8192;
const STACK_MAX: usize = 8 << 20;
const GUARD_MAX: usize = 1 << 20;

/// 0: not looked for yet.
static STACK_SIZE: AtomicUsize = AtomicUsize::new(0);
static GUARD_SIZE: AtomicUsize = AtomicUsize::new(GUARD);

/// The sizes of stack and guard in bytes.
pub fn sizes() -> (usize, usize) {
    let mut stack = STACK_SIZE.load(Ordering::Relaxed);
    if stack == 0 {
        stack = linked_stack_size().clamp(STACK, STACK_MAX);
        STACK_SIZE.store(stack, Ordering::Relaxed);
    }
    (stack, GUARD_SIZE.load(Ordering::Relaxed))
}

/// What the program was linked with (`-z stack-size=`).
fn linked_stack_size() -> usize {
    const PT_GNU_STACK: u32 = 0x6474_e551;
    const HEADER: usize = 56;
    const SIZE_AT: usize = 40;
    let (Some(headers), Some(count)) = (auxv::get(at::PHDR), auxv::get(at::PHNUM)) else { return 0 };
    (0..count)
        .map(|i| (headers + i * HEADER) as *const u8)
        // SAFETY: the kernel says where the ELF64 program headers are.
        .find(|header| unsafe { header.cast::<u32>().read() } == PT_GNU_STACK)
        // SAFETY: as above.
        .map_or(0, |header| unsafe { header.wrapping_add(SIZE_AT).cast::<usize>().read() })
}

/// Fills `*attributes` with the defaults. Returns 0. pthread_getattr_default_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_getattr_default_np(attributes: *mut Attributes) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { attributes.write(Attributes::new()) };
    0
}

/// Makes the stack and guard sizes of `*attributes` the defaults, if they are larger (at most 8 MiB and 1 MiB), as musl
/// has it. Nothing else of them may be set. Returns 0 or EINVAL. Thread-safe. pthread_setattr_default_np(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_setattr_default_np(attributes: *const Attributes) -> c_int {
    // SAFETY: the caller's promise.
    let new = unsafe { &*attributes };
    if new.stack_end != 0 || new.detached != 0 || new.explicit_scheduling().is_some() {
        return Errno::EINVAL.0;
    }
    let (stack, _) = sizes();
    STACK_SIZE.fetch_max(new.stack_size.min(STACK_MAX).max(stack), Ordering::Relaxed);
    GUARD_SIZE.fetch_max(new.guard_size.min(GUARD_MAX), Ordering::Relaxed);
    0
}
