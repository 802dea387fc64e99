//! One character between its multibyte and its wide form. C23 7.24.7 and 7.31.6. All are thread-safe when the caller
//! gives the state, and async-signal-safe.

use super::encoding::Encoding;
use super::partial::Step;
use super::state::{Pending, State, mbstate_t};
use crate::errno::{Errno, Outcome, set_errno};
use crate::locale::encoding;
use crate::sync::atomic::AtomicU32;
use crate::types::{wchar_t, wint_t};
use core::ffi::{c_char, c_int};
use core::ptr;

/// `(size_t)-1`: no character.
pub const INVALID: usize = usize::MAX;
/// `(size_t)-2`: the bytes are the beginning of one.
pub const INCOMPLETE: usize = usize::MAX - 1;
/// `WEOF` and `EOF`.
const WEOF: wint_t = wint_t::MAX;
const EOF: c_int = -1;

/// Goes on with the character in `state` by at most `n` bytes. The character, or `None` if more bytes are missing, and how
/// many bytes were used. `EILSEQ`, with the state as it was, which C leaves open.
///
/// # Safety
/// `n` bytes, or those up to the end of the character, can be read.
pub unsafe fn decode(
    state: State,
    encoding: Encoding,
    s: *const c_char,
    n: usize,
) -> Result<(Option<u32>, usize), Errno> {
    let mut partial = state.partial();
    for used in 0..n {
        // SAFETY: the caller's promise.
        match encoding.step(partial, unsafe { s.add(used).read() } as u8) {
            Step::Complete(wide) => {
                state.clear();
                return Ok((Some(wide), used + 1));
            }
            Step::Incomplete(more) => partial = more,
            Step::Invalid => {
                state.clear();
                return Err(Errno::EILSEQ);
            }
        }
    }
    state.set(Pending::Bytes(partial));
    Ok((None, n))
}

/// What `mbrtowc` and its relatives return for a decoded character.
fn length(wide: Option<u32>, used: usize) -> usize {
    match wide {
        Some(0) => 0,
        Some(_) => used,
        None => INCOMPLETE,
    }
}

/// The next character of at most `n` bytes, stored in `*to` unless that is null. Returns its length in bytes, 0 for the
/// null character, `(size_t)-2` if all `n` bytes are the beginning of one (kept in the state), or `(size_t)-1` with
/// `errno` EILSEQ. A null `s` asks for the initial state. A null `state` is the function's own. C23 7.31.6.4.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtowc(to: *mut wchar_t, s: *const c_char, n: usize, state: *mut mbstate_t) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    unsafe { decode_to(to, s, n, State::new(state, &OWN)) }
}

/// # Safety
/// As `mbrtowc`.
unsafe fn decode_to(to: *mut wchar_t, s: *const c_char, n: usize, state: State) -> usize {
    if s.is_null() {
        // As if for "", which ends a character that was begun wrongly.
        let pending = state.partial() != super::partial::Partial::INITIAL;
        state.clear();
        return if pending { Err(Errno::EILSEQ).or_errno(INVALID) } else { 0 };
    }
    // SAFETY: the caller's promise.
    unsafe { decode(state, encoding(), s, n) }
        .map(|(wide, used)| {
            if let Some(wide) = wide
                && !to.is_null()
            {
                // SAFETY: the caller's promise.
                unsafe { to.write(wide as wchar_t) };
            }
            length(wide, used)
        })
        .or_errno(INVALID)
}

/// The length of the next character of at most `n` bytes: [`mbrtowc`] without the character. C23 7.31.6.4.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrlen(s: *const c_char, n: usize, state: *mut mbstate_t) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    unsafe { decode_to(ptr::null_mut(), s, n, State::new(state, &OWN)) }
}

/// The character at the beginning of at most `n` bytes, stored in `*to` unless that is null. Returns its length in bytes,
/// 0 for the null character or a null `s` (no encoding here has states), or -1 with `errno` EILSEQ. C23 7.24.7.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbtowc(to: *mut wchar_t, s: *const c_char, n: usize) -> c_int {
    if s.is_null() {
        return 0;
    }
    let fresh = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    match unsafe { decode_to(to, s, n, State::new(ptr::null_mut(), &fresh)) } {
        INVALID => -1,
        INCOMPLETE => {
            set_errno(Errno::EILSEQ);
            -1
        }
        length => length as c_int,
    }
}

/// [`mbtowc`] without the character. C23 7.24.7.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mblen(s: *const c_char, n: usize) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { mbtowc(ptr::null_mut(), s, n) }
}

/// Stores the bytes of `wide` (at most `MB_CUR_MAX`) in `s`. Returns how many, or `(size_t)-1` with `errno` EILSEQ. For a
/// null `s`, 1. C23 7.31.6.4.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wcrtomb(s: *mut c_char, wide: wchar_t, _state: *mut mbstate_t) -> usize {
    if s.is_null() {
        return 1;
    }
    let mut bytes = [0; 4];
    encoding()
        .encode(wide as u32, &mut bytes)
        .inspect(|&length| {
            // SAFETY: the caller's promise: there is room for a character.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), s.cast(), length) };
        })
        .or_errno(INVALID)
}

/// Stores the bytes of `wide` (at most `MB_CUR_MAX`) in `s`. Returns how many, or -1 with `errno` EILSEQ. For a null `s`,
/// 0: no encoding here has states. C23 7.24.7.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn wctomb(s: *mut c_char, wide: wchar_t) -> c_int {
    if s.is_null() {
        return 0;
    }
    // SAFETY: the caller's promise.
    unsafe { wcrtomb(s, wide, ptr::null_mut()) as c_int }
}

/// The character that `byte` is by itself, or `WEOF`. C23 7.31.6.2.1.
#[unsafe(no_mangle)]
pub extern "C" fn btowc(byte: c_int) -> wint_t {
    match byte {
        0..0x80 => byte as wint_t,
        0x80..0x100 if encoding() == Encoding::Bytes => match encoding().decode(|_| byte as u8) {
            Ok((wide, _)) => wide,
            Err(_) => WEOF,
        },
        _ => WEOF,
    }
}

/// The byte that `wide` is by itself, or `EOF`. C23 7.31.6.2.2.
#[unsafe(no_mangle)]
pub extern "C" fn wctob(wide: wint_t) -> c_int {
    let mut bytes = [0; 4];
    match encoding().encode(wide, &mut bytes) {
        Ok(1) => c_int::from(bytes[0]),
        _ => EOF,
    }
}
