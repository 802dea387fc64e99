//! `res_query` and its like: asking for any records. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::config::Config;
use super::config_text::domains;
use super::exchange::{Answer, ask};
use super::message::{HEADER, LONGEST_QUERY, Message, Query, code};
use super::name::{Name, TEXT};
use crate::errno::{CReturn, Errno, Outcome};
use crate::malloc::Buffer;
use crate::net::resolve::h_errno::{HOST_NOT_FOUND, NO_DATA, NO_RECOVERY, TRY_AGAIN, set_h_errno};
use crate::net::resolve::masked;
use crate::stdlib::random::secure::arc4random;
use core::ffi::{CStr, c_char, c_int};
use core::{ptr, slice};

/// Recursion is desired.
pub const RECURSE: u16 = 0x0100;
/// Authentic data is understood.
const AUTHENTIC: u16 = 0x0020;

/// The most that an answer over UDP may have here, in bytes.
pub const DATAGRAM: usize = 4096;

/// A query with a number that nobody can guess.
fn query(operation: u16, name: &[u8], class: c_int, kind: c_int) -> Option<Query> {
    let name = Name::parse(name)?;
    let class = u16::try_from(class).ok()?;
    let kind = u16::try_from(kind).ok()?;
    Some(Query::new(arc4random() as u16, operation << 11 | RECURSE | AUTHENTIC, &name, kind, class))
}

/// Stores a message that asks for records of a name; `data` and `record` are ignored. Returns how many bytes were stored,
/// or -1: the name or a number cannot be, or there is no room. Thread-safe. resolver(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_mkquery(
    operation: c_int,
    name: *const c_char,
    class: c_int,
    kind: c_int,
    _data: *const u8,
    _size: c_int,
    _record: *const u8,
    to: *mut u8,
    room: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    let operation = u16::try_from(operation).ok().filter(|operation| *operation < 16);
    let Some(query) = operation.and_then(|operation| query(operation, name, class, kind)) else { return -1 };
    let query = query.as_slice();
    if usize::try_from(room).unwrap_or(0) < query.len() {
        return -1;
    }
    // SAFETY: the caller's promise: there is room.
    unsafe { ptr::copy_nonoverlapping(query.as_ptr(), to, query.len()) };
    query.len() as c_int
}

/// Asks one question; ETIMEDOUT if nobody answers.
fn exchange(config: &Config, query: &[u8]) -> Result<Buffer<u8>, Errno> {
    let [answer] = ask(config, [Some(query)], DATAGRAM, false)?;
    match answer {
        Answer::Message(message) => Ok(message),
        Answer::Failed(_) | Answer::None => Err(Errno::ETIMEDOUT),
    }
}

/// Stores a message as far as there is room. Its size.
///
/// # Safety
/// There are `room` bytes at `to`.
unsafe fn store(message: &[u8], to: *mut u8, room: c_int) -> usize {
    let size = message.len().min(usize::try_from(room).unwrap_or(0));
    // SAFETY: the caller's promise.
    unsafe { ptr::copy_nonoverlapping(message.as_ptr(), to, size) };
    message.len()
}

/// Sends a message to the name servers and stores as much of the answer as there is room for. Returns the answer's size,
/// or -1 with `errno` ETIMEDOUT (nobody answered, or not but with a failure), EINVAL (no message), or what making a
/// socket meets. Thread-safe; a cancellation point. resolver(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_send(message: *const u8, size: c_int, to: *mut u8, room: c_int) -> c_int {
    let size = usize::try_from(size).unwrap_or(0);
    // SAFETY: the caller's promise.
    let message = if size == 0 { &[] } else { unsafe { slice::from_raw_parts(message, size) } };
    if message.len() < HEADER {
        return Err::<(), _>(Errno::EINVAL).c_int();
    }
    let answer = masked(|| exchange(&Config::load()?, message));
    // SAFETY: the caller's promise.
    answer.map(|answer| unsafe { store(&answer, to, room) }).c_int()
}

/// Why there are no records, as `h_errno` has it.
enum Missing {
    Name,
    Data,
    /// `TRY_AGAIN` or `NO_RECOVERY`, or `errno`.
    Other(c_int, Option<Errno>),
}

/// Asks for records of a name.
fn look_up(config: &Config, name: &[u8], class: c_int, kind: c_int) -> Result<Buffer<u8>, Missing> {
    let query = query(0, name, class, kind).ok_or(Missing::Other(NO_RECOVERY, None))?;
    let answer = exchange(config, query.as_slice()).map_err(|e| Missing::Other(TRY_AGAIN, Some(e)))?;
    let message = Message::new(&answer).ok_or(Missing::Other(TRY_AGAIN, None))?;
    match (message.code(), message.answers()) {
        (code::NO_NAME, _) => Err(Missing::Name),
        (_, 0) => Err(Missing::Data),
        _ => Ok(answer),
    }
}

/// Loads the configuration, lets `asking` ask, stores the answer and returns its size, or -1 with `h_errno` set.
///
/// # Safety
/// There are `room` bytes at `to`.
unsafe fn answer(asking: impl Fn(&Config) -> Result<Buffer<u8>, Missing>, to: *mut u8, room: c_int) -> c_int {
    let outcome = masked(|| {
        let config = Config::load()?;
        Ok(match asking(&config) {
            Err(Missing::Other(_, Some(e @ Errno::ECANCELED))) => return Err(e),
            other => other,
        })
    });
    let (number, e) = match outcome {
        // SAFETY: the caller's promise.
        Ok(Ok(answer)) => return unsafe { store(&answer, to, room) } as c_int,
        Ok(Err(Missing::Name)) => (HOST_NOT_FOUND, None),
        Ok(Err(Missing::Data)) => (NO_DATA, None),
        Ok(Err(Missing::Other(number, e))) => (number, e),
        Err(e) => (NO_RECOVERY, Some(e)),
    };
    set_h_errno(number);
    e.map_or(Ok(-1), Err).or_errno(-1)
}

/// Asks the name servers for records of a name as it is, and stores as much of the answer as there is room for. Returns
/// the answer's size; or -1 with `h_errno` HOST_NOT_FOUND, NO_DATA, NO_RECOVERY or TRY_AGAIN. Thread-safe; a cancellation
/// point. resolver(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_query(name: *const c_char, class: c_int, kind: c_int, to: *mut u8, room: c_int) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let name = CStr::from_ptr(name).to_bytes();
        answer(|config| look_up(config, name, class, kind), to, room)
    }
}

/// A name with a domain behind it.
fn joined(name: &[u8], domain: &[u8]) -> Result<Buffer<u8>, Missing> {
    if name.len() + domain.len() + 1 >= TEXT {
        return Err(Missing::Other(NO_RECOVERY, None));
    }
    let mut joined = Buffer::new();
    let filled = joined.extend(name).and_then(|()| joined.push(b'.')).and_then(|()| joined.extend(domain));
    filled.map(|()| joined).map_err(|e| Missing::Other(TRY_AGAIN, Some(e)))
}

/// [`res_query`] for a name and a domain, a dot between them. resolver(3).
///
/// # Safety
/// As in C; `domain` may be null.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_querydomain(
    name: *const c_char,
    domain: *const c_char,
    class: c_int,
    kind: c_int,
    to: *mut u8,
    room: c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe {
        let name = CStr::from_ptr(name).to_bytes();
        let domain = if domain.is_null() { &[] } else { CStr::from_ptr(domain).to_bytes() };
        answer(
            |config| {
                if domain.is_empty() {
                    return look_up(config, name, class, kind);
                }
                look_up(config, &joined(name, domain)?, class, kind)
            },
            to,
            room,
        )
    }
}

/// [`res_query`] for a name that may be meant in one of the search list's domains: one with a dot at its end, never; one
/// with at least `ndots` dots, if it is not there as it is; any other, before that. resolver(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn res_search(name: *const c_char, class: c_int, kind: c_int, to: *mut u8, room: c_int) -> c_int {
    // SAFETY: the caller's promise.
    let name = unsafe { CStr::from_ptr(name) }.to_bytes();
    let search = |config: &Config| {
        let as_it_is = || look_up(config, name, class, kind);
        if name.ends_with(b".") {
            return as_it_is();
        }
        let mut missing = Missing::Name;
        let mut is_last = |found: Result<Buffer<u8>, Missing>| match found {
            Err(Missing::Name) => None,
            Err(Missing::Data) => {
                missing = Missing::Data;
                None
            }
            found => Some(found),
        };
        let is_first = name.iter().filter(|&&byte| byte == b'.').count() >= config.options.dots;
        if is_first && let Some(found) = is_last(as_it_is()) {
            return found;
        }
        for domain in domains(&config.search) {
            if let Some(found) = is_last(look_up(config, &joined(name, domain)?, class, kind)) {
                return found;
            }
        }
        if !is_first && let Some(found) = is_last(as_it_is()) {
            return found;
        }
        Err(missing)
    };
    // SAFETY: the caller's promise.
    unsafe { answer(search, to, room) }
}

const _: () = assert!(LONGEST_QUERY <= 512);
