//! An echo server on the loopback interface that forks for each connection. It prints its port, serves as many
//! connections as its argument says (without end if there is none), and then waits for its children.
#![no_std]
#![no_main]

use core::ffi::{c_char, c_int};
use core::{mem, ptr};
use libc_core::program::arguments;
use libc_core::{eprintln, println};

fn failed(what: &str) -> c_int {
    // SAFETY: the address of the thread's own variable.
    eprintln!("echo_server: {what}: error {}", unsafe { *libc::__errno_location() });
    1
}

/// Sends back what comes until the peer has no more to say.
fn echo(connection: c_int) -> Result<(), &'static str> {
    let mut buffer = [0u8; 4096];
    loop {
        // SAFETY: the buffer is as large as that.
        let length = match unsafe { libc::read(connection, buffer.as_mut_ptr().cast(), buffer.len()) } {
            0 => return Ok(()),
            ..0 => return Err("read"),
            length => length as usize,
        };
        let mut rest = buffer.get(..length).unwrap_or(&[]);
        while !rest.is_empty() {
            // SAFETY: the slice is valid. A peer that is gone is an error here, not a signal.
            let sent = unsafe { libc::send(connection, rest.as_ptr().cast(), rest.len(), libc::MSG_NOSIGNAL) };
            if sent < 0 {
                return Err("send");
            }
            rest = rest.get(sent as usize..).unwrap_or(&[]);
        }
    }
}

/// A listening socket and its port.
fn listen() -> Result<(c_int, u16), &'static str> {
    // SAFETY: an address of zeros is a valid one.
    let mut address: libc::sockaddr_in = unsafe { mem::zeroed() };
    address.sin_family = libc::AF_INET as libc::sa_family_t;
    address.sin_addr.s_addr = u32::from_be_bytes([127, 0, 0, 1]).to_be();
    let mut length = size_of_val(&address) as libc::socklen_t;
    let at = (&raw mut address).cast::<libc::sockaddr>();
    // SAFETY: the address is valid, and as long as is said.
    unsafe {
        let socket = libc::socket(libc::AF_INET, libc::SOCK_STREAM | libc::SOCK_CLOEXEC, 0);
        if socket < 0 {
            return Err("socket");
        }
        if libc::bind(socket, at, length) != 0 {
            return Err("bind");
        }
        if libc::listen(socket, 16) != 0 {
            return Err("listen");
        }
        if libc::getsockname(socket, at, &mut length) != 0 {
            return Err("getsockname");
        }
        Ok((socket, u16::from_be(address.sin_port)))
    }
}

/// Serves one connection in a child of its own.
fn serve(socket: c_int) -> Result<(), &'static str> {
    // SAFETY: the peer's address is not asked for.
    let connection = unsafe { libc::accept(socket, ptr::null_mut(), ptr::null_mut()) };
    if connection < 0 {
        return Err("accept");
    }
    // SAFETY: the child uses what it likes of the library.
    let child = unsafe { libc::fork() };
    if child == 0 {
        // SAFETY: the child has no use for it.
        unsafe { libc::close(socket) };
        let result = echo(connection);
        let status = result.map_or_else(failed, |()| 0);
        // SAFETY: ends the child.
        unsafe { libc::exit(status) }
    }
    // SAFETY: the connection is the child's.
    unsafe { libc::close(connection) };
    if child < 0 { Err("fork") } else { Ok(()) }
}

#[unsafe(no_mangle)]
extern "C" fn main(argc: c_int, argv: *const *const c_char) -> c_int {
    // SAFETY: they are `main`'s own.
    let limit = unsafe { arguments(argc, argv) }.nth(1).and_then(|text| text.to_str().ok()?.parse::<u64>().ok());
    let (socket, port) = match listen() {
        Ok(listening) => listening,
        Err(what) => return failed(what),
    };
    println!("{port}");
    // SAFETY: null means all streams. What is buffered would be the children's too.
    unsafe { libc::fflush(ptr::null_mut()) };
    let mut served = 0;
    while limit.is_none_or(|limit| served < limit) {
        if let Err(what) = serve(socket) {
            return failed(what);
        }
        served += 1;
        // SAFETY: children that ended meanwhile are collected.
        while unsafe { libc::waitpid(-1, ptr::null_mut(), libc::WNOHANG) } > 0 {}
    }
    // SAFETY: the status is not asked for.
    while unsafe { libc::wait(ptr::null_mut()) } > 0 {}
    0
}
