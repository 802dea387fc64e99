//! `iconv_open`, `iconv`, `iconv_close`. Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use super::convert::{Conversion, Options, Progress, States};
use super::encoding::{NAMES, find};
use crate::errno::{Errno, Outcome, set_errno};
use core::alloc::Layout;
use core::ffi::{CStr, c_char, c_int, c_void};
use core::{ptr, slice};

/// What `iconv_t` is: the packed description of a conversion, which is odd, or a pointer to it and its states.
type Descriptor = *mut c_void;

const INVALID: Descriptor = usize::MAX as Descriptor;

/// A conversion with states.
struct Stateful {
    packed: usize,
    states: States,
}

/// Packs the indices of both encodings, and the options, into an odd number.
fn pack(from: usize, to: usize, options: Options) -> usize {
    let options = usize::from(options.discard_unknown)
        | usize::from(options.discard_invalid) << 1
        | usize::from(options.transliterate) << 2;
    1 | from << 8 | to << 16 | options << 24
}

fn unpack(packed: usize) -> Option<Conversion> {
    let encoding = |shift: u32| NAMES.get(packed >> shift & 0xff).map(|(_, encoding)| *encoding);
    let option = |shift: u32| packed >> shift & 1 != 0;
    let options = Options { discard_unknown: option(24), discard_invalid: option(25), transliterate: option(26) };
    Some(Conversion { from: encoding(8)?, to: encoding(16)?, options })
}

const _: () = assert!(NAMES.len() < 256);

/// A name's encoding, and what is behind `//`.
fn parse(name: &[u8]) -> Result<(usize, Options), Errno> {
    let (name, words) = match name.windows(2).position(|pair| pair == b"//") {
        Some(at) => name.split_at(at),
        None => (name, &[][..]),
    };
    find(name).zip(Options::parse(words)).ok_or(Errno::EINVAL)
}

/// Opens a conversion of text. To the name of the encoding that it is converted to, `//IGNORE`, `//NON_IDENTICAL_DISCARD`
/// or `//TRANSLIT` may be appended. Returns `(iconv_t)-1` with `errno` EINVAL (there is no such encoding) or ENOMEM.
/// Thread-safe; async-signal-safe but for encodings with a state. POSIX.1-2024 iconv_open.
///
/// # Safety
/// The names are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iconv_open(to: *const c_char, from: *const c_char) -> Descriptor {
    // SAFETY: the caller's promise.
    let (to, from) = unsafe { (CStr::from_ptr(to), CStr::from_ptr(from)) };
    let open = || {
        let (to, options) = parse(to.to_bytes())?;
        let (from, _) = parse(from.to_bytes())?;
        let packed = pack(from, to, options);
        let conversion = unpack(packed).ok_or(Errno::EINVAL)?;
        if !conversion.from.has_state() && !conversion.to.has_state() {
            return Ok(ptr::without_provenance_mut(packed));
        }
        let new = crate::malloc::alloc(Layout::new::<Stateful>()).ok_or(Errno::ENOMEM)?.cast::<Stateful>().as_ptr();
        // SAFETY: fresh memory of the right layout.
        unsafe { new.write(Stateful { packed, states: States::default() }) };
        Ok(new.cast())
    };
    open().or_errno(INVALID)
}

/// Converts `*left` bytes at `*input` to at most `*room` bytes at `*output`, and moves the pointers and counts on. A
/// character that the other encoding does not have becomes `*` (or is left out, or what looks like it, as was asked for).
/// With no input the states become what they were at first, and what says so is written. Returns how many characters
/// became others or were left out; or -1 with `errno` E2BIG (no room for the next character), EILSEQ (the input goes on
/// with no character), EINVAL (it ends within one) or EBADF, the pointers at that character. Thread-safe; async-signal-safe.
/// POSIX.1-2024 iconv.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iconv(
    descriptor: Descriptor,
    input: *mut *mut c_char,
    left: *mut usize,
    output: *mut *mut c_char,
    room: *mut usize,
) -> usize {
    let is_packed = descriptor.addr() & 1 != 0;
    let mut initial = States::default();
    // SAFETY: one that is not odd points to that, and one thread uses it at a time.
    let (packed, states) = match unsafe { descriptor.cast::<Stateful>().as_mut() } {
        Some(stateful) if !is_packed => (stateful.packed, &mut stateful.states),
        _ => (descriptor.addr(), &mut initial),
    };
    let Some(conversion) = unpack(packed).filter(|_| descriptor != INVALID && !descriptor.is_null()) else {
        return Err(Errno::EBADF).or_errno(usize::MAX);
    };
    // SAFETY: the caller's promise.
    unsafe {
        let to: &mut [u8] = if output.is_null() || (*output).is_null() || room.is_null() {
            &mut []
        } else {
            slice::from_raw_parts_mut((*output).cast(), *room)
        };
        let has_output = !output.is_null() && !(*output).is_null();
        if input.is_null() || (*input).is_null() {
            *states = States { from: 0, to: states.to };
            let written = match conversion.to.reset(&mut states.to, to) {
                Ok(written) => written,
                // Nothing is to be written.
                Err(_) if !has_output => {
                    states.to = 0;
                    0
                }
                Err(_) => return Err(Errno::E2BIG).or_errno(usize::MAX),
            };
            advance(output, room, written);
            return 0;
        }
        let from = slice::from_raw_parts((*input).cast::<u8>(), *left);
        let Progress { read, written, lossy, result } = conversion.run(states, from, to);
        advance(input, left, read);
        advance(output, room, written);
        if let Err(e) = result {
            set_errno(e);
            return usize::MAX;
        }
        lossy
    }
}

/// # Safety
/// The pointers are valid, unless nothing was used.
unsafe fn advance(pointer: *mut *mut c_char, left: *mut usize, used: usize) {
    if used != 0 {
        // SAFETY: the caller's promise.
        unsafe {
            *pointer = (*pointer).add(used);
            *left -= used;
        }
    }
}

/// Closes a conversion. 0, or -1 with `errno` EBADF. Thread-safe. POSIX.1-2024 iconv_close.
///
/// # Safety
/// It came from `iconv_open`, and nobody uses it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iconv_close(descriptor: Descriptor) -> c_int {
    if descriptor == INVALID || descriptor.is_null() {
        return Err(Errno::EBADF).or_errno(-1);
    }
    if descriptor.addr() & 1 == 0 {
        // SAFETY: the caller's promise.
        unsafe { crate::malloc::dealloc(descriptor.cast(), Layout::new::<Stateful>()) };
    }
    0
}
