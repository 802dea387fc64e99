//! Directory streams. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::errno::{CReturn, Errno, Outcome, set_errno};
use crate::fs::AT_FDCWD;
use crate::fs::open::open_at;
use crate::sync::object_lock::ObjectLock;
use crate::sys::nr;
use crate::sys::wrapper::{plain, syscalls};
use crate::types::off_t;
use core::alloc::Layout;
use core::cell::{Cell, UnsafeCell};
use core::ffi::{CStr, c_char, c_int, c_long, c_void};
use core::ptr;

/// Room for entries: a few hundred.
const ROOM: usize = 16 * 1024;

/// `struct dirent`: the kernel's record. The name is as long as it is.
#[repr(C)]
pub struct Entry {
    /// The file's number.
    pub inode: u64,
    /// The position behind the entry.
    pub offset: off_t,
    /// The size of the record.
    pub size: u16,
    /// `DT_*`.
    pub kind: u8,
    name: [c_char; 256],
}

impl Entry {
    /// The name.
    pub fn name(&self) -> &CStr {
        // SAFETY: the kernel ends it with a null byte.
        unsafe { CStr::from_ptr(self.name.as_ptr()) }
    }
}

/// `DIR`.
pub struct Stream {
    fd: c_int,
    lock: ObjectLock,
    /// The position behind the entry that was returned last.
    position: Cell<off_t>,
    /// Where the next entry is in the buffer, and where they end.
    at: Cell<usize>,
    end: Cell<usize>,
    buffer: UnsafeCell<Records>,
}

#[repr(C, align(8))]
struct Records([u8; ROOM]);

impl Stream {
    /// A stream on a directory's descriptor.
    pub fn new(fd: c_int) -> Result<*mut Stream, Errno> {
        let stream = crate::malloc::alloc(Layout::new::<Stream>()).ok_or(Errno::ENOMEM)?.cast::<Stream>().as_ptr();
        // SAFETY: fresh memory of this layout; the buffer need not be filled.
        unsafe {
            (&raw mut (*stream).fd).write(fd);
            (&raw mut (*stream).lock).write(ObjectLock::new());
            (&raw mut (*stream).position).write(Cell::new(0));
            (&raw mut (*stream).at).write(Cell::new(0));
            (&raw mut (*stream).end).write(Cell::new(0));
        }
        Ok(stream)
    }

    /// The next entry, valid until the next call; `None` at the end. ENOENT too, once the directory is removed, is the end.
    pub fn next(&self) -> Result<Option<&Entry>, Errno> {
        if self.at.get() >= self.end.get() {
            let buffer = self.buffer.get();
            // SAFETY: the buffer is the stream's own.
            match unsafe { plain!(__NR_getdents64, self.fd, buffer, ROOM) } {
                Ok(0) | Err(Errno::ENOENT) => return Ok(None),
                Ok(size) => {
                    self.at.set(0);
                    self.end.set(size);
                }
                Err(e) => return Err(e),
            }
        }
        // SAFETY: the kernel put an aligned record there.
        let entry = unsafe { &*self.buffer.get().cast::<u8>().add(self.at.get()).cast::<Entry>() };
        self.at.set(self.at.get() + usize::from(entry.size));
        self.position.set(entry.offset);
        Ok(Some(entry))
    }

    fn seek(&self, position: off_t) {
        // SAFETY: the descriptor is the stream's own.
        let _ = unsafe { plain!(__NR_lseek, self.fd, position, 0) };
        self.at.set(0);
        self.end.set(0);
        self.position.set(position);
    }
}

/// Closes the stream's descriptor and frees the stream.
///
/// # Safety
/// [`Stream::new`] made it, and nothing uses it any more.
unsafe fn close(stream: *mut Stream) -> Result<usize, Errno> {
    // SAFETY: the caller's promise.
    let closed = unsafe { plain!(__NR_close, (*stream).fd) };
    // SAFETY: `new` allocated it with this layout.
    unsafe { crate::malloc::dealloc(stream.cast(), Layout::new::<Stream>()) };
    match closed {
        Err(Errno::EINTR) => Ok(0),
        other => other,
    }
}

const FLAGS: c_int = (nr::O_RDONLY | nr::O_DIRECTORY | nr::O_CLOEXEC) as c_int;

/// Calls `each` for all entries but `.` and `..` of a directory, as long as it says so.
///
/// # Safety
/// `path` is a string.
pub unsafe fn entries(path: *const c_char, mut each: impl FnMut(&Entry) -> Result<(), Errno>) -> Result<(), Errno> {
    // SAFETY: the caller's promise.
    let stream = unsafe { open(path) }?;
    // SAFETY: just made.
    let opened = unsafe { &*stream };
    let mut result = Ok(());
    while result.is_ok() {
        result = match opened.next() {
            Ok(None) => break,
            Ok(Some(entry)) if matches!(entry.name().to_bytes(), b"." | b"..") => Ok(()),
            Ok(Some(entry)) => each(entry),
            Err(e) => Err(e),
        };
    }
    // SAFETY: our own.
    let _ = unsafe { close(stream) };
    result
}

/// # Safety
/// `path` is a string.
unsafe fn open(path: *const c_char) -> Result<*mut Stream, Errno> {
    // SAFETY: the caller's promise.
    let fd = unsafe { open_at(AT_FDCWD, path, FLAGS, 0) }?;
    Stream::new(fd).inspect_err(|_| {
        // SAFETY: the descriptor is our own.
        let _ = unsafe { plain!(__NR_close, fd) };
    })
}

/// Opens a directory to read it; its descriptor is closed on exec. Null with `errno` EACCES, ELOOP, EMFILE, ENOENT,
/// ENOMEM, ENOTDIR... A cancellation point. Thread-safe. POSIX.1-2024 opendir.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn opendir(path: *const c_char) -> *mut Stream {
    // SAFETY: the caller's promise.
    unsafe { open(path) }.or_errno(ptr::null_mut())
}

/// Makes a stream of a directory's descriptor, which it owns then; it is closed on exec. Null with `errno` EBADF, ENOMEM
/// or ENOTDIR. Thread-safe. POSIX.1-2024 fdopendir.
#[unsafe(no_mangle)]
pub extern "C" fn fdopendir(fd: c_int) -> *mut Stream {
    adopt(fd).or_errno(ptr::null_mut())
}

fn adopt(fd: c_int) -> Result<*mut Stream, Errno> {
    const S_IFMT: u32 = 0o170000;
    const S_IFDIR: u32 = 0o040000;
    let attributes = crate::fs::stat::attributes_of(fd)?;
    // SAFETY: descriptors only.
    let flags = unsafe { plain!(__NR_fcntl, fd, nr::F_GETFL, 0) }? as u32;
    if flags & nr::O_PATH != 0 || flags & nr::O_ACCMODE == nr::O_WRONLY {
        return Err(Errno::EBADF);
    }
    if attributes.st_mode & S_IFMT != S_IFDIR {
        return Err(Errno::ENOTDIR);
    }
    let stream = Stream::new(fd)?;
    // SAFETY: as above.
    let _ = unsafe { plain!(__NR_fcntl, fd, nr::F_SETFD, nr::FD_CLOEXEC) };
    Ok(stream)
}

/// Closes a directory stream. Returns 0, or -1 with `errno` EBADF. Thread-safe. POSIX.1-2024 closedir.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn closedir(stream: *mut Stream) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { close(stream) }.c_int()
}

/// A directory stream's descriptor. POSIX.1-2024 dirfd.
#[unsafe(no_mangle)]
pub extern "C" fn dirfd(stream: &Stream) -> c_int {
    stream.fd
}

/// The next entry, valid until the next call for this stream; null at the end, or with `errno` set (EBADF, EOVERFLOW).
/// Thread-safe for different streams. POSIX.1-2024 readdir.
#[unsafe(no_mangle)]
pub extern "C" fn readdir(stream: &Stream) -> *const Entry {
    match stream.next() {
        Ok(entry) => entry.map_or(ptr::null(), ptr::from_ref),
        Err(e) => {
            set_errno(e);
            ptr::null()
        }
    }
}

/// Copies the next entry to `*entry`, and sets `*result` to that, or to null at the end. Returns 0 or an error number.
/// Thread-safe, for one stream too. POSIX.1-2017 readdir_r.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn readdir_r(stream: &Stream, entry: *mut Entry, result: *mut *mut Entry) -> c_int {
    stream.lock.with(|| match stream.next() {
        Ok(found) => {
            // SAFETY: the caller's promise; a record is no larger than the structure.
            unsafe {
                if let Some(found) = found {
                    let size = usize::from(found.size).min(size_of::<Entry>());
                    ptr::copy_nonoverlapping(ptr::from_ref(found).cast::<u8>(), entry.cast(), size);
                }
                result.write(if found.is_some() { entry } else { ptr::null_mut() });
            }
            0
        }
        Err(e) => {
            // SAFETY: the caller's promise.
            unsafe { result.write(ptr::null_mut()) };
            e.0
        }
    })
}

/// Goes back to the directory's beginning, and sees what has changed. POSIX.1-2024 rewinddir.
#[unsafe(no_mangle)]
pub extern "C" fn rewinddir(stream: &Stream) {
    stream.lock.with(|| stream.seek(0));
}

/// Goes to a position that `telldir` told. POSIX.1-2024 seekdir.
#[unsafe(no_mangle)]
pub extern "C" fn seekdir(stream: &Stream, position: c_long) {
    stream.lock.with(|| stream.seek(position));
}

/// The position of the next entry. POSIX.1-2024 telldir.
#[unsafe(no_mangle)]
pub extern "C" fn telldir(stream: &Stream) -> c_long {
    stream.position.get()
}

syscalls! {
    /// Reads entries, as `struct dirent` with names as long as they are, into `size` bytes. Returns how many bytes, 0 at
    /// the end, or -1 with `errno` EBADF, EINVAL (too small), ENOENT, ENOTDIR. getdents(2).
    plain fn getdents(fd: c_int, buffer: *mut c_void, size: usize) -> c_int
        = __NR_getdents64(fd, buffer, size.min(c_int::MAX as usize));
}

/// [`getdents`] with flags, of which there are none yet (EOPNOTSUPP). POSIX.1-2024 posix_getdents.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn posix_getdents(fd: c_int, buffer: *mut c_void, size: usize, flags: c_int) -> isize {
    if flags != 0 {
        return Err::<(), _>(Errno::EOPNOTSUPP).c_long() as isize;
    }
    // SAFETY: the caller's promise.
    unsafe { plain!(__NR_getdents64, fd, buffer, size.min(c_int::MAX as usize)) }.c_long() as isize
}

const _: () = assert!(size_of::<Entry>() == 280);
