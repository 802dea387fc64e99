//! `<syslog.h>`: messages to the system's log, by a datagram socket. The connection is shared, behind a lock (rank
//! Syslog) that is held to look at it and to change it only: a message is made and sent without, on a descriptor that
//! stays open as long as the process has it. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

mod line;

use crate::errno::errno;
use crate::process::fork::ranks::Syslog;
use crate::process::start::program_invocation_short_name;
use crate::sync::Lock;
use crate::sync::atomic::Ordering;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use arch::VaList;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;
use line::Line;

const LOG_PID: c_int = 0x01;
const LOG_CONS: c_int = 0x02;
const LOG_NDELAY: c_int = 0x08;
const LOG_PERROR: c_int = 0x20;
const LOG_USER: c_int = 8;
const FACILITIES: c_int = 0x3f8;
const IDENT: usize = 32;

/// What `openlog` said, and the connection.
#[derive(Clone, Copy)]
pub struct State {
    ident: [u8; IDENT],
    options: c_int,
    facility: c_int,
    mask: c_int,
    fd: c_int,
}

/// The one lock.
pub static STATE: Lock<Syslog, State> =
    Lock::new(State { ident: [0; IDENT], options: 0, facility: LOG_USER, mask: 0xff, fd: -1 });

/// `struct sockaddr_un` of the log's socket.
#[repr(C)]
struct Address {
    family: u16,
    path: [u8; 9],
}

static LOG: Address = Address { family: 1, path: *b"/dev/log\0" };

/// Connects, or connects again.
fn connect(state: &mut State) {
    const AF_UNIX: c_int = 1;
    const SOCK_DGRAM: u32 = 2;
    // SAFETY: descriptors, and an address that is valid.
    unsafe {
        if state.fd < 0 {
            let flags = SOCK_DGRAM | nr::O_CLOEXEC;
            state.fd = plain!(__NR_socket, AF_UNIX, flags, 0).map_or(-1, |fd| fd as c_int);
        }
        if state.fd >= 0 {
            let _ = plain!(__NR_connect, state.fd, &raw const LOG, size_of::<Address>());
        }
    }
}

/// Sets the name that messages begin with (at most 31 bytes are kept; the program's own without one), the `LOG_*` options
/// and the facility of messages without one; connects at once with `LOG_NDELAY`. Thread-safe. POSIX.1-2024 openlog.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn openlog(ident: *const c_char, options: c_int, facility: c_int) {
    // SAFETY: the caller's promise.
    let name = if ident.is_null() { &[] } else { unsafe { CStr::from_ptr(ident) }.to_bytes() };
    let mut state = STATE.lock();
    state.ident = [0; IDENT];
    for (to, from) in state.ident.iter_mut().take(IDENT - 1).zip(name) {
        *to = *from;
    }
    state.options = options;
    if facility & FACILITIES != 0 || facility == 0 {
        state.facility = facility & FACILITIES;
    }
    if options & LOG_NDELAY != 0 && state.fd < 0 {
        connect(&mut state);
    }
}

/// Ends the connection; the next message makes a new one. Thread-safe. POSIX.1-2024 closelog.
#[unsafe(no_mangle)]
pub extern "C" fn closelog() {
    let fd = core::mem::replace(&mut STATE.lock().fd, -1);
    if fd >= 0 {
        // SAFETY: the descriptor is our own.
        let _ = unsafe { plain!(__NR_close, fd) };
    }
}

/// Sets which priorities are logged, a bit for each, unless it is 0. Returns the mask before. Thread-safe.
/// POSIX.1-2024 setlogmask.
#[unsafe(no_mangle)]
pub extern "C" fn setlogmask(mask: c_int) -> c_int {
    let mut state = STATE.lock();
    let before = state.mask;
    if mask != 0 {
        state.mask = mask;
    }
    before
}

arch::variadic! {
    /// Logs a message, formatted as by `printf`, with a priority and perhaps a facility. Thread-safe; not
    /// async-signal-safe. POSIX.1-2024 syslog.
    pub fn syslog(2) => vsyslog
}

/// [`syslog`] with the arguments in a list. vsyslog(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn vsyslog(priority: c_int, format: *const c_char, arguments: &mut VaList) {
    // Before anything changes it: `%m` means it.
    let error = errno();
    let state = *STATE.lock();
    if priority & !(FACILITIES | 7) != 0 || state.mask >> (priority & 7) & 1 == 0 {
        return;
    }
    let priority = if priority & FACILITIES == 0 { priority | state.facility } else { priority };
    let mut line = Line::new();
    let head = line.begin(priority);
    let ident = state.ident.split(|&byte| byte == 0).next().unwrap_or_default();
    if ident.is_empty() {
        let name = program_invocation_short_name.load(Ordering::Relaxed);
        if !name.is_null() {
            // SAFETY: start-up set it to a string.
            line.push(unsafe { CStr::from_ptr(name) }.to_bytes());
        }
    } else {
        line.push(ident);
    }
    if state.options & LOG_PID != 0 {
        // SAFETY: asks only.
        let pid = unsafe { plain!(__NR_getpid) }.unwrap_or(0);
        line.push(b"[");
        line.number(pid, 0);
        line.push(b"]");
    }
    line.push(b": ");
    crate::errno::set_errno(error);
    // SAFETY: the caller's promise.
    unsafe { line.format(format, arguments) };
    send(&line, &state, head);
}

/// Sends a message; if the log is not there, it may have been started anew.
fn send(line: &Line, state: &State, head: usize) {
    const MSG_NOSIGNAL: u32 = 0x4000;
    let bytes = line.as_slice();
    let attempt = |fd: c_int| {
        // SAFETY: a valid slice.
        fd >= 0 && unsafe { plain!(__NR_sendto, fd, bytes.as_ptr(), bytes.len(), MSG_NOSIGNAL, 0, 0) }.is_ok()
    };
    let mut sent = attempt(state.fd);
    if !sent {
        let fd = {
            let mut shared = STATE.lock();
            connect(&mut shared);
            shared.fd
        };
        sent = attempt(fd);
    }
    let text = bytes.get(head..).unwrap_or_default();
    if !sent && state.options & LOG_CONS != 0 {
        const FLAGS: u32 = nr::O_WRONLY | nr::O_NOCTTY | nr::O_NONBLOCK;
        // SAFETY: a constant string; the descriptor is our own.
        unsafe {
            if let Ok(fd) = crate::fs::open::open_internally(c"/dev/console".as_ptr(), FLAGS as c_int, 0) {
                write_line(fd, text);
                let _ = plain!(__NR_close, fd);
            }
        }
    }
    if state.options & LOG_PERROR != 0 {
        write_line(2, text);
    }
}

/// Writes a line at once, with one newline at its end.
fn write_line(fd: c_int, text: &[u8]) {
    let newline: &[u8] = if text.last() == Some(&b'\n') { b"" } else { b"\n" };
    let piece = |bytes: &[u8]| crate::unistd::io::iovec {
        iov_base: ptr::from_ref(bytes).cast::<u8>().cast_mut().cast(),
        iov_len: bytes.len(),
    };
    let pieces = [piece(text), piece(newline)];
    // SAFETY: valid slices.
    let _ = unsafe { plain!(__NR_writev, fd, pieces.as_ptr(), pieces.len()) };
}
