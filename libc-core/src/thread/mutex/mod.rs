//! Mutexes.
//!
//! | kind | the lock word holds | the owner is known by |
//! |---|---|---|
//! | normal, without protocol, not robust | 0, 1, or 2 if somebody may sleep on it | nobody |
//! | recursive and error-checking ones of this process | the same | `Tcb::id`, which stays over a fork |
//! | robust, with a protocol, or shared and not normal | the owner's kernel ID, as the kernel needs it | that |
//!
//! What the forking thread holds, the child's thread holds: of the third row `held` hands over what is private to the
//! process. A mutex that is shared with the parent stays the parent's.

pub mod attr;
mod by_tid;
pub mod c_api;
pub mod held;
mod simple;

use crate::errno::Errno;
use crate::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use crate::thread::current;
use crate::thread::wait::{Deadline, Scope};
use held::Links;

/// What kind of mutex: `pthread_mutexattr_t`, and the first word of a mutex. 0 is a normal one.
#[repr(transparent)]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Kind(pub u32);

/// `PTHREAD_MUTEX_NORMAL`.
pub const NORMAL: u32 = 0;
/// `PTHREAD_MUTEX_RECURSIVE`.
pub const RECURSIVE: u32 = 1;
/// `PTHREAD_MUTEX_ERRORCHECK`.
pub const ERRORCHECK: u32 = 2;

impl Kind {
    const TYPE: u32 = 3;
    /// `PTHREAD_MUTEX_ROBUST`.
    pub const ROBUST: u32 = 4;
    /// `PTHREAD_PRIO_INHERIT`.
    pub const INHERIT: u32 = 8;
    /// `PTHREAD_PRIO_PROTECT`.
    pub const PROTECT: u32 = 16;
    /// `PTHREAD_PROCESS_SHARED`.
    pub const SHARED: u32 = 128;
    const CEILING_SHIFT: u32 = 8;
    const CEILING: u32 = 0xff << Self::CEILING_SHIFT;

    /// `PTHREAD_MUTEX_*`.
    pub fn mutex_type(self) -> u32 {
        self.0 & Self::TYPE
    }

    /// Whether it has one of these flags.
    pub fn has(self, flags: u32) -> bool {
        self.0 & flags != 0
    }

    /// The same with these bits of `mask`.
    pub fn with(self, mask: u32, bits: u32) -> Self {
        Kind(self.0 & !mask | bits & mask)
    }

    /// The priority ceiling.
    pub fn ceiling(self) -> i32 {
        ((self.0 & Self::CEILING) >> Self::CEILING_SHIFT) as i32
    }

    /// The same with this ceiling.
    pub fn with_ceiling(self, ceiling: i32) -> Self {
        self.with(Self::CEILING, (ceiling as u32) << Self::CEILING_SHIFT)
    }

    /// Whether the lock word holds the owner's kernel ID.
    fn is_by_tid(self) -> bool {
        self.has(Self::ROBUST | Self::INHERIT | Self::PROTECT) || self.has(Self::SHARED) && self.mutex_type() != NORMAL
    }

    /// Who sleeps on the lock word.
    fn scope(self) -> Scope {
        // When the owner of a robust one dies, the kernel wakes in the shared way.
        Scope::of(self.has(Self::SHARED | Self::ROBUST))
    }
}

/// `pthread_mutex_t` and `mtx_t`. All zeros is a normal mutex that is free.
#[repr(C)]
pub struct Mutex {
    kind: AtomicU32,
    word: AtomicU32,
    /// How often a recursive one is locked beyond the first time; its owner's.
    count: AtomicU32,
    /// Of a robust one: [`CONSISTENT`], [`INCONSISTENT`] or [`NOT_RECOVERABLE`].
    state: AtomicU32,
    links: Links,
    /// The owner's `Tcb::id`, or what `held` keeps there.
    owner: AtomicU64,
}

const _: () = assert!(size_of::<Mutex>() == 40);

const CONSISTENT: u32 = 0;
/// The owner died, and the one now has not said that the data are consistent again.
const INCONSISTENT: u32 = 1;
const NOT_RECOVERABLE: u32 = 2;

/// How long to wait for a mutex.
#[derive(Clone, Copy)]
pub enum Patience<'a> {
    /// Not at all.
    None,
    /// Until then, or without end.
    Until(Option<&'a Deadline>),
}

impl Mutex {
    /// A free mutex.
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind: AtomicU32::new(kind.0),
            word: AtomicU32::new(0),
            count: AtomicU32::new(0),
            state: AtomicU32::new(CONSISTENT),
            links: Links::new(),
            owner: AtomicU64::new(0),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        Kind(self.kind.load(Ordering::Relaxed))
    }

    /// Locks it. EBUSY, ETIMEDOUT, EDEADLK, EAGAIN, EINVAL, EPERM, ENOTRECOVERABLE; or EOWNERDEAD, and the caller has
    /// the mutex.
    #[inline]
    pub fn lock(&self, patience: Patience<'_>) -> Result<(), Errno> {
        let kind = self.kind();
        // Nothing but possibly shared: the most frequent kind.
        if kind.0 & !Kind::SHARED == 0 {
            return simple::lock(self, patience);
        }
        self.lock_owned(kind, patience)
    }

    #[inline(never)]
    fn lock_owned(&self, kind: Kind, patience: Patience<'_>) -> Result<(), Errno> {
        if kind.is_by_tid() {
            return by_tid::lock(self, kind, patience, true);
        }
        let me = current().id.get();
        if self.owner.load(Ordering::Relaxed) == me {
            return self.lock_again(kind, patience);
        }
        simple::lock(self, patience)?;
        self.owner.store(me, Ordering::Relaxed);
        Ok(())
    }

    /// The owner locks a recursive or error-checking mutex.
    fn lock_again(&self, kind: Kind, patience: Patience<'_>) -> Result<(), Errno> {
        if kind.mutex_type() == RECURSIVE {
            let count = self.count.load(Ordering::Relaxed);
            self.count.store(count.checked_add(1).ok_or(Errno::EAGAIN)?, Ordering::Relaxed);
            return Ok(());
        }
        Err(if matches!(patience, Patience::None) { Errno::EBUSY } else { Errno::EDEADLK })
    }

    /// Unlocks it. EPERM if the caller does not have it, and the kind knows.
    #[inline]
    pub fn unlock(&self) -> Result<(), Errno> {
        let kind = self.kind();
        if kind.0 & !Kind::SHARED == 0 {
            simple::unlock(self);
            return Ok(());
        }
        self.unlock_owned(kind)
    }

    #[inline(never)]
    fn unlock_owned(&self, kind: Kind) -> Result<(), Errno> {
        self.check_owner()?;
        if self.count.load(Ordering::Relaxed) != 0 {
            self.count.store(self.count.load(Ordering::Relaxed) - 1, Ordering::Relaxed);
        } else if kind.is_by_tid() {
            by_tid::unlock(self, kind);
        } else {
            self.owner.store(0, Ordering::Relaxed);
            simple::unlock(self);
        }
        Ok(())
    }

    /// EPERM if the caller does not have the mutex, and the kind knows.
    pub fn check_owner(&self) -> Result<(), Errno> {
        let kind = self.kind();
        let mine = if kind.is_by_tid() {
            by_tid::is_mine(self)
        } else {
            kind.mutex_type() == NORMAL || self.owner.load(Ordering::Relaxed) == current().id.get()
        };
        if mine { Ok(()) } else { Err(Errno::EPERM) }
    }

    /// Whether somebody has it.
    fn is_locked(&self) -> bool {
        let word = self.word.load(Ordering::Relaxed);
        if self.kind().is_by_tid() { word & by_tid::TID != 0 } else { word != 0 }
    }

    /// The owner of a robust mutex says that its data are consistent. EINVAL or EPERM.
    fn make_consistent(&self) -> Result<(), Errno> {
        if !self.kind().has(Kind::ROBUST) || self.state.load(Ordering::Relaxed) != INCONSISTENT {
            return Err(Errno::EINVAL);
        }
        self.check_owner()?;
        self.state.store(CONSISTENT, Ordering::Relaxed);
        Ok(())
    }

    /// Changes the ceiling of a mutex with one, and returns the old one.
    fn set_ceiling(&self, ceiling: i32) -> Result<i32, Errno> {
        let kind = self.kind();
        if !kind.has(Kind::PROTECT) || !attr::is_ceiling(ceiling) {
            return Err(Errno::EINVAL);
        }
        // By the letter of POSIX, locking it here need not follow the protocol.
        by_tid::lock(self, kind, Patience::Until(None), false)?;
        self.kind.store(kind.with_ceiling(ceiling).0, Ordering::Relaxed);
        self.unlock()?;
        Ok(kind.ceiling())
    }
}
