//! The thread control block. `pthread_t` is a pointer to it.

use super::cancel_state::CancelState;
use crate::sync::atomic::AtomicI32;
use crate::sync::section::Member;
use core::cell::Cell;
use core::ffi::c_int;
use core::ptr;

/// A thread's control block. The first six words are where the ABI (and compiled code) expects them.
#[repr(C)]
pub struct Tcb {
    /// Its own address; x86_64 reads the thread pointer here.
    own: Cell<*const Tcb>,
    _dtv: usize,
    /// The list of all threads, a ring; guarded by `list::THREADS`.
    pub previous: Cell<*const Tcb>,
    /// The next in the ring.
    pub next: Cell<*const Tcb>,
    _sysinfo: usize,
    /// The stack protector's canary, where x86_64 reads it (`%fs:0x28`).
    pub canary: Cell<usize>,

    /// `errno`.
    pub errno: Cell<c_int>,
    /// The kernel's thread ID. The kernel zeroes it when the thread has ended (`CLONE_CHILD_CLEARTID`).
    pub tid: AtomicI32,
    /// How deep the thread is inside sections.
    pub section: Member,
    /// Cancellation.
    pub cancel: CancelState,
    /// The locks that the thread holds, a bit for each rank; kept in debug builds only.
    pub held_ranks: Cell<u64>,
    /// The thread's own locale; null if it has the process's.
    pub locale: Cell<*const crate::locale::Locale>,
    /// The memory that holds stack, TLS and this block, if the library mapped it.
    pub mapping: Cell<(*mut u8, usize)>,
}

// The psABI fixes the canary's place.
const _: () = assert!(core::mem::offset_of!(Tcb, canary) == 0x28);

impl Tcb {
    /// A block for a thread that has not begun. `attach` completes it in place.
    pub const fn new() -> Self {
        Self {
            own: Cell::new(ptr::null()),
            _dtv: 0,
            previous: Cell::new(ptr::null()),
            next: Cell::new(ptr::null()),
            _sysinfo: 0,
            canary: Cell::new(0),
            errno: Cell::new(0),
            tid: AtomicI32::new(0),
            section: Member::new(),
            cancel: CancelState::new(),
            held_ranks: Cell::new(0),
            locale: Cell::new(ptr::null()),
            mapping: Cell::new((ptr::null_mut(), 0)),
        }
    }

    /// Stores what depends on the block's address.
    pub fn settle(&self) {
        self.own.set(self);
        self.previous.set(self);
        self.next.set(self);
    }
}

impl Default for Tcb {
    fn default() -> Self {
        Self::new()
    }
}

/// The calling thread's control block. It lives as long as the thread, which is as long as anybody can use it.
#[inline(always)]
pub fn current() -> &'static Tcb {
    // SAFETY: start-up and thread creation set the thread pointer before any code that comes here.
    unsafe { &*arch::thread::tcb::<Tcb>() }
}
