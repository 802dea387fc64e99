//! `getopt`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::{Arguments, POSITION, is_silent, message, optarg, opterr, optind, optopt, reset_if_asked};
use crate::sync::atomic::Ordering::Relaxed;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// The next option of the program's arguments: its character; `?` if it is not in `options` or its argument is missing
/// (`:` if `options` begins with a colon); -1 when there is no more. `a:` in `options` takes an argument, `a::` one that
/// must follow directly. With a `-` first, other arguments are options of the character 1. Not thread-safe.
/// POSIX.1-2024 getopt.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getopt(count: c_int, vector: *const *mut c_char, options: *const c_char) -> c_int {
    // SAFETY: the caller's promise.
    next(Arguments { count, vector }, unsafe { CStr::from_ptr(options) }.to_bytes())
}

/// The first character of `text`: its code and its length. A byte that begins none is one itself.
fn character(text: &[u8]) -> (c_int, usize) {
    for length in 1..=text.len().min(4) {
        if let Some(Ok(valid)) = text.get(..length).map(core::str::from_utf8)
            && let Some(character) = valid.chars().next()
        {
            return (character as c_int, length);
        }
    }
    (text.first().map_or(0, |&byte| byte.into()), 1)
}

/// What stands in `options` behind the option that `text` begins with, if it is there.
fn find<'a>(options: &'a [u8], text: &[u8]) -> Option<&'a [u8]> {
    let mut rest = match options {
        [b'+' | b'-', rest @ ..] => rest,
        all => all,
    };
    if text.first() == Some(&b':') {
        return None;
    }
    while !rest.is_empty() {
        let (_, length) = character(rest);
        let (option, behind) = rest.split_at_checked(length)?;
        if option == text {
            return Some(behind);
        }
        rest = behind;
    }
    None
}

/// [`getopt`] inside.
pub fn next(arguments: Arguments, options: &[u8]) -> c_int {
    reset_if_asked();
    let index = optind.load(Relaxed);
    let Some(text) = arguments.text(index) else { return -1 };
    optarg.store(ptr::null_mut(), Relaxed);
    if text.first() != Some(&b'-') {
        if options.first() == Some(&b'-') {
            optarg.store(arguments.get(index).unwrap_or(ptr::null_mut()), Relaxed);
            optind.store(index + 1, Relaxed);
            return 1;
        }
        return -1;
    }
    match text {
        b"-" => return -1,
        b"--" => {
            optind.store(index + 1, Relaxed);
            return -1;
        }
        _ => {}
    }
    // The position may be stale, if the application changed optind.
    let position = usize::try_from(POSITION.load(Relaxed)).ok().filter(|&at| at > 0 && at < text.len()).unwrap_or(1);
    let rest = text.get(position..).unwrap_or_default();
    let (option, length) = character(rest);
    let end = position + length;
    let name = rest.get(..length).unwrap_or_default();
    let at_end = end >= text.len();
    if at_end {
        optind.store(index + 1, Relaxed);
        POSITION.store(0, Relaxed);
    } else {
        POSITION.store(end as c_int, Relaxed);
    }
    let Some(behind) = find(options, name) else {
        optopt.store(option, Relaxed);
        if !is_silent(options) && opterr.load(Relaxed) != 0 {
            message::report(arguments.program(), ": unrecognized option: ", name);
        }
        return c_int::from(b'?');
    };
    if behind.first() != Some(&b':') {
        return option;
    }
    let optional = behind.get(1) == Some(&b':');
    if !at_end {
        optarg.store(arguments.get(index).unwrap_or(ptr::null_mut()).wrapping_add(end), Relaxed);
        optind.store(index + 1, Relaxed);
        POSITION.store(0, Relaxed);
    } else if !optional {
        let Some(argument) = arguments.get(index + 1) else {
            optopt.store(option, Relaxed);
            if is_silent(options) {
                return c_int::from(b':');
            }
            if opterr.load(Relaxed) != 0 {
                message::report(arguments.program(), ": option requires an argument: ", name);
            }
            return c_int::from(b'?');
        };
        optarg.store(argument, Relaxed);
        optind.store(index + 2, Relaxed);
    }
    option
}
