//! Results in static memory, of the functions that POSIX lets return such: valid until the next call of one that uses
//! the same memory. The memory is exchanged by one pointer, so that a fork finds the old result or the new one, whole.

use crate::errno::Errno;
use crate::malloc;
use crate::sync::atomic::{AtomicPtr, Ordering};
use crate::users::lines::Room;
use core::alloc::Layout;
use core::ptr;

/// The last result of some functions.
pub struct Kept(AtomicPtr<Header>);

/// What stands before a result.
#[repr(C, align(16))]
struct Header {
    size: usize,
}

impl Header {
    fn layout(size: usize) -> Result<Layout, Errno> {
        Layout::from_size_align(size, align_of::<Self>()).map_err(|_| Errno::ENOMEM)
    }
}

impl Kept {
    /// No result.
    pub const fn new() -> Self {
        Self(AtomicPtr::new(ptr::null_mut()))
    }

    /// Keeps what `fill` makes, and gives back what was kept before. `fill` is called again with more room as long as
    /// it fails with ERANGE.
    pub fn keep<T>(&self, fill: impl Fn(&mut Room) -> Result<T, Errno>) -> Result<*mut T, Errno> {
        const FIRST: usize = 512;
        const MOST: usize = 1 << 26;
        const { assert!(align_of::<T>() <= align_of::<Header>()) };
        let mut room = FIRST;
        loop {
            let size = size_of::<Header>() + size_of::<T>() + room;
            let header = malloc::alloc(Header::layout(size)?).ok_or(Errno::ENOMEM)?.as_ptr().cast::<Header>();
            // SAFETY: the memory is new and has so much room.
            let filled = unsafe {
                header.write(Header { size });
                let value = header.add(1).cast::<T>();
                fill(&mut Room::new(value.add(1).cast(), room)).map(|result| {
                    value.write(result);
                    value
                })
            };
            match filled {
                Ok(value) => {
                    Self::release(self.0.swap(header, Ordering::AcqRel));
                    return Ok(value);
                }
                Err(e) => {
                    Self::release(header);
                    if e != Errno::ERANGE || room >= MOST {
                        return Err(e);
                    }
                    room *= 4;
                }
            }
        }
    }

    fn release(header: *mut Header) {
        if header.is_null() {
            return;
        }
        // SAFETY: `keep` made it, and the exchange gave it to us alone.
        unsafe {
            if let Ok(layout) = Header::layout((*header).size) {
                malloc::dealloc(header.cast(), layout);
            }
        }
    }
}
