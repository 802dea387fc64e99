//! Between signals and their names: `sig2str` and `str2sig`.

#[cfg(not(test))]
use core::ffi::{CStr, c_char, c_int};

/// The names without `SIG`, in order; 0 is what shells call EXIT.
const NAMES: [&[u8]; 32] = [
    b"EXIT", b"HUP", b"INT", b"QUIT", b"ILL", b"TRAP", b"ABRT", b"BUS", b"FPE", b"KILL", b"USR1", b"SEGV", b"USR2",
    b"PIPE", b"ALRM", b"TERM", b"STKFLT", b"CHLD", b"CONT", b"STOP", b"TSTP", b"TTIN", b"TTOU", b"URG", b"XCPU",
    b"XFSZ", b"VTALRM", b"PROF", b"WINCH", b"IO", b"PWR", b"SYS",
];

/// Other names of some.
const ALIASES: [(&[u8], i32); 5] = [(b"IOT", 6), (b"CLD", 17), (b"POLL", 29), (b"UNUSED", 31), (b"LOST", 30)];

/// The longest name with its null byte: `SIG2STR_MAX`.
const MAX: usize = 12;

const RTMIN: i32 = 35;
const RTMAX: i32 = 64;

/// Writes a signal's name to `to`, and says how long it is; none for what is no application's signal.
fn name_of(signal: i32, to: &mut [u8; MAX]) -> Option<usize> {
    let mut length = 0;
    let mut put = |bytes: &[u8]| {
        for (to, &from) in to.iter_mut().skip(length).zip(bytes) {
            *to = from;
        }
        length += bytes.len();
    };
    match signal {
        0..32 => put(NAMES.get(signal as usize)?),
        RTMIN => put(b"RTMIN"),
        RTMAX => put(b"RTMAX"),
        _ if RTMIN < signal && signal < RTMAX => {
            let is_low = signal <= (RTMIN + RTMAX) / 2;
            put(if is_low { b"RTMIN+" } else { b"RTMAX-" });
            let distance = if is_low { signal - RTMIN } else { RTMAX - signal } as u8;
            if distance >= 10 {
                put(&[b'0' + distance / 10]);
            }
            put(&[b'0' + distance % 10]);
        }
        _ => return None,
    }
    Some(length)
}

/// The signal that a name or a decimal number means.
fn signal_of(text: &[u8]) -> Option<i32> {
    if let Some(signal) = NAMES.iter().position(|name| *name == text) {
        return Some(signal as i32);
    }
    if let Some((_, signal)) = ALIASES.iter().find(|(name, _)| *name == text) {
        return Some(*signal);
    }
    let signal = if let Some(rest) = text.strip_prefix(b"RTMIN") {
        RTMIN + distance(rest, b'+')?
    } else if let Some(rest) = text.strip_prefix(b"RTMAX") {
        RTMAX - distance(rest, b'-')?
    } else {
        let signal = decimal(text)?;
        return (1..32).contains(&signal).then_some(signal).or((RTMIN..=RTMAX).contains(&signal).then_some(signal));
    };
    (RTMIN..=RTMAX).contains(&signal).then_some(signal)
}

/// Nothing, or a sign and how far.
fn distance(text: &[u8], sign: u8) -> Option<i32> {
    match text.split_first() {
        None => Some(0),
        Some((&first, digits)) if first == sign => decimal(digits),
        Some(_) => None,
    }
}

/// At most three decimal digits.
fn decimal(text: &[u8]) -> Option<i32> {
    if text.is_empty() || text.len() > 3 || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(text.iter().fold(0, |value, digit| value * 10 + i32::from(digit - b'0')))
}

/// Writes the name of `signal` without `SIG` to `to`, which has room for `SIG2STR_MAX` bytes. Returns 0, or -1 if it is no
/// signal of the application's; `errno` stays. Async-signal-safe and thread-safe. POSIX.1-2024 sig2str.
///
/// # Safety
/// `to` has that room.
#[cfg(not(test))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sig2str(signal: c_int, to: *mut c_char) -> c_int {
    let mut name = [0; MAX];
    match name_of(signal, &mut name) {
        Some(length) => {
            // SAFETY: the caller's promise; a name and its null byte are no longer.
            unsafe { to.copy_from_nonoverlapping(name.as_ptr().cast(), length + 1) };
            0
        }
        None => -1,
    }
}

/// Stores the signal that `text` means, a name without `SIG` or a decimal number, in `*signal`. Returns 0, or -1 if it
/// means none; `errno` stays. Async-signal-safe and thread-safe. POSIX.1-2024 str2sig.
///
/// # Safety
/// `text` is a string, `signal` is valid.
#[cfg(not(test))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn str2sig(text: *const c_char, signal: *mut c_int) -> c_int {
    // SAFETY: the caller's promise.
    match signal_of(unsafe { CStr::from_ptr(text) }.to_bytes()) {
        Some(found) => {
            // SAFETY: the caller's promise.
            unsafe { signal.write(found) };
            0
        }
        None => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX, name_of, signal_of};

    #[test]
    fn there_and_back() {
        for signal in 0..=70 {
            let mut name = [0; MAX];
            let length = name_of(signal, &mut name);
            let is_signal = signal < 32 || (35..=64).contains(&signal);
            assert_eq!(length.is_some(), is_signal, "{signal}");
            if let Some(length) = length {
                assert!(length < MAX);
                assert_eq!(signal_of(&name[..length]), Some(signal));
            }
        }
    }

    #[test]
    fn texts() {
        for (text, signal) in
            [("HUP", 1), ("9", 9), ("RTMIN+3", 38), ("RTMAX-0", 64), ("IOT", 6), ("64", 64), ("034", 0)]
        {
            assert_eq!(signal_of(text.as_bytes()), (signal != 0).then_some(signal), "{text}");
        }
        for text in ["", "SIGHUP", "hup", "0", "32", "34", "65", "RTMIN+30", "RTMIN-1", "RTMIN+", "RTMAX+1", "1x", "-1"]
        {
            assert_eq!(signal_of(text.as_bytes()), None, "{text}");
        }
    }
}
