//! Thread-specific data. The keys are a table of atomic words and need no lock: a key is made by one exchange. Fork
//! finds the table consistent at any moment. Deleting a key clears its value in every thread, under the list of
//! threads. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::{current, list};
use crate::errno::{CReturn, Errno};
use crate::signal::mask::Blocked;
use crate::signal::number::INTERNAL;
use crate::sync::atomic::{AtomicPtr, Ordering};
use core::cell::Cell;
use core::ffi::{c_int, c_uint, c_void};
use core::ptr;

/// `PTHREAD_KEYS_MAX`.
pub const KEYS_MAX: usize = 128;
/// `PTHREAD_DESTRUCTOR_ITERATIONS`.
const ITERATIONS: usize = 4;

type Destructor = unsafe extern "C" fn(*mut c_void);

/// The values of one thread.
pub type Table = [AtomicPtr<c_void>; KEYS_MAX];

/// Where a thread's values are. The first thread's are static, a created thread's in its mapping.
pub struct Values {
    table: Cell<*const Table>,
    /// A value was set.
    used: Cell<bool>,
}

impl Values {
    /// No values.
    pub const fn new() -> Self {
        Self { table: Cell::new(ptr::null()), used: Cell::new(false) }
    }

    /// Gives a new thread its table, of zeros.
    pub fn set_table(&self, table: *const Table) {
        self.table.set(table);
    }

    fn slot(&self, key: c_uint) -> Option<&AtomicPtr<c_void>> {
        // SAFETY: the table lives as long as the thread's control block.
        unsafe { self.table.get().as_ref() }?.get(key as usize)
    }
}

impl Default for Values {
    fn default() -> Self {
        Self::new()
    }
}

/// The destructor of each key; null where there is no key.
static KEYS: Table = [const { AtomicPtr::new(ptr::null_mut()) }; KEYS_MAX];
static FIRST_THREAD: Table = [const { AtomicPtr::new(ptr::null_mut()) }; KEYS_MAX];

/// The destructor of a key that has none.
unsafe extern "C" fn nothing(_: *mut c_void) {}

fn create(destructor: Option<Destructor>) -> Result<c_uint, Errno> {
    let destructor = destructor.unwrap_or(nothing) as *mut c_void;
    KEYS.iter()
        .position(|key| key.compare_exchange(ptr::null_mut(), destructor, Ordering::AcqRel, Ordering::Relaxed).is_ok())
        .map(|key| key as c_uint)
        .ok_or(Errno::EAGAIN)
}

/// Makes a key, with the value null in every thread, and stores it in `*key`. When a thread ends with another value,
/// `destructor` (if it is not null) is called with it, no lock held. Returns 0, or EAGAIN (there are `PTHREAD_KEYS_MAX`).
/// Thread-safe; not async-signal-safe. POSIX.1-2024 pthread_key_create.
///
/// # Safety
/// `key` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pthread_key_create(key: *mut c_uint, destructor: Option<Destructor>) -> c_int {
    // SAFETY: the caller's promise.
    create(destructor).map(|new| unsafe { key.write(new) }).error_number()
}

/// Deletes a key; no destructors are called. Returns 0, or EINVAL if there is no such key. Thread-safe; may be called
/// from a destructor. POSIX.1-2024 pthread_key_delete.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_key_delete(key: c_uint) -> c_int {
    let Some(slot) = KEYS.get(key as usize).filter(|slot| !slot.load(Ordering::Relaxed).is_null()) else {
        return Errno::EINVAL.0;
    };
    let clear = |thread: &super::Tcb| {
        if let Some(value) = thread.values.slot(key) {
            value.store(ptr::null_mut(), Ordering::Relaxed);
        }
    };
    if super::is_threaded() {
        let _blocked = Blocked::these(!INTERNAL);
        list::THREADS.acquire();
        list::for_others(clear);
        clear(current());
        slot.store(ptr::null_mut(), Ordering::Release);
        list::THREADS.release();
    } else {
        clear(current());
        slot.store(ptr::null_mut(), Ordering::Release);
    }
    0
}

/// The calling thread's value for the key; null if there is none, or no such key. Async-signal-safe.
/// POSIX.1-2024 pthread_getspecific.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_getspecific(key: c_uint) -> *mut c_void {
    current().values.slot(key).map_or(ptr::null_mut(), |value| value.load(Ordering::Relaxed))
}

/// Sets the calling thread's value for the key. Returns 0, or EINVAL if there is no such key. POSIX.1-2024
/// pthread_setspecific.
#[unsafe(no_mangle)]
pub extern "C" fn pthread_setspecific(key: c_uint, value: *const c_void) -> c_int {
    if KEYS.get(key as usize).is_none_or(|slot| slot.load(Ordering::Relaxed).is_null()) {
        return Errno::EINVAL.0;
    }
    let values = &current().values;
    if values.table.get().is_null() {
        values.table.set(&FIRST_THREAD);
    }
    if let Some(slot) = values.slot(key) {
        slot.store(value.cast_mut(), Ordering::Relaxed);
        values.used.set(true);
    }
    0
}

/// Calls the destructors of the thread that ends, until no value is left, or often enough.
pub fn run_destructors() {
    let values = &current().values;
    for _ in 0..ITERATIONS {
        if !values.used.replace(false) {
            return;
        }
        for (key, destructor) in KEYS.iter().enumerate() {
            let Some(slot) = values.slot(key as c_uint) else { return };
            let value = slot.swap(ptr::null_mut(), Ordering::Relaxed);
            let destructor = destructor.load(Ordering::Acquire);
            if value.is_null() || destructor.is_null() {
                continue;
            }
            crate::sync::rank::assert_none_held("a key's destructor");
            // SAFETY: `create` stored a function of this type there.
            let destructor = unsafe { core::mem::transmute::<*mut c_void, Destructor>(destructor) };
            // SAFETY: the application made the key with this destructor.
            unsafe { destructor(value) };
        }
    }
}
