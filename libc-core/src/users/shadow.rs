//! `<shadow.h>`: `/etc/shadow`.

use super::lines::{self, Lines, Room, fields, number, push};
use crate::errno::{CReturn, Errno, Outcome};
use crate::malloc::Buffer;
use crate::stdio::File;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int, c_long, c_ulong};
use core::mem::MaybeUninit;
use core::ptr;

const PATH: &CStr = c"/etc/shadow";

/// `struct spwd`.
#[repr(C)]
pub struct Shadow {
    name: *mut c_char,
    password: *mut c_char,
    /// Days: of the last change, least and greatest age, warning, inactivity, expiry; -1 where there is none.
    days: [c_long; 6],
    flags: c_ulong,
}

/// The bytes that an entry needs.
fn room_for(line: &[u8]) -> usize {
    line.len() + 8
}

/// The entry that a line describes, if it is well formed.
fn parse(line: &[u8], room: &mut Room) -> Result<Option<Shadow>, Errno> {
    let Some([name, password, numbers @ .., flags]) = fields::<9>(line) else { return Ok(None) };
    let mut days = [-1; 6];
    for (day, text) in days.iter_mut().zip(numbers) {
        match number(text) {
            Some(value) => *day = value.into(),
            None if text.is_empty() => {}
            None => return Ok(None),
        }
    }
    let flags = number(flags).map_or(c_ulong::MAX, c_ulong::from);
    Ok(Some(Shadow { name: room.string(name)?, password: room.string(password)?, days, flags }))
}

/// # Safety
/// The entry's fields are null or strings.
unsafe fn line_of(entry: &Shadow) -> Result<Buffer<u8>, Errno> {
    let mut line = Buffer::new();
    // SAFETY: the caller's promise.
    unsafe {
        push(&mut line, entry.name, b':')?;
        push(&mut line, entry.password, b':')?;
    }
    for day in entry.days {
        match u32::try_from(day) {
            Ok(day) => lines::push_number(&mut line, day, b':')?,
            Err(_) => line.push(b':')?,
        }
    }
    match u32::try_from(entry.flags) {
        Ok(flags) => lines::push_number(&mut line, flags, b'\n')?,
        Err(_) => line.push(b'\n')?,
    }
    Ok(line)
}

struct Shared(UnsafeCell<State>);
// SAFETY: POSIX lets threads overwrite each other's results of these functions.
unsafe impl Sync for Shared {}

/// The walk under way, and what the last call returned.
struct State {
    lines: Option<Lines>,
    entry: MaybeUninit<Shadow>,
    memory: Buffer<u8>,
}

static SHARED: Shared =
    Shared(UnsafeCell::new(State { lines: None, entry: MaybeUninit::uninit(), memory: Buffer::new() }));

/// The state, for one call.
fn state() -> &'static mut State {
    // SAFETY: only the functions without a buffer use it, one at a time by the application's promise.
    unsafe { &mut *SHARED.0.get() }
}

impl State {
    /// Keeps an entry that `line` describes.
    fn keep(&mut self, line: &[u8]) -> Result<Option<*mut Shadow>, Errno> {
        let size = room_for(line);
        self.memory.truncate(0);
        self.memory.reserve(size)?;
        let (start, left) = self.memory.spare();
        // SAFETY: the memory is our own.
        let mut room = unsafe { Room::new(start, left) };
        Ok(parse(line, &mut room)?.map(|entry| ptr::from_mut(self.entry.write(entry))))
    }
}

/// Looks for the first entry that `wanted` says is meant.
fn find(wanted: impl Fn(&[u8]) -> bool) -> Result<Option<*mut Shadow>, Errno> {
    let mut lines = match Lines::open(PATH) {
        Err(Errno::ENOENT | Errno::ENOTDIR) => return Ok(None),
        other => other?,
    };
    while let Some(line) = lines.next()? {
        if wanted(line)
            && let Some(entry) = state().keep(line)?
        {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// The same, in the caller's memory. Returns an error number.
///
/// # Safety
/// The pointers are valid.
unsafe fn find_in(
    wanted: impl Fn(&[u8]) -> bool,
    entry: *mut Shadow,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Shadow,
) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    unsafe { result.write(ptr::null_mut()) };
    let mut lines = match Lines::open(PATH) {
        Err(Errno::ENOENT | Errno::ENOTDIR) => return Ok(()),
        other => other?,
    };
    while let Some(line) = lines.next()? {
        if !wanted(line) {
            continue;
        }
        // SAFETY: the caller's promise.
        let mut room = unsafe { Room::new(buffer.cast(), size) };
        if let Some(found) = parse(line, &mut room)? {
            // SAFETY: the caller's promise.
            unsafe {
                entry.write(found);
                result.write(entry);
            }
            return Ok(());
        }
    }
    Ok(())
}

fn or_null(found: Result<Option<*mut Shadow>, Errno>) -> *mut Shadow {
    found.map(|found| found.unwrap_or(ptr::null_mut())).or_errno(ptr::null_mut())
}

/// Begins the walk through all entries anew. getspnam(3): setspent.
#[unsafe(no_mangle)]
pub extern "C" fn setspent() {
    state().lines = None;
}

/// Ends the walk. getspnam(3): endspent.
#[unsafe(no_mangle)]
pub extern "C" fn endspent() {
    state().lines = None;
}

/// The next entry, valid until the next call; null at the end, or with `errno` set. Not thread-safe. getspnam(3): getspent.
#[unsafe(no_mangle)]
pub extern "C" fn getspent() -> *mut Shadow {
    or_null(next())
}

fn next() -> Result<Option<*mut Shadow>, Errno> {
    let mut lines = match state().lines.take() {
        Some(lines) => lines,
        None => match Lines::open(PATH) {
            Err(Errno::ENOENT | Errno::ENOTDIR) => return Ok(None),
            other => other?,
        },
    };
    let mut found = None;
    while let Some(line) = lines.next()? {
        found = state().keep(line)?;
        if found.is_some() {
            break;
        }
    }
    state().lines = Some(lines);
    Ok(found)
}

/// The next entry of a stream, valid until the next call; null at the end, or with `errno` set. Not thread-safe.
/// fgetspent(3).
#[unsafe(no_mangle)]
pub extern "C" fn fgetspent(file: &File) -> *mut Shadow {
    let read = || {
        while let Some(line) = lines::from_stream(file)? {
            if let Some(entry) = state().keep(&line)? {
                return Ok(Some(entry));
            }
        }
        Ok(None)
    };
    or_null(read())
}

/// The entry with this name, valid until the next call; null if there is none, or with `errno` set. Not thread-safe.
/// getspnam(3): getspnam.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getspnam(name: *const c_char) -> *mut Shadow {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    or_null(find(|line| is_named(line, name)))
}

/// Stores the entry with this name in `*entry`, its strings in `size` bytes, and in `*result` where it is, or null if there
/// is none. Returns 0, or ERANGE (more room is needed), EIO, EMFILE... Thread-safe. getspnam(3): getspnam_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getspnam_r(
    name: *const c_char,
    entry: *mut Shadow,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Shadow,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let name = CStr::from_ptr(name).to_bytes();
        find_in(|line| is_named(line, name), entry, buffer, size, result)
    }
    .error_number()
}

fn is_named(line: &[u8], name: &[u8]) -> bool {
    line.strip_prefix(name).is_some_and(|rest| rest.first() == Some(&b':'))
}

/// Writes an entry to a stream as a line. Returns 0, or -1 with `errno` EINVAL (a colon or newline in a field) or what
/// writing meets. Thread-safe. putspent(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putspent(entry: *const Shadow, file: &File) -> c_int {
    // SAFETY: the caller's promise.
    let line = unsafe { line_of(&*entry) };
    line.and_then(|line| file.lock().put(&line).map_err(|(_, e)| e)).c_int()
}

const _: () = assert!(size_of::<Shadow>() == 72);
