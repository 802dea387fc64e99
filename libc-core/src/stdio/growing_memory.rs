//! `open_memstream` and `open_wmemstream`: streams into memory that grows.
//!
//! The memory is the application's, so it comes from the public allocator, which is called outside of the section. A
//! larger block is made and filled there; only then, inside, it takes the old one's place, which is freed outside again.
//! A fork in between gives the child the old block, which is whole.
//!
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::file::{File, Operations, flag};
use super::repair::GoneMemory;
use super::seek::{SEEK_CUR, SEEK_SET};
use crate::errno::{Errno, Outcome};
use crate::malloc::public;
use crate::sync::section;
use crate::types::{off_t, size_t, wchar_t};
use crate::wchar::encoding::Encoding;
use core::alloc::Layout;
use core::ffi::{c_char, c_int};
use core::ptr;

/// Memory as a file of elements: bytes or wide characters.
struct Memory<T> {
    start: *mut T,
    /// How many elements there is room for, and one more.
    room: usize,
    /// How many there are; a 0 follows.
    size: usize,
    position: usize,
    /// Where the application looks.
    address: *mut *mut T,
    length: *mut size_t,
    /// The beginning of a character that is not complete.
    partial: [u8; 4],
    partial_size: usize,
}

#[allow(clippy::mut_from_ref, reason = "the caller is inside the stream")]
fn memory<T>(file: &File) -> &mut Memory<T> {
    // SAFETY: the function that opened the stream stored it.
    unsafe { &mut *file.target.get().cast::<Memory<T>>() }
}

impl<T: Copy + Default> Memory<T> {
    /// One with nothing in it, as the application sees at once.
    unsafe fn new(address: *mut *mut T, length: *mut size_t) -> Result<Self, Errno> {
        let room = 127;
        let start = public::malloc((room + 1) * size_of::<T>()).cast::<T>();
        if start.is_null() {
            return Err(Errno::ENOMEM);
        }
        // SAFETY: the block has room; the caller's promise.
        unsafe {
            start.write(T::default());
            address.write(start);
            length.write(0);
        }
        Ok(Self { start, room, size: 0, position: 0, address, length, partial: [0; 4], partial_size: 0 })
    }

    /// Makes room for `count` elements at the position, and zeros before them.
    fn reserve(&mut self, count: usize) -> Result<(), Errno> {
        let end = self.position.checked_add(count).ok_or(Errno::ENOMEM)?;
        if end > self.room {
            let room = end.max(self.room.saturating_mul(2));
            let size = room.checked_add(1).and_then(|n| n.checked_mul(size_of::<T>())).ok_or(Errno::ENOMEM)?;
            let (old, used) = (self.start, self.size + 1);
            let new = section::parked(|| {
                let new = public::malloc(size).cast::<T>();
                if !new.is_null() {
                    // SAFETY: both blocks have `used` elements.
                    unsafe { ptr::copy_nonoverlapping(old, new, used) };
                }
                new
            });
            if new.is_null() {
                return Err(Errno::ENOMEM);
            }
            self.start = new;
            self.room = room;
            // SAFETY: the application's promise.
            unsafe { self.address.write(new) };
            // SAFETY: nobody uses it any more.
            section::parked(|| unsafe { public::free(old.cast()) });
        }
        if self.position > self.size {
            // SAFETY: there is room up to the position, and behind.
            unsafe { ptr::write_bytes(self.start.add(self.size), 0, self.position - self.size) };
        }
        Ok(())
    }

    /// Stores one element for which there is room.
    fn store(&mut self, element: T) {
        // SAFETY: `reserve` made room.
        unsafe { self.start.add(self.position).write(element) };
        self.position += 1;
    }

    /// Ends a change: the 0 behind the end, and what the application sees.
    fn publish(&mut self) {
        if self.position > self.size {
            self.size = self.position;
            // SAFETY: there is room for it.
            unsafe { self.start.add(self.size).write(T::default()) };
        }
        self.publish_length();
    }

    /// The length that the application sees: up to the position, or to the end if that is less.
    fn publish_length(&mut self) {
        // SAFETY: the application's promise.
        unsafe { self.length.write(self.position.min(self.size)) };
    }
}

fn no_read(_: &File, _: *mut u8, _: usize) -> Result<usize, Errno> {
    Err(Errno::EBADF)
}

fn write_bytes(file: &File, buffered: &[u8], more: &[u8]) -> Result<usize, Errno> {
    let memory = memory::<u8>(file);
    let bytes = if buffered.is_empty() { more } else { buffered };
    memory.reserve(bytes.len())?;
    // SAFETY: `reserve` made room.
    unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), memory.start.add(memory.position), bytes.len()) };
    memory.position += bytes.len();
    memory.publish();
    Ok(bytes.len())
}

fn write_wide(file: &File, buffered: &[u8], more: &[u8]) -> Result<usize, Errno> {
    let memory = memory::<wchar_t>(file);
    let bytes = if buffered.is_empty() { more } else { buffered };
    memory.reserve(bytes.len() + 1)?;
    for &byte in bytes {
        if let Some(slot) = memory.partial.get_mut(memory.partial_size) {
            *slot = byte;
        }
        memory.partial_size += 1;
        let partial = memory.partial;
        let size = memory.partial_size;
        // The stream's own functions wrote it, so what cannot be read is not complete.
        match Encoding::Utf8.decode(|index| if index < size { partial.get(index).copied().unwrap_or(0) } else { 0 }) {
            Ok((wide, _)) => {
                memory.store(wide as wchar_t);
                memory.partial_size = 0;
            }
            Err(e) if size == 4 => {
                memory.partial_size = 0;
                return Err(e);
            }
            Err(_) => {}
        }
    }
    memory.publish();
    Ok(bytes.len())
}

fn seek<T: Copy + Default>(file: &File, offset: off_t, whence: c_int) -> Result<off_t, Errno> {
    let memory = memory::<T>(file);
    let base = match whence {
        SEEK_SET => 0,
        SEEK_CUR => memory.position,
        _ => memory.size,
    };
    let position = (base as off_t).checked_add(offset).ok_or(Errno::EINVAL)?;
    if position < 0 || position > (isize::MAX as usize / size_of::<T>()) as off_t {
        return Err(Errno::EINVAL);
    }
    memory.position = position as usize;
    memory.partial_size = 0;
    memory.publish_length();
    Ok(position)
}

fn close<T>(file: &File) -> Result<(), Errno> {
    let target = file.target.get();
    file.operations.set(Some(&super::closed::OPERATIONS));
    // SAFETY: `connect` allocated it, and nothing uses it after this.
    unsafe { crate::malloc::dealloc(target.cast(), Layout::new::<Memory<T>>()) };
    Ok(())
}

fn refers<T>(file: &File, gone: GoneMemory) -> bool {
    let memory = memory::<T>(file);
    gone.holds(memory.address) || gone.holds(memory.length)
}

static BYTES: Operations =
    Operations { read: no_read, write: write_bytes, seek: seek::<u8>, close: close::<u8>, refers: refers::<u8> };
static WIDE: Operations = Operations {
    read: no_read,
    write: write_wide,
    seek: seek::<wchar_t>,
    close: close::<wchar_t>,
    refers: refers::<wchar_t>,
};

fn open<T: Copy + Default>(
    address: *mut *mut T,
    length: *mut size_t,
    operations: &'static Operations,
) -> Result<&'static File, Errno> {
    // SAFETY: the caller's promise.
    let memory = unsafe { Memory::new(address, length) }?;
    let start = memory.start;
    super::open::connect(flag::NO_READ, operations, memory).inspect_err(|_| {
        // SAFETY: allocated above, and not used.
        unsafe { public::free(start.cast()) }
    })
}

/// Makes a stream that writes into memory which grows. After each `fflush`, and when it is closed, `*address` is a block
/// from `malloc`, which the caller frees after closing, and `*length` the lesser of the position and the size; a 0 stands
/// behind the end. Positions may be beyond the end; zeros fill the gap when something is written. Null with `errno`
/// EINVAL (a null pointer) or ENOMEM. Thread-safe; not async-signal-safe. POSIX.1-2024 open_memstream.
///
/// # Safety
/// Both pointers stay valid until the stream is closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open_memstream(address: *mut *mut c_char, length: *mut size_t) -> *const File {
    if address.is_null() || length.is_null() {
        return Err(Errno::EINVAL).or_errno(ptr::null());
    }
    open::<u8>(address.cast(), length, &BYTES).map(ptr::from_ref).or_errno(ptr::null())
}

/// [`open_memstream`] for wide characters: the stream is wide oriented, and its length and positions are numbers of wide
/// characters. POSIX.1-2024 open_wmemstream.
///
/// # Safety
/// As [`open_memstream`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open_wmemstream(address: *mut *mut wchar_t, length: *mut size_t) -> *const File {
    if address.is_null() || length.is_null() {
        return Err(Errno::EINVAL).or_errno(ptr::null());
    }
    let file = open::<wchar_t>(address, length, &WIDE);
    file.inspect(|file| {
        file.orientation.set(1);
        file.encoding.set(Some(Encoding::Utf8));
    })
    .map(ptr::from_ref)
    .or_errno(ptr::null())
}
