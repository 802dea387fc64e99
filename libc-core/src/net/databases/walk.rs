//! A walk through a file, line by line, over several calls.

use crate::errno::Errno;
use crate::net::dns::config::lines_of;
use crate::sync::atomic::{AtomicU64, Ordering};
use core::ffi::CStr;

/// Where the next line begins.
pub struct Walk(AtomicU64);

impl Walk {
    /// At the beginning.
    pub const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    /// Back to the beginning.
    pub fn rewind(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// The next thing that `parse` finds in a line; `None` at the end of the file.
    pub fn next<T>(
        &self,
        path: &CStr,
        mut parse: impl FnMut(&[u8]) -> Result<Option<T>, Errno>,
    ) -> Result<Option<T>, Errno> {
        let Some(mut lines) = lines_of(path)? else { return Ok(None) };
        lines.seek(self.0.load(Ordering::Relaxed))?;
        while let Some(line) = lines.next()? {
            if let Some(found) = parse(line)? {
                self.0.store(lines.position(), Ordering::Relaxed);
                return Ok(Some(found));
            }
        }
        self.0.store(lines.position(), Ordering::Relaxed);
        Ok(None)
    }
}
