//! `<mntent.h>`: tables of mounted file systems, such as `/etc/fstab` and `/proc/mounts`. In a field, white space and
//! `\` are written as `\` and three octal digits. Source: getmntent(3), fstab(5). Unless a function says otherwise, it
//! is thread-safe and not async-signal-safe.

use crate::errno::{Errno, Outcome, set_errno};
use crate::malloc::Buffer;
use crate::stdio::File;
use crate::stdio::open::{fclose, fopen};
use crate::stdio::seek::fseeko;
use crate::users::lines::{self, Room};
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int};
use core::{ptr, slice};

/// `struct mntent`.
#[repr(C)]
pub struct Entry {
    /// `mnt_fsname`, `mnt_dir`, `mnt_type`, `mnt_opts`.
    fields: [*mut c_char; 4],
    /// `mnt_freq`, `mnt_passno`.
    numbers: [c_int; 2],
}

struct Shared(UnsafeCell<State>);
// SAFETY: `getmntent` is the application's to call one at a time.
unsafe impl Sync for Shared {}

/// What the last call returned.
struct State {
    entry: Entry,
    memory: Buffer<u8>,
}

static SHARED: Shared = Shared(UnsafeCell::new(State {
    entry: Entry { fields: [ptr::null_mut(); 4], numbers: [0; 2] },
    memory: Buffer::new(),
}));

/// The fields of a line, if it is no comment and has any.
fn fields_of(line: &[u8]) -> Option<impl Iterator<Item = &[u8]>> {
    let line = line.trim_ascii_start();
    let fields = || line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|field| !field.is_empty());
    (!line.is_empty() && !line.starts_with(b"#")).then(fields)
}

/// Takes the bytes back that are written as octal digits; how long it is then.
fn unescape(text: &mut [u8]) -> usize {
    let (mut from, mut to) = (0, 0);
    while let Some(&byte) = text.get(from) {
        let value = match text.get(from..from + 4) {
            Some(&[b'\\', a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7']) => {
                from += 4;
                (a - b'0') << 6 | (b - b'0') << 3 | (c - b'0')
            }
            _ => {
                from += 1;
                byte
            }
        };
        if let Some(slot) = text.get_mut(to) {
            *slot = value;
        }
        to += 1;
    }
    to
}

fn number(field: Option<&[u8]>) -> c_int {
    let text = field.and_then(|field| core::str::from_utf8(field).ok());
    text.and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// The entry that a line describes, its strings in `room`. ERANGE if that is too small.
fn parse(line: &[u8], room: &mut Room) -> Result<Option<Entry>, Errno> {
    let Some(mut parts) = fields_of(line) else { return Ok(None) };
    let mut entry = Entry { fields: [c"".as_ptr().cast_mut(); 4], numbers: [0; 2] };
    for field in &mut entry.fields {
        let Some(part) = parts.next() else { break };
        let text = room.string(part)?;
        // SAFETY: so many bytes were stored, and a null byte behind them.
        unsafe {
            let length = unescape(slice::from_raw_parts_mut(text.cast(), part.len()));
            text.add(length).write(0);
        }
        *field = text;
    }
    for slot in &mut entry.numbers {
        *slot = number(parts.next());
    }
    Ok(Some(entry))
}

/// Opens a table: [`fopen`]. Thread-safe. getmntent(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setmntent(path: *const c_char, mode: *const c_char) -> *const File {
    // SAFETY: the caller's promise.
    unsafe { fopen(path, mode) }
}

/// Closes a table. Returns 1. Thread-safe. getmntent(3).
///
/// # Safety
/// Null, or an open stream that nobody uses any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn endmntent(table: *const File) -> c_int {
    // SAFETY: the caller's promise.
    if let Some(table) = unsafe { table.as_ref() } {
        fclose(table);
    }
    1
}

/// The table's next entry, stored in `*entry`, its strings in `size` bytes; null at the end, or with `errno` ERANGE (there
/// is not enough room; the entry is passed over), EIO... Thread-safe. getmntent(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getmntent_r(table: &File, entry: *mut Entry, buffer: *mut c_char, size: c_int) -> *mut Entry {
    let next = || {
        while let Some(line) = lines::from_stream(table)? {
            // SAFETY: the caller's promise.
            let mut room = unsafe { Room::new(buffer.cast(), usize::try_from(size).unwrap_or(0)) };
            if let Some(found) = parse(&line, &mut room)? {
                // SAFETY: the caller's promise.
                unsafe { entry.write(found) };
                return Ok(entry);
            }
        }
        Ok(ptr::null_mut())
    };
    next().or_errno(ptr::null_mut())
}

/// The table's next entry, valid until the next call; null at the end, or with `errno` set. Not thread-safe. getmntent(3).
#[unsafe(no_mangle)]
pub extern "C" fn getmntent(table: &File) -> *mut Entry {
    // SAFETY: one call at a time, by the application's promise.
    let state = unsafe { &mut *SHARED.0.get() };
    let mut next = || {
        while let Some(line) = lines::from_stream(table)? {
            state.memory.truncate(0);
            state.memory.reserve(line.len() + 1)?;
            let (start, size) = state.memory.spare();
            // SAFETY: the memory is our own.
            let mut room = unsafe { Room::new(start, size) };
            if let Some(found) = parse(&line, &mut room)? {
                state.entry = found;
                return Ok(&raw mut state.entry);
            }
        }
        Ok(ptr::null_mut())
    };
    next().or_errno(ptr::null_mut())
}

/// Appends a field, and what follows it.
///
/// # Safety
/// `text` is null or a string.
unsafe fn push(line: &mut Buffer<u8>, text: *const c_char) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let text = if text.is_null() { &[] } else { unsafe { CStr::from_ptr(text) }.to_bytes() };
    for &byte in text {
        match byte {
            b' ' | b'\t' | b'\n' | b'\\' => {
                line.extend(&[b'\\', b'0' + (byte >> 6), b'0' + (byte >> 3 & 7), b'0' + (byte & 7)])?;
            }
            _ => line.push(byte)?,
        }
    }
    line.push(b' ')
}

fn push_number(line: &mut Buffer<u8>, value: c_int, behind: u8) -> Result<(), Errno> {
    if value < 0 {
        line.push(b'-')?;
    }
    lines::push_number(line, value.unsigned_abs(), behind)
}

/// Writes an entry at the table's end. Returns 0, or 1 with `errno` set. Thread-safe. getmntent(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn addmntent(table: &File, entry: *const Entry) -> c_int {
    const SEEK_END: c_int = 2;
    if fseeko(table, 0, SEEK_END) != 0 {
        return 1;
    }
    let write = || {
        let mut line = Buffer::new();
        // SAFETY: the caller's promise.
        let entry = unsafe { &*entry };
        for field in entry.fields {
            // SAFETY: the caller's promise.
            unsafe { push(&mut line, field) }?;
        }
        let [frequency, pass] = entry.numbers;
        push_number(&mut line, frequency, b' ')?;
        push_number(&mut line, pass, b'\n')?;
        table.lock().put(&line).map_err(|(_, e)| e)
    };
    match write() {
        Ok(()) => 0,
        Err(e) => {
            set_errno(e);
            1
        }
    }
}

/// Where an entry has the option `name`, as a whole one, alone or with a value; null if it has not. Thread-safe;
/// async-signal-safe. getmntent(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hasmntopt(entry: *const Entry, name: *const c_char) -> *mut c_char {
    // SAFETY: the caller's promise.
    let (start, options, name) = unsafe {
        let start = (*entry).fields[3];
        (start, CStr::from_ptr(start).to_bytes(), CStr::from_ptr(name).to_bytes())
    };
    let mut at = 0;
    for option in options.split(|&byte| byte == b',') {
        let rest = option.strip_prefix(name);
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"=")) {
            return start.wrapping_add(at);
        }
        at += option.len() + 1;
    }
    ptr::null_mut()
}

const _: () = assert!(size_of::<Entry>() == 40);
