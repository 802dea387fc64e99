//! `<grp.h>`: `/etc/group`. Those with a result in static memory, and those that go on where the last call stopped, are
//! not thread-safe; the ones named `_r` are. None is async-signal-safe.

use super::database::{self, Record, entry_points};
use super::lines::{self, Room, fields, number, push};
use crate::errno::Errno;
use crate::malloc::Buffer;
use core::ffi::{CStr, c_char};
use core::ptr;

/// `struct group`.
#[repr(C)]
pub struct Group {
    name: *mut c_char,
    password: *mut c_char,
    /// The group ID.
    pub gid: u32,
    members: *mut *mut c_char,
}

/// The members that the last field names.
pub fn members(field: &[u8]) -> impl Iterator<Item = &[u8]> {
    field.split(|&byte| byte == b',').filter(|name| !name.is_empty())
}

impl Record for Group {
    const PATH: &'static CStr = c"/etc/group";

    fn room_for(line: &[u8]) -> usize {
        let commas = line.iter().filter(|&&byte| byte == b',').count();
        line.len() + 8 + (commas + 3) * 8
    }

    fn parse(line: &[u8], room: &mut Room) -> Result<Option<Self>, Errno> {
        let Some([name, password, gid, list]) = fields(line) else { return Ok(None) };
        let Some(gid) = number(gid) else { return Ok(None) };
        let count = members(list).count();
        let pointers = room.pointers(count + 1)?;
        for (at, member) in members(list).enumerate() {
            // SAFETY: there is room for so many.
            unsafe { pointers.add(at).write(room.string(member)?) };
        }
        // SAFETY: there is room for one more.
        unsafe { pointers.add(count).write(ptr::null_mut()) };
        Ok(Some(Self { name: room.string(name)?, password: room.string(password)?, gid, members: pointers }))
    }

    unsafe fn line(&self) -> Result<Buffer<u8>, Errno> {
        let mut line = Buffer::new();
        // SAFETY: the caller's promise.
        unsafe {
            push(&mut line, self.name, b':')?;
            push(&mut line, self.password, b':')?;
            lines::push_number(&mut line, self.gid, b':')?;
            let mut at = self.members;
            while !at.is_null() && !at.read().is_null() {
                let last = at.add(1).read().is_null();
                push(&mut line, at.read(), if last { b'\n' } else { b',' })?;
                at = at.add(1);
            }
        }
        if line.last() != Some(&b'\n') {
            line.push(b'\n')?;
        }
        Ok(line)
    }
}

entry_points! {
    Group,
    walk: setgrent("POSIX.1-2024 setgrent") endgrent("POSIX.1-2024 endgrent") getgrent("POSIX.1-2024 getgrent"),
    streams: fgetgrent("fgetgrent(3)") putgrent("putgrent(3)"),
    by_name: getgrnam("POSIX.1-2024 getgrnam") getgrnam_r("POSIX.1-2024 getgrnam_r"),
    by_id: getgrgid("POSIX.1-2024 getgrgid") getgrgid_r("POSIX.1-2024 getgrgid_r"),
}

/// Calls `each` with the ID of each group that has the member `user`.
pub fn for_groups_of(user: &[u8], mut each: impl FnMut(u32) -> Result<(), Errno>) -> Result<(), Errno> {
    let Some(mut lines) = database::open::<Group>()? else { return Ok(()) };
    while let Some(line) = lines.next()? {
        let Some([_, _, gid, list]) = fields(line) else { continue };
        if let Some(gid) = number(gid)
            && members(list).any(|member| member == user)
        {
            each(gid)?;
        }
    }
    Ok(())
}

const _: () = assert!(size_of::<Group>() == 32);
