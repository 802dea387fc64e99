//! Sockets. All are thread-safe and async-signal-safe.

use crate::errno::{CReturn, Errno};
use crate::sys::wrapper::{plain, syscalls};
use core::ffi::{c_int, c_uint, c_void};

syscalls! {
    /// Makes a socket; with `SOCK_CLOEXEC`, `SOCK_NONBLOCK`. Returns the descriptor, or -1 with `errno` EAFNOSUPPORT,
    /// EMFILE, EPROTONOSUPPORT... Async-signal-safe. POSIX.1-2024 socket.
    plain fn socket(domain: c_int, kind: c_int, protocol: c_int) -> c_int = __NR_socket(domain, kind, protocol);
    /// Makes two sockets that are connected. POSIX.1-2024 socketpair.
    plain fn socketpair(domain: c_int, kind: c_int, protocol: c_int, ends: *mut c_int) -> c_int
        = __NR_socketpair(domain, kind, protocol, ends);
    /// Ends sending, receiving or both. POSIX.1-2024 shutdown.
    plain fn shutdown(fd: c_int, how: c_int) -> c_int = __NR_shutdown(fd, how);
    /// Gives a socket an address. POSIX.1-2024 bind.
    plain fn bind(fd: c_int, address: *const c_void, size: c_uint) -> c_int = __NR_bind(fd, address, size);
    /// Connects a socket. -1 with `errno` EINPROGRESS if that goes on. A cancellation point. POSIX.1-2024 connect.
    point fn connect(fd: c_int, address: *const c_void, size: c_uint) -> c_int = __NR_connect(fd, address, size);
    /// Lets a socket accept connections. POSIX.1-2024 listen.
    plain fn listen(fd: c_int, backlog: c_int) -> c_int = __NR_listen(fd, backlog);
    /// Takes a connection. A cancellation point. POSIX.1-2024 accept.
    point fn accept(fd: c_int, address: *mut c_void, size: *mut c_uint) -> c_int = __NR_accept4(fd, address, size, 0);
    /// [`accept`] with `SOCK_CLOEXEC`, `SOCK_NONBLOCK`. A cancellation point. POSIX.1-2024 accept4.
    point fn accept4(fd: c_int, address: *mut c_void, size: *mut c_uint, flags: c_int) -> c_int
        = __NR_accept4(fd, address, size, flags);
    /// A socket's address. POSIX.1-2024 getsockname.
    plain fn getsockname(fd: c_int, address: *mut c_void, size: *mut c_uint) -> c_int
        = __NR_getsockname(fd, address, size);
    /// The address that a socket is connected to. POSIX.1-2024 getpeername.
    plain fn getpeername(fd: c_int, address: *mut c_void, size: *mut c_uint) -> c_int
        = __NR_getpeername(fd, address, size);
    /// Sends on a connected socket. A cancellation point. POSIX.1-2024 send.
    point fn send(fd: c_int, from: *const c_void, size: usize, flags: c_int) -> isize
        = __NR_sendto(fd, from, size, flags, 0, 0);
    /// Sends to an address. A cancellation point. POSIX.1-2024 sendto.
    point fn sendto(fd: c_int, from: *const c_void, size: usize, flags: c_int, address: *const c_void, length: c_uint)
        -> isize = __NR_sendto(fd, from, size, flags, address, length);
    /// Receives. A cancellation point. POSIX.1-2024 recv.
    point fn recv(fd: c_int, to: *mut c_void, size: usize, flags: c_int) -> isize
        = __NR_recvfrom(fd, to, size, flags, 0, 0);
    /// Receives, and stores who sent it. A cancellation point. POSIX.1-2024 recvfrom.
    point fn recvfrom(fd: c_int, to: *mut c_void, size: usize, flags: c_int, address: *mut c_void, length: *mut c_uint)
        -> isize = __NR_recvfrom(fd, to, size, flags, address, length);
    /// Stores an option. POSIX.1-2024 getsockopt.
    plain fn getsockopt(fd: c_int, level: c_int, name: c_int, to: *mut c_void, size: *mut c_uint) -> c_int
        = __NR_getsockopt(fd, level, name, to, size);
    /// Sets an option. POSIX.1-2024 setsockopt.
    plain fn setsockopt(fd: c_int, level: c_int, name: c_int, from: *const c_void, size: c_uint) -> c_int
        = __NR_setsockopt(fd, level, name, from, size);
}

/// Whether the next byte is the urgent one: 1 or 0, or -1 with `errno` EBADF or ENOTTY. POSIX.1-2024 sockatmark.
#[unsafe(no_mangle)]
pub extern "C" fn sockatmark(fd: c_int) -> c_int {
    const SIOCATMARK: c_uint = 0x8905;
    let mut answer: c_int = 0;
    // SAFETY: the word is valid.
    let asked: Result<usize, Errno> = unsafe { plain!(__NR_ioctl, fd, SIOCATMARK, &raw mut answer) };
    asked.map(|_| answer).c_int()
}
