//! Asking the kernel for a list. netlink(7).

use super::netlink_message::{DONE, ERROR, Message, messages, number32};
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::net::dns::exchange::Socket;
use crate::sys::nr;
use crate::sys::wrapper::plain;
use core::ffi::c_int;
use core::ptr;

const AF_NETLINK: c_int = 16;
const SOCK_RAW: c_int = 3;
const MSG_TRUNC: c_int = 0x20;
/// `NLM_F_REQUEST | NLM_F_DUMP`.
const LIST: u16 = 0x301;
/// `NLM_F_DUMP_INTR`: the list changed while it was told.
const INTERRUPTED: u16 = 0x10;
/// What the kernel puts into one message at most.
const ROOM: usize = 32768;

/// A connection to the kernel's routing tables.
pub struct Netlink {
    socket: Socket,
    sequence: u32,
}

/// `struct sockaddr_nl`.
#[repr(C)]
struct Address {
    family: u16,
    _hole: u16,
    port: u32,
    groups: u32,
}

impl Netlink {
    /// Opens one.
    pub fn open() -> Result<Self, Errno> {
        let kind = SOCK_RAW | nr::O_CLOEXEC as c_int;
        // SAFETY: makes a descriptor only.
        let fd = unsafe { plain!(__NR_socket, AF_NETLINK, kind, 0) }?;
        Ok(Self { socket: Socket(fd as c_int), sequence: 0 })
    }

    fn ask(&mut self, kind: u16) -> Result<(), Errno> {
        #[repr(C)]
        struct Request {
            size: u32,
            kind: u16,
            flags: u16,
            sequence: u32,
            port: u32,
            /// `AF_UNSPEC`, and what the kernel's structure has more.
            family: [u8; 16],
        }
        self.sequence += 1;
        let size = size_of::<Request>() as u32;
        let request = Request { size, kind, flags: LIST, sequence: self.sequence, port: 0, family: [0; 16] };
        // SAFETY: the request is valid.
        unsafe { plain!(__NR_sendto, self.socket.0, &raw const request, size, 0, 0, 0) }.map(|_| ())
    }

    /// Asks for all things that `kind` asks for and collects the answer's messages; ends with the last one.
    pub fn list(&mut self, kind: u16) -> Result<Buffer<u8>, Errno> {
        const ATTEMPTS: u32 = 8;
        for _ in 0..ATTEMPTS {
            self.ask(kind)?;
            let mut list = Buffer::new();
            if !self.receive(&mut list)? {
                return Ok(list);
            }
        }
        Err(Errno::EAGAIN)
    }

    /// Receives the answer. Whether the list changed meanwhile.
    fn receive(&mut self, list: &mut Buffer<u8>) -> Result<bool, Errno> {
        let mut changed = false;
        loop {
            list.reserve(ROOM)?;
            let (start, _) = list.spare();
            let mut from = Address { family: 0, _hole: 0, port: 0, groups: 0 };
            let mut size = size_of::<Address>() as u32;
            let (from_at, size_at) = (ptr::from_mut(&mut from), ptr::from_mut(&mut size));
            // SAFETY: the buffers are valid.
            let got = match unsafe { plain!(__NR_recvfrom, self.socket.0, start, ROOM, MSG_TRUNC, from_at, size_at) } {
                Ok(0) => return Err(Errno::ENOBUFS),
                Ok(size) if size > ROOM => return Err(Errno::ENOBUFS),
                Ok(size) => size,
                Err(Errno::EINTR) => continue,
                Err(e) => return Err(e),
            };
            // Only the kernel has port 0.
            if from.port != 0 {
                continue;
            }
            // SAFETY: the kernel filled them.
            let received = unsafe { core::slice::from_raw_parts(start, got) };
            let (mut ended, mut failed) = (false, None);
            for message in messages(received).filter(|message| message.sequence == self.sequence) {
                changed |= message.flags & INTERRUPTED != 0;
                match message.kind {
                    DONE => ended = true,
                    ERROR => failed = Some(number32(message.body, 0).unwrap_or(0) as i32),
                    _ => {}
                }
            }
            if let Some(e) = failed {
                return Err(if e < 0 { Errno(-e) } else { Errno::EPROTO });
            }
            // Messages are aligned, and so what follows.
            let padded = got.next_multiple_of(4).min(ROOM);
            // SAFETY: the kernel filled them, or they are within the room and zeroed here.
            unsafe {
                start.add(got).write_bytes(0, padded - got);
                list.filled(padded);
            }
            if ended {
                return Ok(changed);
            }
        }
    }

    /// The messages of a list that are answers to this connection's last request.
    pub fn messages<'a>(&self, list: &'a [u8]) -> impl Iterator<Item = Message<'a>> {
        let sequence = self.sequence;
        messages(list).filter(move |message| message.sequence == sequence && message.kind != DONE)
    }
}
