//! `getopt_long`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::{Arguments, is_silent, message, optarg, opterr, optind, optopt, reset_if_asked, short};
use crate::stdlib::environment;
use crate::sync::atomic::Ordering::Relaxed;
use core::ffi::{CStr, c_char, c_int};
use core::ptr;

/// `struct option`.
#[repr(C)]
pub struct LongOption {
    name: *const c_char,
    has_arg: c_int,
    flag: *mut c_int,
    val: c_int,
}

const NO_ARGUMENT: c_int = 0;
const REQUIRED_ARGUMENT: c_int = 1;

/// `getopt` with long options too: `--name`, `--name=argument`, also shortened as far as only one begins so. For one it
/// returns `val`, or stores that in `*flag` and returns 0; its index goes to `*index`, if that is not null. Arguments that
/// are no options are moved behind the options, unless `options` begins with `+` or `-` or the environment has
/// `POSIXLY_CORRECT`. Not thread-safe. getopt_long(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getopt_long(
    count: c_int,
    vector: *const *mut c_char,
    options: *const c_char,
    long: *const LongOption,
    index: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { parse(Arguments { count, vector }, CStr::from_ptr(options).to_bytes(), long, index, false) }
}

/// [`getopt_long`], where one dash is enough for a long option. getopt_long_only(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn getopt_long_only(
    count: c_int,
    vector: *const *mut c_char,
    options: *const c_char,
    long: *const LongOption,
    index: *mut c_int,
) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { parse(Arguments { count, vector }, CStr::from_ptr(options).to_bytes(), long, index, true) }
}

/// # Safety
/// As [`getopt_long`].
unsafe fn parse(
    arguments: Arguments,
    options: &[u8],
    long: *const LongOption,
    index: *mut c_int,
    one_dash: bool,
) -> c_int {
    reset_if_asked();
    let first = optind.load(Relaxed);
    if arguments.get(first).is_none() {
        return -1;
    }
    let mut at = first;
    if !matches!(options, [b'+' | b'-', ..]) && environment::get(b"POSIXLY_CORRECT").is_none() {
        loop {
            match arguments.text(at) {
                None => return -1,
                Some([b'-', _, ..]) => break,
                Some(_) => at += 1,
            }
        }
        optind.store(at, Relaxed);
    }
    // SAFETY: the caller's promise.
    let result = unsafe { parse_here(arguments, options, long, index, one_dash) };
    if at > first {
        // What was skipped goes behind what was just parsed.
        let parsed = optind.load(Relaxed) - at;
        for _ in 0..parsed {
            // SAFETY: both indices are of arguments; the vector is the application's to be changed.
            unsafe { move_down(arguments.vector.cast_mut(), first, optind.load(Relaxed) - 1) };
        }
        optind.store(first + parsed, Relaxed);
    }
    result
}

/// Moves the element at `from` to `to`, which is before it, and those between one up.
///
/// # Safety
/// Both are in the array.
unsafe fn move_down(vector: *mut *mut c_char, to: c_int, from: c_int) {
    // SAFETY: the caller's promise.
    unsafe {
        let moved = vector.offset(from as isize).read();
        let start = vector.offset(to as isize);
        ptr::copy(start, start.add(1), (from - to) as usize);
        start.write(moved);
    }
}

/// What `name` stands for among the long options.
enum Found {
    Nothing,
    One(c_int),
    Several,
}

/// # Safety
/// The options end with a null name.
unsafe fn find(long: *const LongOption, name: &[u8]) -> Found {
    let mut found = Found::Nothing;
    for index in 0.. {
        // SAFETY: the caller's promise.
        let option = unsafe { &*long.offset(index as isize) };
        if option.name.is_null() {
            break;
        }
        // SAFETY: names are strings.
        let candidate = unsafe { CStr::from_ptr(option.name) }.to_bytes();
        if candidate == name {
            return Found::One(index);
        }
        if candidate.starts_with(name) {
            found = match found {
                Found::Nothing => Found::One(index),
                // SAFETY: both were found in the array.
                Found::One(other) if unsafe { same(long, other, index) } => Found::One(other),
                _ => Found::Several,
            };
        }
    }
    found
}

/// Whether two long options mean the same.
///
/// # Safety
/// Both are in the array.
unsafe fn same(long: *const LongOption, a: c_int, b: c_int) -> bool {
    // SAFETY: the caller's promise.
    let (a, b) = unsafe { (&*long.offset(a as isize), &*long.offset(b as isize)) };
    (a.has_arg, a.flag, a.val) == (b.has_arg, b.flag, b.val)
}

/// Parses the argument at `optind`.
///
/// # Safety
/// As [`getopt_long`].
unsafe fn parse_here(
    arguments: Arguments,
    options: &[u8],
    long: *const LongOption,
    index: *mut c_int,
    one_dash: bool,
) -> c_int {
    optarg.store(ptr::null_mut(), Relaxed);
    let at = optind.load(Relaxed);
    let text = arguments.text(at).unwrap_or_default();
    let (dashes, written) = match text {
        [b'-', b'-', rest @ ..] if !rest.is_empty() => (2, rest),
        [b'-', rest @ ..] if one_dash && !rest.is_empty() && rest != b"-" => (1, rest),
        _ => return short::next(arguments, options),
    };
    if long.is_null() || super::POSITION.load(Relaxed) > 1 {
        return short::next(arguments, options);
    }
    let length = written.iter().position(|&byte| byte == b'=').unwrap_or(written.len());
    let name = written.get(..length).unwrap_or(written);
    // SAFETY: the caller's promise.
    let mut found = unsafe { find(long, name) };
    // A single character behind a single dash is a short option, if there is such a one.
    if dashes == 1 && name.len() == 1 && name.first().is_some_and(|byte| options.contains(byte)) {
        found = Found::Nothing;
    }
    let silent = is_silent(options);
    let complain = |message: &str, option: &[u8]| {
        if !silent && opterr.load(Relaxed) != 0 {
            message::report(arguments.program(), message, option);
        }
        c_int::from(b'?')
    };
    let which = match found {
        Found::One(which) => which,
        _ if dashes == 1 => return short::next(arguments, options),
        Found::Nothing | Found::Several => {
            optopt.store(0, Relaxed);
            optind.store(at + 1, Relaxed);
            let several = matches!(found, Found::Several);
            return complain(if several { ": option is ambiguous: " } else { ": unrecognized option: " }, written);
        }
    };
    // SAFETY: `find` found it.
    let option = unsafe { &*long.offset(which as isize) };
    // SAFETY: names are strings.
    let full_name = unsafe { CStr::from_ptr(option.name) }.to_bytes();
    optind.store(at + 1, Relaxed);
    if length < written.len() {
        if option.has_arg == NO_ARGUMENT {
            optopt.store(option.val, Relaxed);
            return complain(": option does not take an argument: ", full_name);
        }
        let argument = arguments.get(at).unwrap_or(ptr::null_mut());
        optarg.store(argument.wrapping_add(dashes + length + 1), Relaxed);
    } else if option.has_arg == REQUIRED_ARGUMENT {
        let Some(argument) = arguments.get(at + 1) else {
            optopt.store(option.val, Relaxed);
            return if silent { c_int::from(b':') } else { complain(": option requires an argument: ", full_name) };
        };
        optarg.store(argument, Relaxed);
        optind.store(at + 2, Relaxed);
    }
    // SAFETY: the caller's promise.
    unsafe {
        if !index.is_null() {
            index.write(which);
        }
        if option.flag.is_null() {
            return option.val;
        }
        option.flag.write(option.val);
    }
    0
}
