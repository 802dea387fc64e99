//! Asking a server over TCP: what has no room in a datagram. Source: RFC 1035 4.2.2, RFC 7766.

use super::exchange::Socket;
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::net::address::socket_address::SocketAddress;
use crate::sys::wrapper::plain;
use core::ffi::c_int;

const SOCK_STREAM: c_int = 1;
const POLLIN: i16 = 1;
const POLLOUT: i16 = 4;
const MSG_NOSIGNAL: c_int = 0x4000;

/// A conversation under way. Each message has its length before it.
pub struct Stream {
    socket: Socket,
    output: Buffer<u8>,
    sent: usize,
    input: Buffer<u8>,
}

impl Stream {
    /// Begins to connect.
    pub fn start(server: &SocketAddress, query: &[u8]) -> Result<Self, Errno> {
        let length = u16::try_from(query.len()).map_err(|_| Errno::EMSGSIZE)?;
        let mut output = Buffer::new();
        output.extend(&length.to_be_bytes())?;
        output.extend(query)?;
        let socket = Socket::open(server, SOCK_STREAM)?;
        match socket.connect(server) {
            Ok(()) | Err(Errno::EINPROGRESS) => Ok(Self { socket, output, sent: 0, input: Buffer::new() }),
            Err(e) => Err(e),
        }
    }

    /// Its descriptor, and what to poll it for.
    pub fn wants(&self) -> (c_int, i16) {
        (self.socket.0, if self.sent < self.output.len() { POLLOUT } else { POLLIN })
    }

    /// Goes on as far as that is possible without waiting. The message, once it is there as a whole.
    pub fn advance(&mut self) -> Result<Option<&[u8]>, Errno> {
        while let Some(rest) = self.output.get(self.sent..).filter(|rest| !rest.is_empty()) {
            // SAFETY: a valid slice.
            let sent = unsafe { plain!(__NR_sendto, self.socket.0, rest.as_ptr(), rest.len(), MSG_NOSIGNAL, 0, 0) };
            match sent {
                Ok(size) => self.sent += size,
                Err(Errno::EAGAIN | Errno::EINTR) => return Ok(None),
                Err(e) => return Err(e),
            }
        }
        loop {
            let whole = match self.input.get(..2) {
                Some(&[high, low]) => 2 + usize::from(u16::from_be_bytes([high, low])),
                _ => 2,
            };
            let missing = whole.saturating_sub(self.input.len());
            if missing == 0 && whole > 2 {
                return Ok(self.input.get(2..whole));
            }
            if missing == 0 {
                return Err(Errno::EBADMSG);
            }
            self.input.reserve(missing)?;
            let (room, _) = self.input.spare();
            // SAFETY: the room is the buffer's own.
            match unsafe { plain!(__NR_recvfrom, self.socket.0, room, missing, 0, 0, 0) } {
                Ok(0) => return Err(Errno::ECONNRESET),
                // SAFETY: the kernel filled them.
                Ok(size) => unsafe { self.input.filled(size) },
                Err(Errno::EAGAIN | Errno::EINTR) => return Ok(None),
                Err(e) => return Err(e),
            }
        }
    }
}
