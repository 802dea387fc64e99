//! Messages with control information. The ABI's lengths are words of 32 bits with a hole behind them, where the kernel
//! has words of 64: the holes must be 0 when it sees them. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::malloc::Buffer;
use crate::sys::wrapper::point;
use crate::types::timespec;
use crate::unistd::io::iovec;
use core::ffi::{c_int, c_uint, c_void};
use core::ptr;

/// `struct msghdr`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Message {
    name: *mut c_void,
    name_size: c_uint,
    pieces: *mut iovec,
    count: c_int,
    _hole: c_int,
    control: *mut c_void,
    control_size: c_uint,
    _other_hole: c_uint,
    flags: c_int,
}

/// `struct mmsghdr`.
#[repr(C)]
pub struct CountedMessage {
    message: Message,
    size: c_uint,
}

/// `struct cmsghdr`.
#[repr(C)]
struct Control {
    size: c_uint,
    _hole: c_uint,
    level: c_int,
    kind: c_int,
}

impl Message {
    fn without_holes(&self) -> Self {
        Self { _hole: 0, _other_hole: 0, ..*self }
    }
}

/// Makes the holes of the control messages in `memory` 0.
fn fill_holes(memory: &mut [u64]) {
    let mut at = 0;
    while let Some(header) = memory.get_mut(at) {
        // The length is the low half on both architectures.
        *header &= 0xffff_ffff;
        let size = *header as usize;
        if size < size_of::<Control>() {
            break;
        }
        at += size.div_ceil(8);
    }
}

/// Sends a message, with control information, to an address. Returns how many bytes, or -1 with `errno` set. A
/// cancellation point. POSIX.1-2024 sendmsg.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendmsg(fd: c_int, message: *const Message, flags: c_int) -> isize {
    // SAFETY: the caller's promise.
    unsafe { send(fd, message, flags) }.c_long() as isize
}

/// # Safety
/// As [`sendmsg`].
unsafe fn send(fd: c_int, message: *const Message, flags: c_int) -> Result<usize, Errno> {
    const ROOM: usize = 512;
    // SAFETY: the caller's promise.
    let mut message = unsafe { (*message).without_holes() };
    let size = message.control_size as usize;
    if message.control.is_null() || size == 0 {
        // SAFETY: the caller's promise.
        return unsafe { point!(__NR_sendmsg, fd, &raw const message, flags) };
    }
    let words = size.div_ceil(8);
    let mut room = [0u64; ROOM];
    let mut more = Buffer::new();
    let copy = if let Some(copy) = room.get_mut(..words) {
        copy
    } else {
        for _ in 0..words {
            more.push(0u64)?;
        }
        &mut more[..]
    };
    // SAFETY: the copy has room for `size` bytes.
    unsafe { ptr::copy_nonoverlapping(message.control.cast::<u8>(), copy.as_mut_ptr().cast(), size) };
    fill_holes(copy);
    message.control = copy.as_mut_ptr().cast();
    // SAFETY: the caller's promise.
    unsafe { point!(__NR_sendmsg, fd, &raw const message, flags) }
}

/// Receives a message, with control information, and who sent it. Returns how many bytes, or -1 with `errno` set. A
/// cancellation point. POSIX.1-2024 recvmsg.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recvmsg(fd: c_int, message: *mut Message, flags: c_int) -> isize {
    // SAFETY: the caller's promise.
    let result = unsafe {
        let mut copy = (*message).without_holes();
        let result = point!(__NR_recvmsg, fd, &raw mut copy, flags);
        if result.is_ok() {
            message.write(copy);
        }
        result
    };
    result.c_long() as isize
}

/// Sends several messages and stores how many bytes of each. Returns how many were sent, or -1 with `errno` set if none
/// was. A cancellation point. sendmmsg(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sendmmsg(fd: c_int, messages: *mut CountedMessage, count: c_uint, flags: c_uint) -> c_int {
    // The kernel takes no more at once.
    const MOST: c_uint = 1024;
    let mut sent = 0;
    for at in 0..count.min(MOST) as usize {
        // SAFETY: the caller's promise.
        let result = unsafe { send(fd, &raw const (*messages.add(at)).message, flags as c_int) };
        match result {
            // SAFETY: the caller's promise.
            Ok(size) => unsafe { (*messages.add(at)).size = size as c_uint },
            Err(e) if sent == 0 => return Err::<(), _>(e).c_int(),
            Err(_) => break,
        }
        sent += 1;
    }
    sent
}

/// Receives several messages, until the time is up. Returns how many, or -1 with `errno` set. A cancellation point.
/// recvmmsg(2).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn recvmmsg(
    fd: c_int,
    messages: *mut CountedMessage,
    count: c_uint,
    flags: c_uint,
    time: *mut timespec,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        for at in 0..count as usize {
            let message = &raw mut (*messages.add(at)).message;
            message.write((*message).without_holes());
        }
        point!(__NR_recvmmsg, fd, messages, count, flags, time).c_int()
    }
}

const _: () = assert!(size_of::<Message>() == 56 && size_of::<CountedMessage>() == 64 && size_of::<Control>() == 16);
