//! `fmemopen`: a stream on an array. All is done inside the stream's section, and nothing waits: fork finds the array and
//! what is known of it in step.

use super::file::{File, Operations, flag};
use super::open::Mode;
use super::repair::GoneMemory;
use super::seek::{SEEK_CUR, SEEK_SET};
use crate::errno::{Errno, Outcome};
use crate::sys::nr::{O_APPEND, O_TRUNC, O_WRONLY};
use crate::types::{off_t, size_t};
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::ptr;

/// An array as a file.
struct Array {
    start: *mut u8,
    /// The size of the array.
    room: usize,
    /// The size of the file.
    size: usize,
    position: usize,
    /// The library allocated the array.
    own: bool,
}

static OPERATIONS: Operations = Operations { read, write, seek, close, refers };

fn refers(file: &File, gone: GoneMemory) -> bool {
    gone.holds(array(file).start)
}

#[allow(clippy::mut_from_ref, reason = "the caller is inside the stream")]
fn array(file: &File) -> &mut Array {
    // SAFETY: `fmemopen` stored it.
    unsafe { &mut *file.target.get().cast::<Array>() }
}

fn read(file: &File, to: *mut u8, size: usize) -> Result<usize, Errno> {
    let array = array(file);
    let count = size.min(array.size.saturating_sub(array.position));
    // SAFETY: the array has so many bytes from the position on, and the caller has room.
    unsafe { ptr::copy(array.start.wrapping_add(array.position), to, count) };
    array.position += count;
    Ok(count)
}

fn write(file: &File, buffered: &[u8], more: &[u8]) -> Result<usize, Errno> {
    let array = array(file);
    let bytes = if buffered.is_empty() { more } else { buffered };
    if file.has(flag::APPEND) {
        array.position = array.size;
    }
    let count = bytes.len().min(array.room - array.position);
    if count == 0 {
        return Err(Errno::ENOSPC);
    }
    // SAFETY: the array has so much room from the position on. The application may write from the array itself.
    unsafe { ptr::copy(bytes.as_ptr(), array.start.add(array.position), count) };
    array.position += count;
    if array.position > array.size {
        array.size = array.position;
        array.terminate(file.has(flag::NO_READ));
    }
    Ok(count)
}

impl Array {
    /// Puts a 0 behind the file; where there is no room, in the place of the last byte if `always`.
    fn terminate(&mut self, always: bool) {
        let index = if self.size < self.room {
            self.size
        } else if always && self.room > 0 {
            self.room - 1
        } else {
            return;
        };
        // SAFETY: it is below the room.
        unsafe { self.start.add(index).write(0) };
    }
}

fn seek(file: &File, offset: off_t, whence: c_int) -> Result<off_t, Errno> {
    let array = array(file);
    let base = match whence {
        SEEK_SET => 0,
        SEEK_CUR => array.position,
        _ => array.size,
    };
    let position = (base as off_t).checked_add(offset).ok_or(Errno::EINVAL)?;
    if position < 0 || position > array.room as off_t {
        return Err(Errno::EINVAL);
    }
    array.position = position as usize;
    Ok(position)
}

fn close(file: &File) -> Result<(), Errno> {
    let target = file.target.get().cast::<Array>();
    let array = array(file);
    file.operations.set(Some(&super::closed::OPERATIONS));
    // SAFETY: `fmemopen` allocated both, and nothing uses them after this.
    unsafe {
        if array.own
            && let Ok(layout) = Layout::array::<u8>(array.room)
        {
            crate::malloc::dealloc(array.start, layout);
        }
        crate::malloc::dealloc(target.cast(), Layout::new::<Array>());
    }
    Ok(())
}

/// Makes a stream on an array of `room` bytes, or, if it is null, on one that the library allocates. `mode` is as for
/// `fopen`: `r` makes the whole array the file, `w` none of it, `a` what stands before the first 0, and writes to its end.
/// A 0 follows the file where there is room for it (for a stream that is only for writing, always). Output beyond the room
/// is ENOSPC, a position beyond it EINVAL. Null with `errno` EINVAL (`mode`) or ENOMEM. Thread-safe; not
/// async-signal-safe. POSIX.1-2024 fmemopen.
///
/// # Safety
/// `mode` is a string; the array stays until the stream is closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fmemopen(start: *mut c_void, room: size_t, mode: *const c_char) -> *const File {
    // SAFETY: the caller's promise.
    let open = || unsafe { open(start.cast(), room, CStr::from_ptr(mode)) };
    open().map(ptr::from_ref).or_errno(ptr::null())
}

unsafe fn open(mut start: *mut u8, room: usize, mode: &CStr) -> Result<&'static File, Errno> {
    let mode = Mode::parse(mode)?;
    let layout = Layout::array::<u8>(room).map_err(|_| Errno::ENOMEM)?;
    let own = start.is_null();
    if own {
        start = crate::malloc::alloc(layout).ok_or(Errno::ENOMEM)?.as_ptr();
        // SAFETY: fresh memory of that size.
        unsafe { ptr::write_bytes(start, 0, room) };
    }
    let mut array = Array { start, room, size: room, position: 0, own };
    if mode.has(O_TRUNC) {
        array.size = 0;
        if !mode.has(O_WRONLY) {
            array.terminate(false);
        }
    } else if mode.has(O_APPEND) {
        // SAFETY: the array has that many bytes.
        let content = unsafe { core::slice::from_raw_parts(start, room) };
        array.size = memchr::memchr(0, content).unwrap_or(room);
        array.position = array.size;
    }
    super::open::connect(mode.flags() & !flag::PROBE, &OPERATIONS, array).inspect_err(|_| {
        if own {
            // SAFETY: allocated above, and not used.
            unsafe { crate::malloc::dealloc(start, layout) };
        }
    })
}
