//! `<uchar.h>`: characters between their multibyte form and UTF-8, UTF-16 and UTF-32. C23 7.30. All are thread-safe when
//! the caller gives the state, and async-signal-safe.

use super::character::{INCOMPLETE, INVALID, decode, wcrtomb};
use super::encoding::Encoding;
use super::partial::{Partial, Step};
use super::state::{Pending, State, mbstate_t};
use crate::errno::{Errno, Outcome};
use crate::locale::encoding;
use crate::sync::atomic::AtomicU32;
use crate::types::wchar_t;
use core::ffi::c_char;
use core::ptr;

/// `(size_t)-3`: the next unit of a character that was used up before.
const CONTINUED: usize = usize::MAX - 2;

/// The next character; `Err` with what the function returns if there is none.
///
/// # Safety
/// As in C.
unsafe fn next(s: *const c_char, n: usize, state: State) -> Result<(u32, usize), usize> {
    // SAFETY: the caller's promise.
    match unsafe { decode(state, encoding(), s, n) } {
        Ok((Some(wide), used)) => Ok((wide, if wide == 0 { 0 } else { used })),
        Ok((None, _)) => Err(INCOMPLETE),
        Err(e) => Err(Err(e).or_errno(INVALID)),
    }
}

/// [`super::character::mbrtowc`] for UTF-32. C23 7.30.2.5.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtoc32(to: *mut u32, s: *const c_char, n: usize, state: *mut mbstate_t) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    let state = unsafe { State::new(state, &OWN) };
    let (s, n, to) = if s.is_null() { (c"".as_ptr(), 1, ptr::null_mut()) } else { (s, n, to) };
    // SAFETY: the caller's promise.
    unsafe {
        match next(s, n, state) {
            Ok((wide, length)) => {
                if !to.is_null() {
                    to.write(wide);
                }
                length
            }
            Err(result) => result,
        }
    }
}

/// [`super::character::mbrtowc`] for UTF-16: the second half of a surrogate pair comes with the next call, which returns
/// `(size_t)-3` and uses no bytes. C23 7.30.2.3.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtoc16(to: *mut u16, s: *const c_char, n: usize, state: *mut mbstate_t) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    let state = unsafe { State::new(state, &OWN) };
    let store = |unit: u16| {
        if !to.is_null() && !s.is_null() {
            // SAFETY: the caller's promise.
            unsafe { to.write(unit) };
        }
    };
    if let Pending::Surrogate(half) = state.get() {
        state.clear();
        if s.is_null() {
            return 0;
        }
        store(half);
        return CONTINUED;
    }
    let (text, n) = if s.is_null() { (c"".as_ptr(), 1) } else { (s, n) };
    // SAFETY: the caller's promise.
    match unsafe { next(text, n, state) } {
        Ok((wide, length)) => {
            if let Some(above) = wide.checked_sub(0x1_0000) {
                store(0xd800 | (above >> 10) as u16);
                state.set(Pending::Surrogate(0xdc00 | (above & 0x3ff) as u16));
            } else {
                store(wide as u16);
            }
            length
        }
        Err(result) => result,
    }
}

/// [`super::character::mbrtowc`] for UTF-8: the second and further units of a character come with the next calls, which
/// return `(size_t)-3` and use no bytes. C23 7.30.2.1.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbrtoc8(to: *mut u8, s: *const c_char, n: usize, state: *mut mbstate_t) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    let state = unsafe { State::new(state, &OWN) };
    let store = |unit: u8| {
        if !to.is_null() && !s.is_null() {
            // SAFETY: the caller's promise.
            unsafe { to.write(unit) };
        }
    };
    if let Pending::Utf8([unit, second, third], count) = state.get() {
        if s.is_null() {
            state.clear();
            return 0;
        }
        store(unit);
        state.set(if count > 1 { Pending::Utf8([second, third, 0], count - 1) } else { Pending::NOTHING });
        return CONTINUED;
    }
    let (text, n) = if s.is_null() { (c"".as_ptr(), 1) } else { (s, n) };
    // SAFETY: the caller's promise.
    match unsafe { next(text, n, state) } {
        Ok((wide, length)) => {
            let mut bytes = [0; 4];
            match Encoding::Utf8.encode(wide, &mut bytes) {
                Ok(count) => {
                    let [first, rest @ ..] = bytes;
                    store(first);
                    if count > 1 {
                        state.set(Pending::Utf8(rest, count - 1));
                    }
                    length
                }
                Err(e) => Err(e).or_errno(INVALID),
            }
        }
        Err(result) => result,
    }
}

/// [`wcrtomb`] for UTF-32. C23 7.30.2.6.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn c32rtomb(s: *mut c_char, unit: u32, state: *mut mbstate_t) -> usize {
    // SAFETY: the caller's promise.
    unsafe { wcrtomb(s, unit as wchar_t, state) }
}

/// [`wcrtomb`] for UTF-16: the first half of a surrogate pair is kept in the state, and 0 is returned. C23 7.30.2.4.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn c16rtomb(s: *mut c_char, unit: u16, state: *mut mbstate_t) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    let state = unsafe { State::new(state, &OWN) };
    let pending = state.get();
    if s.is_null() {
        state.clear();
        return if pending == Pending::NOTHING { 1 } else { Err(Errno::EILSEQ).or_errno(INVALID) };
    }
    let wide = match (pending, unit) {
        (Pending::Surrogate(high), 0xdc00..0xe000) => {
            0x1_0000 + ((u32::from(high) & 0x3ff) << 10 | u32::from(unit) & 0x3ff)
        }
        (Pending::NOTHING, 0xd800..0xdc00) => {
            state.set(Pending::Surrogate(unit));
            return 0;
        }
        // In the "C" locale these are the bytes from 0x80 on.
        (Pending::NOTHING, _) => u32::from(unit),
        _ => {
            state.clear();
            return Err(Errno::EILSEQ).or_errno(INVALID);
        }
    };
    state.clear();
    // SAFETY: the caller's promise.
    unsafe { wcrtomb(s, wide as wchar_t, ptr::null_mut()) }
}

/// [`wcrtomb`] for UTF-8: units are kept in the state until the character is complete, and 0 is returned. C23 7.30.2.2.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn c8rtomb(s: *mut c_char, unit: u8, state: *mut mbstate_t) -> usize {
    static OWN: AtomicU32 = AtomicU32::new(0);
    // SAFETY: the caller's promise.
    let state = unsafe { State::new(state, &OWN) };
    let partial = state.partial();
    if s.is_null() {
        state.clear();
        return if partial == Partial::INITIAL { 1 } else { Err(Errno::EILSEQ).or_errno(INVALID) };
    }
    match partial.step(unit) {
        Step::Complete(wide) => {
            state.clear();
            // SAFETY: the caller's promise.
            unsafe { wcrtomb(s, wide as wchar_t, ptr::null_mut()) }
        }
        Step::Incomplete(more) => {
            state.set(Pending::Bytes(more));
            0
        }
        Step::Invalid => {
            state.clear();
            Err(Errno::EILSEQ).or_errno(INVALID)
        }
    }
}
