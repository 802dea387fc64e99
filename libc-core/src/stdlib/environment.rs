//! The environment. Changes are made under a lock (rank Environment). Reading takes none, and what a reader has found
//! is never freed, so that `getenv` is safe beside `setenv`; a string that was made once is used again when the same
//! one is set, so that a program which switches between values does not grow. Unless a function says otherwise, it is
//! thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::malloc::Buffer;
use crate::process::auxv::{self, at};
use crate::process::exec::{Vector, current_environment};
use crate::process::fork::ranks::Environment;
use crate::process::start::environ;
use crate::sync::Lock;
use crate::sync::atomic::Ordering;
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// A string that `setenv` made, in a list; its bytes follow.
struct Made {
    next: *mut Made,
    size: usize,
}

/// What the library made of the environment.
pub struct State {
    /// The array that the library allocated, if `environ` is that one, and its room.
    array: *mut *mut c_char,
    room: usize,
    strings: *mut Made,
}

// SAFETY: reached through the lock only.
unsafe impl Send for State {}

/// The one lock.
pub static STATE: Lock<Environment, State> =
    Lock::new(State { array: ptr::null_mut(), room: 0, strings: ptr::null_mut() });

/// The environment's strings.
fn entries() -> impl Iterator<Item = (usize, *mut c_char)> {
    let array = environ.load(Ordering::Acquire);
    (0..).map_while(move |index| {
        if array.is_null() {
            return None;
        }
        // SAFETY: the array ends with a null pointer.
        let entry = unsafe { array.add(index).read() };
        (!entry.is_null()).then_some((index, entry))
    })
}

/// What stands behind `name=` in `entry`, if it begins so.
fn value_of(entry: *mut c_char, name: &[u8]) -> Option<*mut c_char> {
    let bytes = entry.cast::<u8>();
    for (index, &byte) in name.iter().enumerate() {
        // SAFETY: the string has not ended before.
        if unsafe { bytes.add(index).read() } != byte {
            return None;
        }
    }
    // SAFETY: as above.
    (unsafe { bytes.add(name.len()).read() } == b'=').then(|| entry.wrapping_add(name.len() + 1))
}

/// The value of `name`, if it is set. For the library's own use.
pub fn get(name: &[u8]) -> Option<*mut c_char> {
    entries().find_map(|(_, entry)| value_of(entry, name))
}

/// The environment of a process that is about to be made. Other threads may change the present one meanwhile, and the
/// kernel counts its entries before it reads them: so these are a copy of it if there are other threads.
pub struct Snapshot(Option<Buffer<*const c_char>>);

impl Snapshot {
    /// The environment as it is now; ENOMEM. Not async-signal-safe.
    pub fn take() -> Result<Self, Errno> {
        if !crate::thread::is_threaded() {
            return Ok(Self(None));
        }
        let mut copy = Buffer::new();
        let _state = STATE.lock();
        for (_, entry) in entries() {
            copy.push(entry.cast_const())?;
        }
        copy.push(ptr::null())?;
        Ok(Self(Some(copy)))
    }

    /// As `execve` takes it, for as long as this is there.
    pub fn vector(&self) -> Vector {
        self.0.as_ref().map_or_else(current_environment, |copy| copy.as_ptr())
    }
}

/// The value of the variable `name`, or null. The string stays as it is when the variable is set to another one.
/// Thread-safe, beside `setenv` too; async-signal-safe. C23 7.24.4.6.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getenv(name: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    if name.is_empty() || name.contains(&b'=') {
        return ptr::null_mut();
    }
    get(name).unwrap_or(ptr::null_mut())
}

/// As `getenv`; null in a program that runs with other rights than its user's. POSIX.1-2024 secure_getenv.
///
/// # Safety
/// `name` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn secure_getenv(name: *const c_char) -> *mut c_char {
    if auxv::get(at::SECURE).unwrap_or(0) != 0 {
        return ptr::null_mut();
    }
    // SAFETY: the caller's promise.
    unsafe { getenv(name) }
}

/// Sets the variable `name` to `value`; if it is set already, only when `overwrite` is not 0. Returns 0, or -1
/// with `errno` EINVAL (an empty name, or one with a `=`) or ENOMEM. Thread-safe; not async-signal-safe.
/// POSIX.1-2024 setenv.
///
/// # Safety
/// Both are strings; `name` may be null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setenv(name: *const c_char, value: *const c_char, overwrite: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { valid_name(name).and_then(|name| set(name, CStr::from_ptr(value).to_bytes(), overwrite != 0)) }.c_int()
}

/// Takes the variable `name` out of the environment. Returns 0, or -1 with `errno` EINVAL (an empty name, or one
/// with a `=`). Thread-safe; not async-signal-safe. POSIX.1-2024 unsetenv.
///
/// # Safety
/// `name` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn unsetenv(name: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { valid_name(name) }
        .map(|name| {
            let _state = STATE.lock();
            remove(name);
        })
        .c_int()
}

/// Puts `string`, of the form `name=value`, itself into the environment; without a `=` it takes the variable out.
/// Returns 0, or -1 with `errno` EINVAL (an empty name) or ENOMEM. Thread-safe; not async-signal-safe.
/// POSIX.1-2024 putenv.
///
/// # Safety
/// `string` is one, and stays as long as it is in the environment.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putenv(string: *mut c_char) -> c_int {
    // SAFETY: the caller's promise.
    let bytes = unsafe { CStr::from_ptr(string) }.to_bytes();
    match bytes.iter().position(|&byte| byte == b'=') {
        // SAFETY: the caller's promise.
        None => unsafe { unsetenv(string) },
        Some(0) => Err::<(), _>(Errno::EINVAL).c_int(),
        Some(length) => {
            let name = bytes.get(..length).unwrap_or(bytes);
            place(&mut STATE.lock(), name, string).c_int()
        }
    }
}

/// Takes all variables out of the environment. Returns 0. Thread-safe; not async-signal-safe. clearenv(3).
#[unsafe(no_mangle)]
pub extern "C" fn clearenv() -> c_int {
    let _state = STATE.lock();
    environ.store(ptr::null_mut(), Ordering::Release);
    0
}

unsafe fn valid_name<'a>(name: *const c_char) -> Result<&'a [u8], Errno> {
    if name.is_null() {
        return Err(Errno::EINVAL);
    }
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    if name.is_empty() || name.contains(&b'=') { Err(Errno::EINVAL) } else { Ok(name) }
}

fn set(name: &[u8], value: &[u8], overwrite: bool) -> Result<(), Errno> {
    let mut state = STATE.lock();
    if !overwrite && get(name).is_some() {
        return Ok(());
    }
    let string = state.make(name, value)?;
    place(&mut state, name, string)
}

/// Makes `string` the entry of `name`: in the old one's place, or at the end.
fn place(state: &mut State, name: &[u8], string: *mut c_char) -> Result<(), Errno> {
    let mut count = 0;
    for (index, entry) in entries() {
        count = index + 1;
        if value_of(entry, name).is_some() {
            // SAFETY: `entries` found it in the array, which is the program's to write.
            unsafe { environ.load(Ordering::Relaxed).add(index).write(string) };
            remove_after(name, index + 1);
            return Ok(());
        }
    }
    let array = state.array_for(count + 1)?;
    // SAFETY: the array has room for one more entry and the null pointer.
    unsafe {
        array.add(count + 1).write(ptr::null_mut());
        array.add(count).write(string);
    }
    environ.store(array, Ordering::Release);
    Ok(())
}

fn remove(name: &[u8]) {
    remove_after(name, 0);
}

/// Takes every entry of `name` from index `from` on out.
fn remove_after(name: &[u8], from: usize) {
    let array = environ.load(Ordering::Relaxed);
    if array.is_null() {
        return;
    }
    let mut kept = from;
    for (index, entry) in entries().skip(from) {
        if value_of(entry, name).is_none() {
            if kept != index {
                // SAFETY: both indices are in the array.
                unsafe { array.add(kept).write(entry) };
            }
            kept += 1;
        }
    }
    // SAFETY: at most the old end, which held a null pointer.
    unsafe {
        if !array.add(kept).read().is_null() {
            array.add(kept).write(ptr::null_mut());
        }
    }
}

impl State {
    /// The environment's array with room for `count` entries and a null pointer: the present one, or a copy.
    fn array_for(&mut self, count: usize) -> Result<*mut *mut c_char, Errno> {
        let now = environ.load(Ordering::Relaxed);
        if ptr::eq(now, self.array) && count < self.room {
            return Ok(now);
        }
        let room = (count + 1).max(16).checked_next_power_of_two().ok_or(Errno::ENOMEM)?;
        let layout = Layout::array::<*mut c_char>(room).map_err(|_| Errno::ENOMEM)?;
        let array = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr().cast::<*mut c_char>();
        for (index, entry) in entries() {
            // SAFETY: there are fewer entries than room.
            unsafe { array.add(index).write(entry) };
        }
        // The old array stays for those who are reading it; each is at least twice as large as the one before.
        self.array = array;
        self.room = room;
        Ok(array)
    }

    /// The string `name=value`: one that was made before, or a new one.
    fn make(&mut self, name: &[u8], value: &[u8]) -> Result<*mut c_char, Errno> {
        let size = name.len().checked_add(value.len()).and_then(|size| size.checked_add(2)).ok_or(Errno::ENOMEM)?;
        let mut at = self.strings;
        // SAFETY: the list holds strings that `make` made, with `size` bytes each.
        while let Some(made) = unsafe { at.as_ref() } {
            let string = at.wrapping_add(1).cast::<u8>();
            // SAFETY: as above.
            let bytes = unsafe { core::slice::from_raw_parts(string, made.size) };
            if made.size == size && bytes.starts_with(name) && bytes.get(name.len() + 1..size - 1) == Some(value) {
                return Ok(string.cast());
            }
            at = made.next;
        }
        let total = size.checked_add(size_of::<Made>()).ok_or(Errno::ENOMEM)?;
        let layout = Layout::from_size_align(total, align_of::<Made>()).map_err(|_| Errno::ENOMEM)?;
        let made = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr().cast::<Made>();
        let string = made.wrapping_add(1).cast::<u8>();
        // SAFETY: the memory is fresh, and has room for the header and `size` bytes.
        unsafe {
            made.write(Made { next: self.strings, size });
            ptr::copy_nonoverlapping(name.as_ptr(), string, name.len());
            string.add(name.len()).write(b'=');
            ptr::copy_nonoverlapping(value.as_ptr(), string.add(name.len() + 1), value.len());
            string.add(size - 1).write(0);
        }
        self.strings = made;
        Ok(string.cast())
    }
}
