//! The world outside: the environment, the users, the shell, the files.

use super::world::World;
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::pattern::glob::{Glob, glob, globfree};
use crate::process::exec::{SHELL, current_environment};
use crate::process::spawn::{FileActions, posix_spawn_file_actions_addopen, spawn};
use crate::process::wait;
use crate::stdlib::environment;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use crate::users;
use core::ffi::{CStr, c_int};
use core::mem::MaybeUninit;
use core::{ptr, slice};

/// The world outside.
pub struct System {
    /// `WRDE_SHOWERR`
    pub shows_errors: bool,
}

/// A descriptor that is closed when this goes.
struct Descriptor(c_int);

impl Drop for Descriptor {
    fn drop(&mut self) {
        if self.0 >= 0 {
            // SAFETY: the descriptor is our own.
            let _ = unsafe { plain!(__NR_close, self.0) };
        }
    }
}

/// Actions that are freed when this goes.
struct Actions(FileActions);

impl Drop for Actions {
    fn drop(&mut self) {
        self.0.clear();
    }
}

impl World for System {
    fn variable(&self, name: &[u8]) -> Option<&[u8]> {
        // SAFETY: the environment's strings stay.
        environment::get(name).map(|value| unsafe { CStr::from_ptr(value) }.to_bytes())
    }

    fn home(&self, user: &[u8]) -> Result<Option<Buffer<u8>>, Errno> {
        if !user.is_empty() {
            return users::home_of(user);
        }
        match self.variable(b"HOME") {
            Some(home) => {
                let mut copy = Buffer::new();
                copy.extend(home)?;
                Ok(Some(copy))
            }
            None => users::own_home(),
        }
    }

    fn output_of(&self, command: &[u8]) -> Result<Buffer<u8>, Errno> {
        let mut text = Buffer::new();
        text.extend(command)?;
        text.push(0)?;
        let mut ends = [-1; 2];
        // SAFETY: the array is valid.
        unsafe { plain!(__NR_pipe2, ends.as_mut_ptr(), nr::O_CLOEXEC) }?;
        let [reader, writer] = ends.map(Descriptor);
        let mut actions = Actions(FileActions::new());
        actions.0.add_dup2(writer.0, 1)?;
        if !self.shows_errors {
            const O_WRONLY: c_int = 1;
            // SAFETY: the object and the path are valid.
            match unsafe { posix_spawn_file_actions_addopen(&mut actions.0, 2, c"/dev/null".as_ptr(), O_WRONLY, 0) } {
                0 => {}
                error => return Err(Errno(error)),
            }
        }
        let arguments = [c"sh".as_ptr(), c"-c".as_ptr(), c"--".as_ptr(), text.as_ptr().cast(), ptr::null()];
        // SAFETY: the vectors are valid.
        let child =
            unsafe { spawn(SHELL.as_ptr(), false, Some(&actions.0), None, arguments.as_ptr(), current_environment()) }?;
        drop(writer);
        let output = read_all(reader.0);
        drop(reader);
        wait::reap(child);
        output
    }

    fn paths(&self, pattern: &[u8], each: &mut dyn FnMut(&[u8]) -> Result<(), Errno>) -> Result<(), Errno> {
        const GLOB_NOSPACE: c_int = 1;
        let mut text = Buffer::new();
        text.extend(pattern)?;
        text.push(0)?;
        let mut found = MaybeUninit::<Glob>::zeroed();
        // SAFETY: the pattern is a string, and all zero is a valid value.
        let found = unsafe { found.assume_init_mut() };
        // SAFETY: as above.
        let result = unsafe { glob(text.as_ptr().cast(), 0, None, found) };
        let mut done = if result == GLOB_NOSPACE { Err(Errno::ENOMEM) } else { Ok(()) };
        if result == 0 {
            // SAFETY: so many paths were stored, which are strings.
            for &path in unsafe { slice::from_raw_parts(found.paths, found.count) } {
                // SAFETY: as above.
                done = done.and_then(|()| each(unsafe { CStr::from_ptr(path) }.to_bytes()));
            }
        }
        // SAFETY: it is what `glob` stored.
        unsafe { globfree(found) };
        done
    }

    fn process(&self) -> i64 {
        // SAFETY: no memory is involved.
        unsafe { plain!(__NR_getpid) }.map_or(0, |pid| pid as i64)
    }

    fn complain(&self, about: &[u8], message: &[u8]) {
        if !self.shows_errors {
            return;
        }
        let mut line = Buffer::new();
        for part in [about, b": ", message, b"\n"] {
            if line.extend(part).is_err() {
                return;
            }
        }
        // SAFETY: the bytes are valid.
        let _ = unsafe { plain!(__NR_write, 2, line.as_ptr(), line.len()) };
    }
}

/// Reads to the end.
fn read_all(fd: c_int) -> Result<Buffer<u8>, Errno> {
    let mut text = Buffer::new();
    loop {
        text.reserve(512)?;
        let (room, size) = text.spare();
        // SAFETY: there is so much room.
        match unsafe { plain!(__NR_read, fd, room, size) } {
            Ok(0) => return Ok(text),
            // SAFETY: so much was read.
            Ok(count) => unsafe { text.filled(count) },
            Err(Errno::EINTR) => {}
            Err(e) => return Err(e),
        }
    }
}
