//! `<shadow.h>`: `/etc/shadow`. Those with a result in static memory, and those that go on where the last call stopped,
//! are not thread-safe; the ones named `_r` are. None is async-signal-safe.

use super::database::{Record, entry_points};
use super::lines::{self, Room, fields, number, push};
use crate::errno::Errno;
use crate::malloc::Buffer;
use core::ffi::{CStr, c_char, c_long, c_ulong};

/// `struct spwd`.
#[repr(C)]
pub struct Shadow {
    name: *mut c_char,
    password: *mut c_char,
    /// Days: of the last change, least and greatest age, warning, inactivity, expiry; -1 where there is none.
    days: [c_long; 6],
    flags: c_ulong,
}

impl Record for Shadow {
    const PATH: &'static CStr = c"/etc/shadow";

    fn room_for(line: &[u8]) -> usize {
        line.len() + 8
    }

    fn parse(line: &[u8], room: &mut Room) -> Result<Option<Self>, Errno> {
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
        Ok(Some(Self { name: room.string(name)?, password: room.string(password)?, days, flags }))
    }

    unsafe fn line(&self) -> Result<Buffer<u8>, Errno> {
        let mut line = Buffer::new();
        // SAFETY: the caller's promise.
        unsafe {
            push(&mut line, self.name, b':')?;
            push(&mut line, self.password, b':')?;
        }
        for day in self.days {
            match u32::try_from(day) {
                Ok(day) => lines::push_number(&mut line, day, b':')?,
                Err(_) => line.push(b':')?,
            }
        }
        match u32::try_from(self.flags) {
            Ok(flags) => lines::push_number(&mut line, flags, b'\n')?,
            Err(_) => line.push(b'\n')?,
        }
        Ok(line)
    }
}

entry_points! {
    Shadow,
    walk: setspent("getspnam(3): setspent") endspent("getspnam(3): endspent") getspent("getspnam(3): getspent"),
    streams: fgetspent("getspnam(3): fgetspent") putspent("getspnam(3): putspent"),
    by_name: getspnam("getspnam(3): getspnam") getspnam_r("getspnam(3): getspnam_r"),
}

const _: () = assert!(size_of::<Shadow>() == 72);
