//! `_res`: the configuration, for programs that look at it. What they write there changes nothing. Unless a function
//! says otherwise, it is thread-safe and not async-signal-safe.

use super::config::Config;
use crate::errno::{CReturn, Errno};
use crate::net::address::socket_address::SIZE4;
use core::cell::UnsafeCell;
use core::ffi::{c_char, c_int, c_uint, c_ulong, c_void};
use core::ptr;

const MOST_SERVERS: usize = 3;
const MOST_DOMAINS: usize = 6;
const DOMAINS: usize = 256;

/// `struct __res_state`.
#[repr(C)]
pub struct State {
    retrans: c_int,
    retry: c_int,
    options: c_ulong,
    nscount: c_int,
    servers: [[u8; SIZE4]; MOST_SERVERS],
    id: u16,
    domains: [*mut c_char; MOST_DOMAINS + 1],
    domain_text: [u8; DOMAINS],
    pfcode: c_ulong,
    /// `ndots` in the lowest 4 bits.
    bits: c_uint,
    sort: [[u32; 2]; 10],
    hooks: [*mut c_void; 2],
    h_errno: c_int,
    socket: c_int,
    flags: c_uint,
    more: [u64; 7],
}

const _: () = assert!(size_of::<State>() == 568);

struct Shared(UnsafeCell<State>);
// SAFETY: it is the application's to look at; the library writes there in `res_init` only, and never reads.
unsafe impl Sync for Shared {}

static STATE: Shared = Shared(UnsafeCell::new(State {
    retrans: 0,
    retry: 0,
    options: 0,
    nscount: 0,
    servers: [[0; SIZE4]; MOST_SERVERS],
    id: 0,
    domains: [ptr::null_mut(); MOST_DOMAINS + 1],
    domain_text: [0; DOMAINS],
    pfcode: 0,
    bits: 0,
    sort: [[0; 2]; 10],
    hooks: [ptr::null_mut(); 2],
    h_errno: 0,
    socket: 0,
    flags: 0,
    more: [0; 7],
}));

/// The address of `_res`; what the macro dereferences. Async-signal-safe. resolver(3).
#[unsafe(no_mangle)]
pub extern "C" fn __res_state() -> *mut State {
    STATE.0.get()
}

/// Reads the configuration for programs that look into `_res`; each lookup reads it anew. Returns 0, or -1 with `errno`
/// set. Not thread-safe. resolver(3).
#[unsafe(no_mangle)]
pub extern "C" fn res_init() -> c_int {
    fill().c_int()
}

fn fill() -> Result<(), Errno> {
    const RES_INIT: c_ulong = 1;
    const RES_DEFAULT: c_ulong = 0x8_02c0;
    let config = Config::load()?;
    // SAFETY: the application calls this when nobody looks at it.
    let state = unsafe { &mut *STATE.0.get() };
    state.retrans = config.options.timeout as c_int;
    state.retry = config.options.attempts as c_int;
    state.options = RES_INIT | RES_DEFAULT;
    state.bits = config.options.dots as c_uint & 15;
    let servers = config.servers().iter().filter_map(|server| server.as_bytes().try_into().ok());
    state.nscount = 0;
    for (slot, server) in state.servers.iter_mut().zip(servers) {
        *slot = server;
        state.nscount += 1;
    }
    state.domains = [ptr::null_mut(); MOST_DOMAINS + 1];
    let mut room = &mut state.domain_text[..];
    let domains = super::config_text::domains(&config.search);
    for (slot, domain) in state.domains.iter_mut().take(MOST_DOMAINS).zip(domains) {
        let Some((text, rest)) = room.split_at_mut_checked(domain.len() + 1) else { break };
        room = rest;
        *slot = text.as_mut_ptr().cast();
        for (to, from) in text.iter_mut().zip(domain.iter().chain(b"\0")) {
            *to = *from;
        }
    }
    Ok(())
}
