//! `<pwd.h>`: `/etc/passwd`.

use super::lines::{self, Lines, Room, fields, number, push};
use crate::errno::{CReturn, Errno, Outcome};
use crate::malloc::Buffer;
use crate::stdio::File;
use crate::sys::wrapper::plain;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int};
use core::mem::MaybeUninit;
use core::ptr;

const PATH: &CStr = c"/etc/passwd";

/// `struct passwd`.
#[repr(C)]
pub struct Passwd {
    name: *mut c_char,
    password: *mut c_char,
    /// The user ID.
    pub uid: u32,
    /// The group ID.
    pub gid: u32,
    comment: *mut c_char,
    directory: *mut c_char,
    shell: *mut c_char,
}

/// The bytes that an entry needs.
fn room_for(line: &[u8]) -> usize {
    line.len() + 8
}

/// The entry that a line describes, if it is well formed.
fn parse(line: &[u8], room: &mut Room) -> Result<Option<Passwd>, Errno> {
    let Some([name, password, uid, gid, comment, directory, shell]) = fields(line) else { return Ok(None) };
    let (Some(uid), Some(gid)) = (number(uid), number(gid)) else { return Ok(None) };
    Ok(Some(Passwd {
        name: room.string(name)?,
        password: room.string(password)?,
        uid,
        gid,
        comment: room.string(comment)?,
        directory: room.string(directory)?,
        shell: room.string(shell)?,
    }))
}

/// # Safety
/// The entry's fields are null or strings.
unsafe fn line_of(entry: &Passwd) -> Result<Buffer<u8>, Errno> {
    let mut line = Buffer::new();
    // SAFETY: the caller's promise.
    unsafe {
        push(&mut line, entry.name, b':')?;
        push(&mut line, entry.password, b':')?;
        lines::push_number(&mut line, entry.uid, b':')?;
        lines::push_number(&mut line, entry.gid, b':')?;
        push(&mut line, entry.comment, b':')?;
        push(&mut line, entry.directory, b':')?;
        push(&mut line, entry.shell, b'\n')?;
    }
    Ok(line)
}

struct Shared(UnsafeCell<State>);
// SAFETY: POSIX lets threads overwrite each other's results of these functions.
unsafe impl Sync for Shared {}

/// The walk under way, and what the last call returned.
struct State {
    lines: Option<Lines>,
    entry: MaybeUninit<Passwd>,
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
    fn keep(&mut self, line: &[u8]) -> Result<Option<*mut Passwd>, Errno> {
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
fn find(wanted: impl Fn(&[u8]) -> bool) -> Result<Option<*mut Passwd>, Errno> {
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
    entry: *mut Passwd,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Passwd,
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

fn or_null(found: Result<Option<*mut Passwd>, Errno>) -> *mut Passwd {
    found.map(|found| found.unwrap_or(ptr::null_mut())).or_errno(ptr::null_mut())
}

/// Begins the walk through all entries anew. POSIX.1-2024 setpwent.
#[unsafe(no_mangle)]
pub extern "C" fn setpwent() {
    state().lines = None;
}

/// Ends the walk. POSIX.1-2024 endpwent.
#[unsafe(no_mangle)]
pub extern "C" fn endpwent() {
    state().lines = None;
}

/// The next entry, valid until the next call; null at the end, or with `errno` set. Not thread-safe. POSIX.1-2024 getpwent.
#[unsafe(no_mangle)]
pub extern "C" fn getpwent() -> *mut Passwd {
    or_null(next())
}

fn next() -> Result<Option<*mut Passwd>, Errno> {
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
/// fgetpwent(3).
#[unsafe(no_mangle)]
pub extern "C" fn fgetpwent(file: &File) -> *mut Passwd {
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
/// POSIX.1-2024 getpwnam.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpwnam(name: *const c_char) -> *mut Passwd {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    or_null(find(|line| is_named(line, name)))
}

/// Stores the entry with this name in `*entry`, its strings in `size` bytes, and in `*result` where it is, or null if there
/// is none. Returns 0, or ERANGE (more room is needed), EIO, EMFILE... Thread-safe. POSIX.1-2024 getpwnam_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpwnam_r(
    name: *const c_char,
    entry: *mut Passwd,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Passwd,
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

/// The home directory of the user with this name, for the library's own use.
pub fn home_of(name: &[u8]) -> Result<Option<Buffer<u8>>, Errno> {
    field_of(|line| is_named(line, name), |fields| fields[5])
}

/// The home directory of the process's user, for the library's own use.
pub fn own_home() -> Result<Option<Buffer<u8>>, Errno> {
    // SAFETY: no memory is involved.
    let id = unsafe { plain!(__NR_getuid) }? as u32;
    field_of(|line| id_of(line) == Some(id), |fields| fields[5])
}

/// The name of the effective user, for the library's own use.
pub fn effective_name() -> Result<Option<Buffer<u8>>, Errno> {
    // SAFETY: no memory is involved.
    let id = unsafe { plain!(__NR_geteuid) }? as u32;
    field_of(|line| id_of(line) == Some(id), |fields| fields[0])
}

/// A field of the first line that is wanted.
fn field_of(
    wanted: impl Fn(&[u8]) -> bool,
    field: impl for<'l> Fn([&'l [u8]; 7]) -> &'l [u8],
) -> Result<Option<Buffer<u8>>, Errno> {
    let mut lines = match Lines::open(PATH) {
        Err(Errno::ENOENT | Errno::ENOTDIR) => return Ok(None),
        other => other?,
    };
    while let Some(line) = lines.next()? {
        if wanted(line)
            && let Some(all) = fields(line)
        {
            let mut copy = Buffer::new();
            copy.extend(field(all))?;
            return Ok(Some(copy));
        }
    }
    Ok(None)
}

/// The entry with this ID, valid until the next call; null if there is none, or with `errno` set. Not thread-safe.
/// POSIX.1-2024 getpwuid.
#[unsafe(no_mangle)]
pub extern "C" fn getpwuid(id: u32) -> *mut Passwd {
    or_null(find(|line| id_of(line) == Some(id)))
}

/// As `getpwnam_r`, by the ID. Thread-safe. POSIX.1-2024 getpwuid_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getpwuid_r(
    id: u32,
    entry: *mut Passwd,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Passwd,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { find_in(|line| id_of(line) == Some(id), entry, buffer, size, result) }.error_number()
}

/// The third field.
fn id_of(line: &[u8]) -> Option<u32> {
    number(line.split(|&byte| byte == b':').nth(2)?)
}

/// Writes an entry to a stream as a line. Returns 0, or -1 with `errno` EINVAL (a colon or newline in a field) or what
/// writing meets. Thread-safe. putpwent(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn putpwent(entry: *const Passwd, file: &File) -> c_int {
    // SAFETY: the caller's promise.
    let line = unsafe { line_of(&*entry) };
    line.and_then(|line| file.lock().put(&line).map_err(|(_, e)| e)).c_int()
}

const _: () = assert!(size_of::<Passwd>() == 48);
