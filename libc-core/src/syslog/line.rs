//! A message to the log: `<priority>Mon dd hh:mm:ss program[pid]: text`, cut to what a datagram should have. RFC 3164.

use crate::stdio::sprintf::vsnprintf;
use crate::time::names::MONTHS;
use arch::VaList;
use core::ffi::{c_char, c_int};

const ROOM: usize = 2048;

/// A line in an array.
pub struct Line {
    bytes: [u8; ROOM],
    length: usize,
}

impl Line {
    /// An empty one.
    pub const fn new() -> Self {
        Self { bytes: [0; ROOM], length: 0 }
    }

    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }

    /// Appends bytes as far as there is room.
    pub fn push(&mut self, bytes: &[u8]) {
        let room = self.bytes.get_mut(self.length..).unwrap_or_default();
        let length = bytes.len().min(room.len());
        for (to, from) in room.iter_mut().zip(bytes) {
            *to = *from;
        }
        self.length += length;
    }

    /// Appends a number, with a fill before it if it has one digit and should have two.
    pub fn number(&mut self, value: usize, fill: u8) {
        if value >= 10 {
            self.number(value / 10, 0);
        } else if fill != 0 {
            self.push(&[fill]);
        }
        self.push(&[b'0' + (value % 10) as u8]);
    }

    /// Begins with priority and time. Returns where the rest begins.
    pub fn begin(&mut self, priority: c_int) -> usize {
        self.push(b"<");
        self.number(priority.unsigned_abs() as usize, 0);
        self.push(b">");
        let mut time = crate::time::Tm::ZERO;
        let now = crate::time::clock::now(0).map_or(0, |now| now.tv_sec);
        // SAFETY: both are valid.
        unsafe { crate::time::gmtime_r(&now, &mut time) };
        let month = usize::try_from(time.tm_mon).ok().and_then(|at| MONTHS.get(at)).map_or("Jan", |name| name);
        self.push(month.as_bytes().get(..3).unwrap_or_default());
        self.push(b" ");
        self.number(time.tm_mday as usize, b' ');
        for (before, value) in [(b" ", time.tm_hour), (b":", time.tm_min), (b":", time.tm_sec)] {
            self.push(before);
            self.number(value as usize, b'0');
        }
        self.push(b" ");
        self.length
    }

    /// Appends formatted text.
    ///
    /// # Safety
    /// The arguments are as the format says.
    pub unsafe fn format(&mut self, format: *const c_char, arguments: &mut VaList) {
        let room = ROOM - self.length;
        let start = self.bytes.as_mut_ptr().wrapping_add(self.length);
        // SAFETY: there is so much room, and the caller's promise.
        let size = unsafe { vsnprintf(start.cast(), room, format, arguments) };
        if size > 0 {
            self.length += (size as usize).min(room.saturating_sub(1));
        }
    }
}
