//! `hcreate`, `hsearch`, `hdestroy`, and the reentrant GNU ones. Open addressing with double-and-rehash, so that a
//! table grows past what was asked for. Not thread-safe on the same table. POSIX.1-2024 hcreate, hcreate_r(3). Unless a
//! function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{Errno, Outcome};
use core::alloc::Layout;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};
use core::ptr;

/// A key and its data.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Entry {
    key: *mut c_char,
    data: *mut c_void,
}

/// What to do when a key is not there.
const ENTER: c_int = 1;

/// A table, in memory of its own.
pub struct Table {
    entries: *mut Entry,
    capacity: usize,
    used: usize,
}

/// The application's handle of a table: `struct hsearch_data`.
#[repr(C)]
pub struct Handle {
    table: *mut Table,
    _unused: [c_uint; 2],
}

struct Global(UnsafeCell<Handle>);
// SAFETY: POSIX does not let threads use the global table at the same time.
unsafe impl Sync for Global {}
static GLOBAL: Global = Global(UnsafeCell::new(Handle { table: ptr::null_mut(), _unused: [0; 2] }));

fn hash(key: &[u8]) -> usize {
    // FNV-1a, 64 bits. Source: RFC 9923.
    key.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
        as usize
}

fn layout(capacity: usize) -> Result<Layout, Errno> {
    Layout::array::<Entry>(capacity).map_err(|_| Errno::ENOMEM)
}

fn new_entries(capacity: usize) -> Result<*mut Entry, Errno> {
    let entries = crate::malloc::alloc(layout(capacity)?).ok_or(Errno::ENOMEM)?.as_ptr().cast::<Entry>();
    // SAFETY: fresh memory for that many entries.
    unsafe { ptr::write_bytes(entries, 0, capacity) };
    Ok(entries)
}

impl Table {
    /// The entry of `key`, or the free one where it belongs. There is always a free one.
    ///
    /// # Safety
    /// `key` is a string, and so are the keys in the table.
    unsafe fn find(&self, key: *const c_char) -> *mut Entry {
        // SAFETY: the caller's promise.
        let key = unsafe { CStr::from_ptr(key) };
        let mask = self.capacity - 1;
        let mut index = hash(key.to_bytes());
        loop {
            let entry = self.entries.wrapping_add(index & mask);
            // SAFETY: the index is below the capacity.
            let found = unsafe { (*entry).key };
            // SAFETY: the caller's promise.
            if found.is_null() || unsafe { CStr::from_ptr(found) } == key {
                return entry;
            }
            index = index.wrapping_add(1);
        }
    }

    /// Makes room for one entry more: at most three quarters are in use.
    ///
    /// # Safety
    /// As `find`.
    unsafe fn reserve(&mut self) -> Result<(), Errno> {
        if (self.used + 1) * 4 <= self.capacity * 3 {
            return Ok(());
        }
        let capacity = self.capacity.checked_mul(2).ok_or(Errno::ENOMEM)?;
        let larger = Table { entries: new_entries(capacity)?, capacity, used: self.used };
        // SAFETY: the old table has `capacity` entries; its memory came from `new_entries`.
        unsafe {
            for index in 0..self.capacity {
                let entry = self.entries.add(index).read();
                if !entry.key.is_null() {
                    larger.find(entry.key).write(entry);
                }
            }
            crate::malloc::dealloc(self.entries.cast(), layout(self.capacity)?);
        }
        *self = larger;
        Ok(())
    }
}

fn create(count: usize, handle: &mut Handle) -> Result<(), Errno> {
    let wanted = count.checked_add(count / 2).ok_or(Errno::ENOMEM)?;
    let capacity = wanted.max(8).checked_next_power_of_two().ok_or(Errno::ENOMEM)?;
    let entries = new_entries(capacity)?;
    let Some(table) = crate::malloc::alloc(Layout::new::<Table>()) else {
        // SAFETY: just made, and not used.
        unsafe { crate::malloc::dealloc(entries.cast(), layout(capacity)?) };
        return Err(Errno::ENOMEM);
    };
    let table = table.as_ptr().cast::<Table>();
    // SAFETY: fresh memory of the right layout.
    unsafe { table.write(Table { entries, capacity, used: 0 }) };
    handle.table = table;
    Ok(())
}

unsafe fn search(item: Entry, action: c_int, handle: &Handle) -> Result<*mut Entry, Errno> {
    // SAFETY: the handle's table is null or was made by `create`; the caller passes strings.
    unsafe {
        let table = handle.table.as_mut().ok_or(Errno::EINVAL)?;
        let entry = table.find(item.key);
        if !(*entry).key.is_null() {
            return Ok(entry);
        }
        if action != ENTER {
            return Err(Errno::ESRCH);
        }
        table.reserve()?;
        let entry = table.find(item.key);
        entry.write(item);
        table.used += 1;
        Ok(entry)
    }
}

unsafe fn destroy(handle: &mut Handle) {
    let table = core::mem::replace(&mut handle.table, ptr::null_mut());
    // SAFETY: as in `search`; nothing uses it any more.
    unsafe {
        if let Some(Table { entries, capacity, .. }) = table.as_ref() {
            crate::malloc::dealloc(entries.cast(), Layout::array::<Entry>(*capacity).unwrap_or(Layout::new::<Entry>()));
            crate::malloc::dealloc(table.cast(), Layout::new::<Table>());
        }
    }
}

/// Makes the global table, for about `count` entries; it grows when needed. Returns non-zero, or 0 with `errno`
/// ENOMEM.
#[unsafe(no_mangle)]
pub extern "C" fn hcreate(count: usize) -> c_int {
    // SAFETY: see `Global`.
    c_int::from(create(count, unsafe { &mut *GLOBAL.0.get() }).map(|()| true).or_errno(false))
}

/// Finds `item.key` in the global table; if it is not there, ENTER adds the item, FIND gives null with `errno`
/// ESRCH. Null with ENOMEM if the table could not grow.
///
/// # Safety
/// As in C: keys are strings that stay.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hsearch(item: Entry, action: c_int) -> *mut Entry {
    // SAFETY: see `Global`; the caller's promise.
    unsafe { search(item, action, &*GLOBAL.0.get()).or_errno(ptr::null_mut()) }
}

/// Frees the global table, not the keys and data.
#[unsafe(no_mangle)]
pub extern "C" fn hdestroy() {
    // SAFETY: see `Global`.
    unsafe { destroy(&mut *GLOBAL.0.get()) }
}

/// As `hcreate`, for a table of the application's.
///
/// # Safety
/// `handle` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hcreate_r(count: usize, handle: *mut Handle) -> c_int {
    // SAFETY: the caller's promise.
    c_int::from(create(count, unsafe { &mut *handle }).map(|()| true).or_errno(false))
}

/// As `hsearch`, in a table of the application's: stores the entry or null in `*found`, and returns whether it
/// is one.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hsearch_r(item: Entry, action: c_int, found: *mut *mut Entry, handle: *mut Handle) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        *found = search(item, action, &*handle).or_errno(ptr::null_mut());
        c_int::from(!(*found).is_null())
    }
}

/// As `hdestroy`, for a table of the application's.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hdestroy_r(handle: *mut Handle) {
    // SAFETY: the caller's promise.
    unsafe { destroy(&mut *handle) }
}
