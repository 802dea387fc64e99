//! Mutexes whose lock word holds the owner's kernel ID: robust ones, those with a protocol, and those that processes
//! share and that know their owner. Source: futex(2), the kernel's "robust futexes" and "PI-futex" documents.

use super::{ERRORCHECK, INCONSISTENT, Kind, Mutex, NORMAL, NOT_RECOVERABLE, Patience, RECURSIVE};
use crate::errno::Errno;
use crate::sync::atomic::{AtomicU32, Ordering};
use crate::sys::{call2, call4, nr};
use crate::thread::wait::{self, CLOCK_MONOTONIC, Deadline, Scope};
use crate::thread::{Tcb, current};

/// The owner.
pub const TID: u32 = 0x3fff_ffff;
/// The owner died; the kernel sets it.
const OWNER_DIED: u32 = 0x4000_0000;
/// Somebody may sleep on the word, or has to be served by the kernel.
const WAITERS: u32 = 0x8000_0000;

fn tid_of(thread: &Tcb) -> u32 {
    thread.tid.load(Ordering::Relaxed) as u32
}

/// Whether the calling thread has the mutex.
pub fn is_mine(mutex: &Mutex) -> bool {
    mutex.word.load(Ordering::Relaxed) & TID == tid_of(current())
}

/// Locks it. `protocol` says whether a ceiling counts.
pub fn lock(mutex: &Mutex, kind: Kind, patience: Patience<'_>, protocol: bool) -> Result<(), Errno> {
    let me = current();
    if is_mine(mutex) {
        match (kind.mutex_type(), patience) {
            (RECURSIVE, _) | (ERRORCHECK, _) => return mutex.lock_again(kind, patience),
            (_, Patience::None) => return Err(Errno::EBUSY),
            // A normal one: the thread has locked itself out, and waits.
            (_, Patience::Until(_)) => {}
        }
    }
    if mutex.state.load(Ordering::Relaxed) == NOT_RECOVERABLE {
        return Err(Errno::ENOTRECOVERABLE);
    }
    let ceiling = kind.has(Kind::PROTECT) && protocol;
    if ceiling {
        me.priority.raise(me, kind.ceiling())?;
    }
    me.held.begin(mutex, kind);
    let result =
        if kind.has(Kind::INHERIT) { acquire_pi(mutex, kind, patience) } else { acquire(mutex, kind, patience) };
    let result = match result {
        Ok(died) => {
            me.held.insert(mutex, kind);
            settle(mutex, kind, died)
        }
        Err(e) => Err(e),
    };
    me.held.end();
    if ceiling && matches!(result, Err(e) if e != Errno::EOWNERDEAD) {
        me.priority.lower(me);
    }
    result
}

/// What the calling thread, which has the mutex now, learns of it.
fn settle(mutex: &Mutex, kind: Kind, died: bool) -> Result<(), Errno> {
    if died {
        mutex.count.store(0, Ordering::Relaxed);
    }
    match mutex.state.load(Ordering::Relaxed) {
        NOT_RECOVERABLE => {
            release(mutex, kind, i32::MAX);
            Err(Errno::ENOTRECOVERABLE)
        }
        _ if died => {
            mutex.state.store(INCONSISTENT, Ordering::Relaxed);
            Err(Errno::EOWNERDEAD)
        }
        _ => Ok(()),
    }
}

/// Gets an ordinary one. Returns whether its owner died.
fn acquire(mutex: &Mutex, kind: Kind, patience: Patience<'_>) -> Result<bool, Errno> {
    let word = &mutex.word;
    let tid = tid_of(current());
    // Who has slept cannot know whether others sleep still.
    let mut waiters = 0;
    loop {
        let seen = word.load(Ordering::Relaxed);
        if seen & TID == 0 {
            let new = tid | seen & WAITERS | waiters;
            if word.compare_exchange(seen, new, Ordering::Acquire, Ordering::Relaxed).is_ok() {
                return Ok(seen & OWNER_DIED != 0);
            }
            continue;
        }
        let Patience::Until(deadline) = patience else { return Err(Errno::EBUSY) };
        let marked = seen | WAITERS;
        if seen != marked && word.compare_exchange(seen, marked, Ordering::Relaxed, Ordering::Relaxed).is_err() {
            continue;
        }
        match wait::wait(word, marked, deadline, kind.scope()) {
            Ok(()) | Err(Errno::EINTR) => waiters = WAITERS,
            Err(e) => return Err(e),
        }
    }
}

/// Gets one with priority inheritance, for which the kernel does the waiting. Returns whether its owner died.
fn acquire_pi(mutex: &Mutex, kind: Kind, patience: Patience<'_>) -> Result<bool, Errno> {
    let word = &mutex.word;
    let tid = tid_of(current());
    if word.compare_exchange(0, tid, Ordering::Acquire, Ordering::Relaxed).is_ok() {
        return Ok(false);
    }
    let result = match patience {
        Patience::None => try_pi(word, kind),
        Patience::Until(deadline) => wait_pi(word, kind, deadline),
    };
    result?;
    let died = word.load(Ordering::Relaxed) & OWNER_DIED != 0;
    if died {
        word.fetch_and(!OWNER_DIED, Ordering::Relaxed);
    }
    Ok(died)
}

fn try_pi(word: &AtomicU32, kind: Kind) -> Result<(), Errno> {
    const FUTEX_TRYLOCK_PI: usize = 8;
    if word.load(Ordering::Relaxed) & TID != 0 {
        return Err(Errno::EBUSY);
    }
    let operation = FUTEX_TRYLOCK_PI | pi_scope(kind).flag();
    // SAFETY: the word is valid.
    match unsafe { call4(nr::__NR_futex, word.as_ptr() as usize, operation, 0, 0) } {
        Ok(_) => Ok(()),
        Err(Errno::EAGAIN | Errno::EDEADLK | Errno::ESRCH) => Err(Errno::EBUSY),
        Err(e) => Err(e),
    }
}

fn wait_pi(word: &AtomicU32, kind: Kind, deadline: Option<&Deadline>) -> Result<(), Errno> {
    const FUTEX_LOCK_PI: usize = 6;
    const FUTEX_LOCK_PI2: usize = 13;
    let flag = pi_scope(kind).flag();
    deadline.map(Deadline::check).transpose()?;
    // The old operation knows the real-time clock only, the new one the monotonic one.
    let mut second = deadline.is_some_and(|deadline| deadline.clock == CLOCK_MONOTONIC);
    loop {
        let time = match deadline {
            Some(deadline) if second && deadline.time.tv_sec >= 0 => Some(deadline.time),
            Some(deadline) => Some(deadline.on_realtime()?),
            None => None,
        };
        let time = time.as_ref().map_or(0, |time| core::ptr::from_ref(time) as usize);
        let operation = if second { FUTEX_LOCK_PI2 } else { FUTEX_LOCK_PI };
        // SAFETY: the word and the time are valid.
        match unsafe { call4(nr::__NR_futex, word.as_ptr() as usize, operation | flag, 0, time) } {
            Ok(_) => return Ok(()),
            Err(Errno::ENOSYS) if second => second = false,
            Err(Errno::EINTR | Errno::EAGAIN) => {}
            Err(Errno::EDEADLK) if kind.mutex_type() != NORMAL => return Err(Errno::EDEADLK),
            // Locked by its owner again, or by a thread that is gone: as without the protocol, it waits.
            Err(Errno::EDEADLK | Errno::ESRCH) => return Err(never(deadline)),
            Err(e) => return Err(e),
        }
    }
}

/// Waits until the deadline.
fn never(deadline: Option<&Deadline>) -> Errno {
    let word = AtomicU32::new(0);
    loop {
        match wait::wait(&word, 0, deadline, Scope::Private) {
            Ok(()) | Err(Errno::EINTR) => {}
            Err(e) => return e,
        }
    }
}

/// With a protocol the kernel keeps the state, and finds the sleepers of any kind.
fn pi_scope(kind: Kind) -> Scope {
    Scope::of(kind.has(Kind::SHARED))
}

/// The calling thread, which has it, gives it back.
pub fn unlock(mutex: &Mutex, kind: Kind) {
    let me = current();
    let mut wake = 1;
    if mutex.state.load(Ordering::Relaxed) == INCONSISTENT {
        mutex.state.store(NOT_RECOVERABLE, Ordering::Relaxed);
        wake = i32::MAX;
    }
    me.held.begin(mutex, kind);
    release(mutex, kind, wake);
    me.held.end();
    if kind.has(Kind::PROTECT) {
        me.priority.lower(me);
    }
}

/// Takes it out of the list and frees it.
fn release(mutex: &Mutex, kind: Kind, wake: i32) {
    const FUTEX_UNLOCK_PI: usize = 7;
    current().held.remove(mutex, kind);
    let word = mutex.word.as_ptr();
    if kind.has(Kind::INHERIT) {
        let tid = tid_of(current());
        if mutex.word.compare_exchange(tid, 0, Ordering::Release, Ordering::Relaxed).is_err() {
            // SAFETY: the word is valid, as the mutex is held.
            let _ = unsafe { call2(nr::__NR_futex, word as usize, FUTEX_UNLOCK_PI | pi_scope(kind).flag()) };
        }
    } else if mutex.word.swap(0, Ordering::Release) & WAITERS != 0 {
        wait::wake(word, wake, kind.scope());
    }
}

/// In a forked child: a mutex that is private to the process, and that the forking thread has, is the child's thread's,
/// and nobody waits for it.
pub fn adopt(mutex: &Mutex) {
    mutex.word.store(tid_of(current()), Ordering::Relaxed);
}

/// The same, if the thread with this kernel ID has it.
pub fn adopt_from(mutex: &Mutex, tid: i32) {
    if mutex.word.load(Ordering::Relaxed) & TID == tid as u32 {
        adopt(mutex);
    }
}
