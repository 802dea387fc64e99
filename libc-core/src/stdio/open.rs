//! Opening and closing streams.

use super::descriptor;
use super::file::{BUFFER, File, Operations, PUSHBACK, flag};
use crate::errno::{CReturn, Errno, Outcome};
use crate::fs::{AT_FDCWD, DescriptorPath, open::open_at};
use crate::sys::nr::{O_ACCMODE, O_APPEND, O_CLOEXEC, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY};
use crate::sys::wrapper::plain;
use crate::types::pid_t;
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// A stream that the library allocates, and its buffer.
#[repr(C)]
struct Allocated {
    file: File,
    buffer: [u8; PUSHBACK + BUFFER],
}

/// Makes a stream on a descriptor (-1 for one that gets operations) and puts it into the list of open files.
pub(super) fn allocate(flags: u32, fd: c_int) -> Result<&'static File, Errno> {
    let memory = crate::malloc::alloc(Layout::new::<Allocated>()).ok_or(Errno::ENOMEM)?.cast::<Allocated>().as_ptr();
    // SAFETY: fresh memory of this layout. The file lives until `deallocate`.
    unsafe {
        let buffer = (&raw mut (*memory).buffer).cast::<u8>().add(PUSHBACK);
        (&raw mut (*memory).file).write(File::new(flags, fd, buffer, BUFFER));
        let file = &(*memory).file;
        file.release.set(Some(deallocate));
        Ok(file)
    }
}

/// Gives the memory of such a stream back.
///
/// # Safety
/// [`allocate`] made it, and nothing uses it any more.
unsafe fn deallocate(file: &File) {
    super::line::free(file.line.get(), file.line_room.get());
    // SAFETY: the caller's promise.
    unsafe { crate::malloc::dealloc(ptr::from_ref(file).cast_mut().cast(), Layout::new::<Allocated>()) };
}

/// Makes a stream with these operations on a copy of `target`, which they give back when it is closed.
pub(super) fn connect<T>(flags: u32, operations: &'static Operations, target: T) -> Result<&'static File, Errno> {
    let file = allocate(flags, -1)?;
    let Some(memory) = crate::malloc::alloc(Layout::new::<T>()) else {
        // SAFETY: it is not in use yet.
        unsafe { deallocate(file) };
        return Err(Errno::ENOMEM);
    };
    // SAFETY: fresh memory of this layout.
    unsafe { memory.cast::<T>().write(target) };
    file.target.set(memory.as_ptr().cast());
    file.operations.set(Some(operations));
    file.list();
    Ok(file)
}

/// What a mode string says.
#[derive(Clone, Copy)]
pub struct Mode {
    /// `O_*` for open.
    open: c_int,
}

impl Mode {
    /// `r`, `w` or `a`, and behind it in any order `+`, `x`, `e`; other letters (`b`, say) mean nothing. Else EINVAL.
    pub fn parse(mode: &CStr) -> Result<Self, Errno> {
        let mode = mode.to_bytes();
        let has = |letter| mode.contains(&letter);
        let mut open = match mode.first() {
            Some(b'r') => 0,
            Some(b'w') => O_CREAT | O_TRUNC,
            Some(b'a') => O_CREAT | O_APPEND,
            _ => return Err(Errno::EINVAL),
        };
        open |= match (has(b'+'), has(b'r')) {
            (true, _) => O_RDWR,
            (false, true) => O_RDONLY,
            (false, false) => O_WRONLY,
        };
        if has(b'x') {
            open |= O_EXCL;
        }
        if has(b'e') {
            open |= O_CLOEXEC;
        }
        Ok(Self { open: open as c_int })
    }

    /// Whether it has this `O_*`.
    pub fn has(self, bit: u32) -> bool {
        self.open & bit as c_int != 0
    }

    /// Reading, writing or both.
    fn access(self) -> c_int {
        self.open & O_ACCMODE as c_int
    }

    /// The stream's flags.
    pub fn flags(self) -> u32 {
        let mut flags = match self.access() as u32 {
            O_RDONLY => flag::NO_WRITE,
            O_WRONLY => flag::NO_READ | flag::PROBE,
            _ => flag::PROBE,
        };
        if self.has(O_APPEND) {
            flags |= flag::APPEND;
        }
        flags
    }
}

impl File {
    /// Makes a stream on `fd`, as `fdopen`. ENOMEM leaves the descriptor open.
    pub fn from_descriptor(fd: c_int, mode: Mode) -> Result<&'static File, Errno> {
        let file = allocate(mode.flags(), fd)?;
        file.list();
        Ok(file)
    }

    /// The child process that `popen` made for it, 0 if there is none. Source: POSIX.1-2024 pclose.
    pub fn process(&self) -> pid_t {
        self.process.get()
    }

    /// Notes that.
    pub fn set_process(&self, pid: pid_t) {
        self.process.set(pid);
    }

    /// Its descriptor, -1 if it has none.
    pub fn descriptor(&self) -> c_int {
        self.descriptor.get()
    }

    /// Closes the stream, as `fclose`; it is gone, also after an error.
    ///
    /// While the buffer is written out it is a stream like any other, for a forked child too.
    pub fn close(&self) -> Result<(), Errno> {
        let inside = self.lock();
        let flushed = if inside.is_reading() && inside.is_inherited() { Ok(()) } else { inside.synchronise() };
        // What could not be written is lost. Whoever flushes all streams has nothing to do with this one from here on.
        inside.drop_output();
        inside.drop_input();
        let closed = inside.disconnect();
        inside.set(flag::CLOSED | flag::NO_READ | flag::NO_WRITE);
        drop(inside);
        self.unlist();
        flushed.and(closed)
    }

    /// Ends the connection to what the stream is connected to. Inside.
    ///
    /// The stream forgets its descriptor first: as soon as that is closed, another file may have the number, and who
    /// looks at the stream then, `popen` or a forked child, would take that file for the stream's.
    fn disconnect(&self) -> Result<(), Errno> {
        match self.operations.get() {
            None => descriptor::close(self.descriptor.replace(-1)),
            Some(operations) => (operations.close)(self),
        }
    }
}

/// Opens a file and a stream on it. `mode` is `r`, `w` (creates or empties the file) or `a` (creates it, and writes to its
/// end), then any of `+` (both ways), `x` (fails with EEXIST if it exists), `e` (close-on-exec) and `b` (nothing). Null
/// with `errno` EINVAL (another mode), ENOMEM, or what `open` meets. Thread-safe; not async-signal-safe. A cancellation
/// point. C23 7.23.5.3, POSIX.1-2024 fopen.
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fopen(path: *const c_char, mode: *const c_char) -> *const File {
    let open = || {
        // SAFETY: the caller's promise.
        let mode = Mode::parse(unsafe { CStr::from_ptr(mode) })?;
        // SAFETY: the caller's promise.
        let fd = unsafe { open_at(AT_FDCWD, path, mode.open, 0o666) }?;
        File::from_descriptor(fd, mode).inspect_err(|_| {
            let _ = descriptor::close(fd);
        })
    };
    open().map(ptr::from_ref).or_errno(ptr::null())
}

/// Makes a stream on a descriptor, which the stream's closing closes. `mode` is as for [`fopen`], but `w` does not empty
/// the file, and `a` and `e` change the descriptor. Null with `errno` EBADF, EINVAL (another mode, or one that the
/// descriptor does not allow) or ENOMEM. Thread-safe; not async-signal-safe. POSIX.1-2024 fdopen.
///
/// # Safety
/// `mode` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn fdopen(fd: c_int, mode: *const c_char) -> *const File {
    let open = || {
        // SAFETY: the caller's promise.
        let mode = Mode::parse(unsafe { CStr::from_ptr(mode) })?;
        adapt(fd, mode)?;
        File::from_descriptor(fd, mode)
    };
    open().map(ptr::from_ref).or_errno(ptr::null())
}

const F_SETFD: c_int = 2;
const F_GETFL: c_int = 3;
const F_SETFL: c_int = 4;
const FD_CLOEXEC: c_int = 1;

/// Makes an open descriptor as `mode` says, if its access allows that. EBADF, EINVAL.
fn adapt(fd: c_int, mode: Mode) -> Result<(), Errno> {
    // SAFETY: no memory is involved.
    unsafe {
        let flags = plain!(__NR_fcntl, fd, F_GETFL)? as c_int;
        let access = flags & O_ACCMODE as c_int;
        if access != O_RDWR as c_int && access != mode.access() {
            return Err(Errno::EINVAL);
        }
        if mode.has(O_APPEND) && flags & O_APPEND as c_int == 0 {
            plain!(__NR_fcntl, fd, F_SETFL, flags | O_APPEND as c_int)?;
        }
        if mode.has(O_CLOEXEC) {
            plain!(__NR_fcntl, fd, F_SETFD, FD_CLOEXEC)?;
        }
    }
    Ok(())
}

/// Closes what the stream is connected to and opens another file for it, as [`fopen`]; its buffer, orientation and
/// indicators are as for a fresh stream. A null `path` means the same file with another mode; not every change is
/// possible (EBADF). On an error the stream is closed, and the result null. The standard streams keep their descriptors.
/// Thread-safe; not async-signal-safe. C23 7.23.5.4, POSIX.1-2024 freopen.
///
/// # Safety
/// `path` is null or a string, `mode` is a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn freopen(path: *const c_char, mode: *const c_char, file: &'static File) -> *const File {
    // SAFETY: the caller's promise.
    let result = unsafe { reopen(path, CStr::from_ptr(mode), file) };
    result.map(|()| ptr::from_ref(file)).or_errno(ptr::null())
}

unsafe fn reopen(path: *const c_char, mode: &CStr, file: &File) -> Result<(), Errno> {
    let inside = file.lock();
    let _ = inside.synchronise();
    inside.drop_output();
    inside.drop_input();
    let connect = || {
        let mode = Mode::parse(mode)?;
        if path.is_null() {
            again(&inside, mode)?;
        } else {
            // Opening a FIFO, say, waits for another process.
            // SAFETY: the caller's promise.
            let fd = crate::sync::section::parked(|| unsafe {
                plain!(__NR_openat, AT_FDCWD, path, mode.open | crate::sys::nr::O_LARGEFILE as c_int, 0o666)
            })? as c_int;
            replace(&inside, fd, mode)?;
        }
        Ok(mode)
    };
    match connect() {
        Ok(mode) => {
            let kept = inside.flags.get() & (flag::BY_CALLER | flag::FOREIGN);
            inside.flags.set(kept | mode.flags());
            inside.orientation.set(0);
            Ok(())
        }
        Err(e) => {
            drop(inside);
            let _ = file.close();
            Err(e)
        }
    }
}

/// Puts `fd` into the place of what the stream is connected to.
fn replace(file: &File, fd: c_int, mode: Mode) -> Result<(), Errno> {
    let old = file.descriptor.get();
    if file.operations.get().is_some() || old < 0 {
        let _ = file.disconnect();
        file.operations.set(None);
        file.target.set(ptr::null_mut());
        file.descriptor.set(fd);
        return Ok(());
    }
    // The file may take the number itself, where the application closed it behind the stream's back.
    if fd != old {
        // SAFETY: no memory is involved.
        let moved = unsafe { plain!(__NR_dup3, fd, old, mode.open & O_CLOEXEC as c_int) };
        let _ = descriptor::close(fd);
        moved?;
    }
    Ok(())
}

/// The same file with another mode.
fn again(file: &File, mode: Mode) -> Result<(), Errno> {
    let fd = file.descriptor.get();
    if fd < 0 || file.operations.get().is_some() {
        return Err(Errno::EBADF);
    }
    // SAFETY: no memory is involved.
    let flags = unsafe { plain!(__NR_fcntl, fd, F_GETFL) }? as c_int;
    let access = flags & O_ACCMODE as c_int;
    if access == mode.access() && !mode.has(O_TRUNC) {
        let append = O_APPEND as c_int;
        // SAFETY: as above.
        unsafe {
            plain!(__NR_fcntl, fd, F_SETFL, flags & !append | mode.open & append)?;
            plain!(__NR_fcntl, fd, F_SETFD, if mode.has(O_CLOEXEC) { FD_CLOEXEC } else { 0 })?;
        }
        return Ok(());
    }
    let path = DescriptorPath::new(fd);
    // The file exists; O_EXCL would refuse it.
    let flags = mode.open & !(O_EXCL as c_int);
    // SAFETY: a string.
    let new = crate::sync::section::parked(|| unsafe { plain!(__NR_openat, AT_FDCWD, path.as_ptr(), flags, 0o666) });
    match new {
        Ok(new) => replace(file, new as c_int, mode),
        Err(_) => Err(Errno::EBADF),
    }
}

/// Closes a stream: writes its output out, and closes what it is connected to. It is gone, also after an error. Returns
/// 0, or EOF with `errno` what `fflush` or `close` met. Thread-safe; not async-signal-safe. C23 7.23.5.1,
/// POSIX.1-2024 fclose.
#[unsafe(no_mangle)]
pub extern "C" fn fclose(file: &File) -> c_int {
    file.close().c_int()
}
