//! `popen`: a stream from or to a shell's command. The streams are in stdio's list of open files; there is no other
//! state. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::exec::SHELL;
use super::spawn::{FileActions, spawn};
use super::wait;
use crate::errno::{CReturn, Errno, Outcome};
use crate::malloc::Buffer;
use crate::stdio::File;
use crate::stdio::open::Mode;
use crate::stdio::open_files::for_each;
use crate::stdlib::environment::Snapshot;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// The two ends of a pipe; they are closed when this goes, but for one that is given away.
struct Pipe([c_int; 2]);

impl Pipe {
    fn new() -> Result<Self, Errno> {
        let mut ends = [-1; 2];
        // SAFETY: the array is valid.
        unsafe { plain!(__NR_pipe2, ends.as_mut_ptr(), nr::O_CLOEXEC) }?;
        Ok(Pipe(ends))
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        for fd in self.0 {
            if fd >= 0 {
                // SAFETY: the descriptor is our own.
                let _ = unsafe { plain!(__NR_close, fd) };
            }
        }
    }
}

/// The actions are freed when this goes.
struct Actions(FileActions);

impl Drop for Actions {
    fn drop(&mut self) {
        self.0.clear();
    }
}

/// Lets a shell run `command`, with its output to (`mode` is `r`) or its input from (`w`) the stream that is returned; with
/// `e` behind it, the stream's descriptor is closed on exec. The command does not get the streams of earlier calls. Null
/// with `errno` EINVAL (another mode), EAGAIN, EMFILE, ENOMEM... Thread-safe. POSIX.1-2024 popen.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn popen(command: *const c_char, mode: *const c_char) -> *const File {
    // SAFETY: the caller's promise.
    unsafe { open(command, CStr::from_ptr(mode)) }.map(ptr::from_ref).or_errno(ptr::null())
}

/// # Safety
/// `command` is a string.
unsafe fn open(command: *const c_char, mode: &CStr) -> Result<&'static File, Errno> {
    let (reads, keeps) = match mode.to_bytes() {
        b"r" => (true, false),
        b"w" => (false, false),
        b"re" | b"er" => (true, true),
        b"we" | b"ew" => (false, true),
        _ => return Err(Errno::EINVAL),
    };
    let mut pipe = Pipe::new()?;
    let [read_end, write_end] = pipe.0;
    let (own, theirs, standard) = if reads { (read_end, write_end, 1) } else { (write_end, read_end, 0) };
    let file = File::from_descriptor(own, Mode::parse(if reads { c"r" } else { c"w" })?)?;
    // From here on closing the stream closes the descriptor.
    pipe.0 = [-1, theirs];
    // SAFETY: the caller's promise.
    match unsafe { start(command, theirs, standard) } {
        Ok(pid) => {
            file.set_process(pid);
            if !keeps {
                // SAFETY: a descriptor only.
                let _ = unsafe { plain!(__NR_fcntl, own, nr::F_SETFD, 0) };
            }
            Ok(file)
        }
        Err(e) => {
            let _ = file.close();
            Err(e)
        }
    }
}

/// Starts the shell with `end` as its descriptor `standard`.
///
/// # Safety
/// `command` is a string.
unsafe fn start(command: *const c_char, end: c_int, standard: c_int) -> Result<c_int, Errno> {
    let mut actions = Actions(FileActions::new());
    let mut others = Buffer::new();
    let mut noted = Ok(());
    for_each(|file| {
        if file.process() != 0 && noted.is_ok() {
            noted = others.push(file.descriptor());
        }
    });
    noted?;
    for &fd in others.iter() {
        if fd >= 0 {
            actions.0.add_close(fd)?;
        }
    }
    actions.0.add_dup2(end, standard)?;
    let environment = Snapshot::take()?;
    let arguments = [c"sh".as_ptr(), c"-c".as_ptr(), c"--".as_ptr(), command, ptr::null()];
    // SAFETY: the vectors are valid.
    unsafe { spawn(SHELL.as_ptr(), false, Some(&actions.0), None, arguments.as_ptr(), environment.vector()) }
}

/// Closes a stream that [`popen`] opened, and waits for its command. Returns its wait status, or -1 with `errno` ECHILD
/// if there is none. Thread-safe. POSIX.1-2024 pclose.
#[unsafe(no_mangle)]
pub extern "C" fn pclose(file: &File) -> c_int {
    let pid = file.process();
    let _ = file.close();
    let result = if pid > 0 { wait::status_of(pid) } else { Err(Errno::ECHILD) };
    result.c_int()
}
