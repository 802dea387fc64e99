//! The thread control block. `pthread_t` is a pointer to it.

use super::cancel_state::CancelState;
use super::ceiling::Priority;
use super::cleanup::Cleanup;
use super::control::Control;
use super::keys::Values;
use super::life::Life;
use super::mutex::held::Held;
use super::thread_exit::ExitFunction;
use crate::sync::atomic::{AtomicI32, AtomicPtr};
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
    /// `h_errno`.
    pub h_errno: Cell<c_int>,
    /// The kernel's thread ID. The kernel zeroes it when the thread has ended (`CLONE_CHILD_CLEARTID`).
    pub tid: AtomicI32,
    /// A number that no other thread of the process has or had, and that stays over a fork. The first thread's is 1.
    pub id: Cell<u64>,
    /// How deep the thread is inside sections.
    pub section: Member,
    /// Cancellation.
    pub cancel: CancelState,
    /// The locks that the thread holds, a bit for each rank; kept in debug builds only.
    pub held_ranks: Cell<u64>,
    /// Where the thread's stack ended when it took the last of them; likewise.
    pub locked_at: Cell<usize>,
    /// What `dlerror` tells; null if nothing.
    pub dl_error: Cell<*const core::ffi::c_char>,
    /// The thread's own locale; null if it has the process's.
    pub locale: Cell<*const crate::locale::Locale>,
    /// Where it allocates; made at its first allocation.
    #[cfg(not(feature = "tiny"))]
    pub heap: Cell<Option<&'static crate::malloc::slab::heap::Heap>>,
    /// The memory that holds stack, TLS and this block, if the library mapped it.
    pub mapping: Cell<(*mut u8, usize)>,
    /// The stack, for `pthread_getattr_np`.
    pub stack: Cell<super::stack::Extent>,
    /// Whether it is joinable, and how it ended.
    pub life: Life,
    /// What keeps the kernel's thread while others send it signals.
    pub control: Control,
    /// Values of thread-specific keys.
    pub values: Values,
    /// The handlers of `pthread_cleanup_push`, the youngest first.
    pub cleanup: Cell<*mut Cleanup>,
    /// The functions of `__cxa_thread_atexit_impl`, the youngest first.
    pub exit_functions: Cell<*mut ExitFunction>,
    /// The mutexes that the thread holds, as far as anybody has to know.
    pub held: Held,
    /// The priority that mutexes with a ceiling give it.
    pub priority: Priority,
    /// The condition variable or barrier whose memory the thread will touch again after it waited.
    pub visiting: AtomicPtr<()>,
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
            h_errno: Cell::new(0),
            tid: AtomicI32::new(0),
            id: Cell::new(1),
            section: Member::new(),
            cancel: CancelState::new(),
            held_ranks: Cell::new(0),
            locked_at: Cell::new(0),
            dl_error: Cell::new(ptr::null()),
            locale: Cell::new(ptr::null()),
            #[cfg(not(feature = "tiny"))]
            heap: Cell::new(None),
            mapping: Cell::new((ptr::null_mut(), 0)),
            stack: Cell::new(super::stack::Extent::unknown()),
            life: Life::new(),
            control: Control::new(),
            values: Values::new(),
            cleanup: Cell::new(ptr::null_mut()),
            exit_functions: Cell::new(ptr::null_mut()),
            held: Held::new(),
            priority: Priority::new(),
            visiting: AtomicPtr::new(ptr::null_mut()),
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
