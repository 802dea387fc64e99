//! The shells that users may choose: `/etc/shells`. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::lines::Lines;
use crate::errno::Errno;
use crate::errno::Outcome;
use crate::malloc::Buffer;
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char};
use core::ptr;

const PATH: &CStr = c"/etc/shells";

/// What there is without the file.
const DEFAULT: [&CStr; 2] = [c"/bin/sh", c"/bin/csh"];

struct Shared(UnsafeCell<State>);
// SAFETY: the functions are the application's to call one at a time.
unsafe impl Sync for Shared {}

struct State {
    walk: Walk,
    /// What the last call returned, with its null byte.
    shell: Buffer<u8>,
}

enum Walk {
    NotBegun,
    File(Lines),
    /// So many of the default ones were returned.
    Default(usize),
}

static SHARED: Shared = Shared(UnsafeCell::new(State { walk: Walk::NotBegun, shell: Buffer::new() }));

fn state() -> &'static mut State {
    // SAFETY: as above.
    unsafe { &mut *SHARED.0.get() }
}

/// The path that a line begins with: up to white space or a comment.
fn path(line: &[u8]) -> Option<&[u8]> {
    let line = line.trim_ascii_start();
    let end = line.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'#').unwrap_or(line.len());
    line.get(..end).filter(|path| path.starts_with(b"/"))
}

impl State {
    fn next(&mut self) -> Result<Option<*const c_char>, Errno> {
        if matches!(self.walk, Walk::NotBegun) {
            self.walk = Lines::open(PATH).map_or(Walk::Default(0), Walk::File);
        }
        match &mut self.walk {
            Walk::NotBegun => {}
            Walk::Default(count) => {
                let shell = DEFAULT.get(*count).map(|shell| shell.as_ptr());
                *count += usize::from(shell.is_some());
                return Ok(shell);
            }
            Walk::File(lines) => {
                while let Some(line) = lines.next()? {
                    if let Some(path) = path(line) {
                        self.shell.truncate(0);
                        self.shell.extend(path)?;
                        self.shell.push(0)?;
                        return Ok(Some(self.shell.as_ptr().cast()));
                    }
                }
            }
        }
        Ok(None)
    }
}

/// The next path in `/etc/shells`, without comments, or of `/bin/sh` and `/bin/csh` if there is no such file; valid until
/// the next call. Null at the end, or with `errno` set. Not thread-safe. getusershell(3).
#[unsafe(no_mangle)]
pub extern "C" fn getusershell() -> *mut c_char {
    let next = state().next().map(|shell| shell.unwrap_or(ptr::null()));
    next.or_errno(ptr::null()).cast_mut()
}

/// Begins with the first shell again. Not thread-safe. getusershell(3).
#[unsafe(no_mangle)]
pub extern "C" fn setusershell() {
    state().walk = Walk::NotBegun;
}

/// Closes the file. Not thread-safe. getusershell(3).
#[unsafe(no_mangle)]
pub extern "C" fn endusershell() {
    state().walk = Walk::NotBegun;
}
