//! `scandir`, and what it sorts by. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::stream::{Entry, Stream, closedir, opendir};
use crate::errno::{CReturn, Errno};
use crate::malloc::{Buffer, public};
use crate::stdlib::qsort;
use crate::string::version::strverscmp;
use core::ffi::{c_char, c_int, c_void};
use core::ptr;

type Select = unsafe extern "C" fn(*const Entry) -> c_int;
type Compare = unsafe extern "C" fn(*const *const Entry, *const *const Entry) -> c_int;

/// Reads a directory: stores in `*list` an array, from `malloc`, of the entries (each from `malloc`) that `select` wants,
/// or all, sorted by `compare` if there is one. Returns their number, or -1 with `errno` set as `opendir` and `readdir`
/// do, or ENOMEM, EOVERFLOW. Thread-safe. POSIX.1-2024 scandir.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn scandir(
    path: *const c_char,
    list: *mut *mut *mut Entry,
    select: Option<Select>,
    compare: Option<Compare>,
) -> c_int {
    // SAFETY: the caller's promise.
    let stream = unsafe { opendir(path) };
    if stream.is_null() {
        return -1;
    }
    let mut found = Buffer::new();
    // SAFETY: the stream is valid, the rest is the caller's promise.
    let collected = unsafe {
        let collected = collect(&*stream, select, &mut found);
        closedir(stream);
        collected
    };
    let handed = collected.and_then(|()| hand_over(&mut found, compare));
    match handed {
        Ok(array) => {
            // SAFETY: the caller's promise.
            unsafe { list.write(array) };
            found.len() as c_int
        }
        Err(e) => {
            for &entry in found.iter() {
                // SAFETY: allocated below, and not given away.
                unsafe { public::free(entry.cast()) };
            }
            Err::<(), _>(e).c_int()
        }
    }
}

/// # Safety
/// `select` takes an entry.
unsafe fn collect(stream: &Stream, select: Option<Select>, found: &mut Buffer<*mut Entry>) -> Result<(), Errno> {
    while let Some(entry) = stream.next()? {
        // SAFETY: the caller's promise.
        if select.is_some_and(|select| unsafe { select(entry) } == 0) {
            continue;
        }
        if found.len() == c_int::MAX as usize {
            return Err(Errno::EOVERFLOW);
        }
        let size = usize::from(entry.size);
        found.reserve(1)?;
        let copy = public::malloc(size).cast::<Entry>();
        if copy.is_null() {
            return Err(Errno::ENOMEM);
        }
        // SAFETY: the block has the record's size.
        unsafe { ptr::copy_nonoverlapping(ptr::from_ref(entry).cast::<u8>(), copy.cast(), size) };
        found.push(copy)?;
    }
    Ok(())
}

/// Sorts the entries, and copies the array into memory from `malloc`.
fn hand_over(found: &mut Buffer<*mut Entry>, compare: Option<Compare>) -> Result<*mut *mut Entry, Errno> {
    let size = size_of_val(&**found);
    let array = public::malloc(size.max(1)).cast::<*mut Entry>();
    if array.is_null() {
        return Err(Errno::ENOMEM);
    }
    // SAFETY: the block has room for all, and the comparator takes pointers to elements.
    unsafe {
        ptr::copy_nonoverlapping(found.as_ptr(), array, found.len());
        if let Some(compare) = compare {
            type Untyped = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;
            let compare = core::mem::transmute::<Compare, Untyped>(compare);
            qsort(array.cast(), found.len(), size_of::<*mut Entry>(), compare);
        }
    }
    Ok(array)
}

/// Compares entries by name, in the order of `strcoll`, which is that of the bytes in every locale here.
/// POSIX.1-2024 alphasort.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn alphasort(a: *const *const Entry, b: *const *const Entry) -> c_int {
    // SAFETY: the caller's promise.
    let (a, b) = unsafe { (&**a, &**b) };
    a.name().to_bytes().cmp(b.name().to_bytes()) as c_int
}

/// Compares entries by name, in the order of `strverscmp`, where numbers count as such. versionsort(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn versionsort(a: *const *const Entry, b: *const *const Entry) -> c_int {
    // SAFETY: the caller's promise; names are strings.
    unsafe { strverscmp((**a).name().as_ptr(), (**b).name().as_ptr()) }
}
