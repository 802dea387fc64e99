//! `gethostbyname` and its like: one family, and a result in memory that the next call overwrites, or in the caller's.
//! Those with a result in static memory, and those that go on where the last call stopped, are not thread-safe; the
//! ones named `_r` are. None is async-signal-safe.

use super::cancellation::masked_lookup;
use super::failure::Failure;
use super::h_errno::{HOST_NOT_FOUND, NO_DATA, NO_RECOVERY, TRY_AGAIN, set_h_errno};
use super::host_entry::{Hostent, entry};
use super::lookup::{Found, How, find};
use super::reverse::find_names;
use crate::errno::{Errno, Outcome, set_errno};
use crate::net::address::{AF_INET, AF_INET6, Address};
use crate::net::databases::hosts;
use crate::net::databases::kept::Kept;
use crate::net::databases::walk::Walk;
use crate::users::lines::Room;
use core::ffi::{CStr, c_char, c_int, c_uint, c_void};
use core::{ptr, slice};

static KEPT: Kept = Kept::new();
static WALK: Walk = Walk::new();

/// `NETDB_INTERNAL`: see `errno`.
const INTERNAL: c_int = -1;

/// Why there is no entry: `h_errno`, and an error number if it is more than that there is none.
struct Missing(c_int, Option<Errno>);

impl From<Failure> for Missing {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Name => Self(HOST_NOT_FOUND, None),
            Failure::Data => Self(NO_DATA, None),
            Failure::Again => Self(TRY_AGAIN, Some(Errno::EAGAIN)),
            Failure::Memory => Self(NO_RECOVERY, Some(Errno::ENOMEM)),
            Failure::System(e) => Self(NO_RECOVERY, Some(e)),
            Failure::Family => Self(NO_RECOVERY, Some(Errno::EAFNOSUPPORT)),
            _ => Self(NO_RECOVERY, Some(Errno::EBADMSG)),
        }
    }
}

fn by_name(name: &[u8], family: c_int) -> Result<Found, Missing> {
    if !matches!(family, AF_INET | AF_INET6) {
        return Err(Failure::Family.into());
    }
    Ok(masked_lookup(|| find(name, How { family, only_numeric: false, mapped: None }))?)
}

/// # Safety
/// There are `size` bytes at `address`.
unsafe fn by_address(address: *const c_void, size: c_uint, family: c_int) -> Result<Found, Missing> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { slice::from_raw_parts(address.cast::<u8>(), size as usize) };
    let wrong = || Missing(NO_RECOVERY, Some(Errno::EINVAL));
    let address = match family {
        AF_INET => Address::v4(bytes.try_into().map_err(|_| wrong())?),
        AF_INET6 => Address::v6(bytes.try_into().map_err(|_| wrong())?, 0),
        _ => return Err(Missing(NO_RECOVERY, Some(Errno::EAFNOSUPPORT))),
    };
    let mut found = masked_lookup(|| find_names(&address))?;
    found.addresses.truncate(0);
    found.addresses.push(address).map_err(Failure::from)?;
    Ok(found)
}

/// What was found in static memory, or null with `h_errno`, and perhaps `errno`, set.
fn kept(found: Result<Found, Missing>, family: c_int) -> *mut Hostent {
    let kept = found
        .and_then(|found| KEPT.keep(|room| entry(&found, family, room)).map_err(|e| Missing(NO_RECOVERY, Some(e))));
    kept.unwrap_or_else(|Missing(number, e)| {
        set_h_errno(number);
        if let Some(e) = e {
            set_errno(e);
        }
        ptr::null_mut()
    })
}

/// Where a caller wants the result.
struct Place {
    entry: *mut Hostent,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Hostent,
    h_errno: *mut c_int,
}

impl Place {
    /// Stores what was found. Returns what the `_r` functions return.
    ///
    /// # Safety
    /// The pointers are valid.
    unsafe fn store(self, found: Result<Found, Missing>, family: c_int) -> c_int {
        // SAFETY: the caller's promise.
        let stored = found.and_then(|found| unsafe {
            let mut room = Room::new(self.buffer.cast(), self.size);
            entry(&found, family, &mut room).map_err(|e| Missing(INTERNAL, Some(e)))
        });
        // SAFETY: the caller's promise.
        unsafe {
            match stored {
                Ok(entry) => {
                    self.entry.write(entry);
                    self.result.write(self.entry);
                    0
                }
                Err(Missing(number, e)) => {
                    self.result.write(ptr::null_mut());
                    self.h_errno.write(number);
                    e.map_or(0, |e| e.0)
                }
            }
        }
    }
}

/// The host with this name and its IPv4 addresses, valid until the next call; null with `h_errno` HOST_NOT_FOUND, NO_DATA
/// (it has none), NO_RECOVERY or TRY_AGAIN. Not thread-safe; a cancellation point. POSIX.1-2001 gethostbyname.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname(name: *const c_char) -> *mut Hostent {
    // SAFETY: the caller's promise.
    unsafe { gethostbyname2(name, AF_INET) }
}

/// [`gethostbyname`] with a family, `AF_INET` or `AF_INET6`. gethostbyname2(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname2(name: *const c_char, family: c_int) -> *mut Hostent {
    // SAFETY: the caller's promise.
    kept(by_name(unsafe { CStr::from_ptr(name) }.to_bytes(), family), family)
}

/// The host with this address, valid until the next call; null with `h_errno` set. Not thread-safe; a cancellation point.
/// POSIX.1-2001 gethostbyaddr.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyaddr(address: *const c_void, size: c_uint, family: c_int) -> *mut Hostent {
    // SAFETY: the caller's promise.
    kept(unsafe { by_address(address, size, family) }, family)
}

/// [`gethostbyname`] in the caller's memory: the entry in `*to`, what it points to in `size` bytes, in `*result` where the
/// entry is, or null if there is none, and then why in `*number`. Returns 0, also if there is none; or ERANGE (more room
/// is needed), EAGAIN (nobody knows at the moment), EBADMSG, ENOMEM... Thread-safe; a cancellation point.
/// gethostbyname_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname_r(
    name: *const c_char,
    to: *mut Hostent,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Hostent,
    number: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { gethostbyname2_r(name, AF_INET, to, buffer, size, result, number) }
}

/// [`gethostbyname_r`] with a family, `AF_INET` or `AF_INET6`. gethostbyname2_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyname2_r(
    name: *const c_char,
    family: c_int,
    to: *mut Hostent,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Hostent,
    number: *mut c_int,
) -> c_int {
    let place = Place { entry: to, buffer, size, result, h_errno: number };
    // SAFETY: the caller's promise.
    unsafe { place.store(by_name(CStr::from_ptr(name).to_bytes(), family), family) }
}

/// [`gethostbyaddr`] in the caller's memory, as [`gethostbyname_r`]. gethostbyaddr_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gethostbyaddr_r(
    address: *const c_void,
    length: c_uint,
    family: c_int,
    to: *mut Hostent,
    buffer: *mut c_char,
    size: usize,
    result: *mut *mut Hostent,
    number: *mut c_int,
) -> c_int {
    let place = Place { entry: to, buffer, size, result, h_errno: number };
    // SAFETY: the caller's promise.
    unsafe { place.store(by_address(address, length, family), family) }
}

/// Begins the walk through all hosts of `/etc/hosts` anew. POSIX.1-2024 sethostent.
#[unsafe(no_mangle)]
pub extern "C" fn sethostent(_stay_open: c_int) {
    WALK.rewind();
}

/// Ends the walk. POSIX.1-2024 endhostent.
#[unsafe(no_mangle)]
pub extern "C" fn endhostent() {
    WALK.rewind();
}

/// The next host of `/etc/hosts`, with the address of its line, valid until the next call; null at the end, or with
/// `errno` set. Not thread-safe. POSIX.1-2024 gethostent.
#[unsafe(no_mangle)]
pub extern "C" fn gethostent() -> *mut Hostent {
    let next = WALK.next(hosts::PATH, |line| {
        let Some(found) = hosts::parse(line)? else { return Ok(None) };
        let family = found.addresses.first().map_or(AF_INET, |address| address.family);
        KEPT.keep(|room| entry(&found, family, room)).map(Some)
    });
    next.map(|entry| entry.unwrap_or(ptr::null_mut())).or_errno(ptr::null_mut())
}
