//! `<pwd.h>`: `/etc/passwd`. Those with a result in static memory, and those that go on where the last call stopped,
//! are not thread-safe; the ones named `_r` are. None is async-signal-safe.

use super::database::{self, Record, entry_points, id_of, is_named};
use super::lines::{self, Room, fields, number, push};
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char};

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

impl Record for Passwd {
    const PATH: &'static CStr = c"/etc/passwd";

    fn room_for(line: &[u8]) -> usize {
        line.len() + 8
    }

    fn parse(line: &[u8], room: &mut Room) -> Result<Option<Self>, Errno> {
        let Some([name, password, uid, gid, comment, directory, shell]) = fields(line) else { return Ok(None) };
        let (Some(uid), Some(gid)) = (number(uid), number(gid)) else { return Ok(None) };
        Ok(Some(Self {
            name: room.string(name)?,
            password: room.string(password)?,
            uid,
            gid,
            comment: room.string(comment)?,
            directory: room.string(directory)?,
            shell: room.string(shell)?,
        }))
    }

    unsafe fn line(&self) -> Result<Buffer<u8>, Errno> {
        let mut line = Buffer::new();
        // SAFETY: the caller's promise.
        unsafe {
            push(&mut line, self.name, b':')?;
            push(&mut line, self.password, b':')?;
            lines::push_number(&mut line, self.uid, b':')?;
            lines::push_number(&mut line, self.gid, b':')?;
            push(&mut line, self.comment, b':')?;
            push(&mut line, self.directory, b':')?;
            push(&mut line, self.shell, b'\n')?;
        }
        Ok(line)
    }
}

entry_points! {
    Passwd,
    walk: setpwent("POSIX.1-2024 setpwent") endpwent("POSIX.1-2024 endpwent") getpwent("POSIX.1-2024 getpwent"),
    streams: fgetpwent("fgetpwent(3)") putpwent("putpwent(3)"),
    by_name: getpwnam("POSIX.1-2024 getpwnam") getpwnam_r("POSIX.1-2024 getpwnam_r"),
    by_id: getpwuid("POSIX.1-2024 getpwuid") getpwuid_r("POSIX.1-2024 getpwuid_r"),
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
    let Some(mut lines) = database::open::<Passwd>()? else { return Ok(None) };
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

const _: () = assert!(size_of::<Passwd>() == 48);
