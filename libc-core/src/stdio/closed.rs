//! Streams that are connected to nothing any more: what a process forked during their closing may still use.

use super::file::Operations;
use crate::errno::Errno;

/// Everything fails.
pub static OPERATIONS: Operations = Operations {
    read: |_, _, _| Err(Errno::EBADF),
    write: |_, _, _| Err(Errno::EBADF),
    seek: |_, _, _| Err(Errno::EBADF),
    close: |_| Ok(()),
    refers: |_, _| false,
};
