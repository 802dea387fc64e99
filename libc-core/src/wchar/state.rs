//! `mbstate_t`: where a conversion stands between two calls.

use super::partial::Partial;
#[cfg(not(test))]
use core::ffi::c_int;
use core::sync::atomic::{AtomicU32, Ordering};

/// The conversion state, as the ABI has it: 8 bytes, zero at the beginning. Only the first word is used.
#[allow(non_camel_case_types, reason = "this is C's name")]
#[repr(C)]
pub struct mbstate_t {
    word: u32,
    _reserved: u32,
}

/// What is pending, packed into a word: the two upper bits tell which, and 0 is nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pending {
    /// Bytes of a character that is not complete, or nothing.
    Bytes(Partial),
    /// Half of a surrogate pair: the one to put out next, or the one that came in.
    Surrogate(u16),
    /// Up to three UTF-8 bytes to put out, the next one lowest, and how many.
    Utf8([u8; 3], usize),
}

const SURROGATE: u32 = 1 << 30;
const UTF8: u32 = 2 << 30;

impl Pending {
    /// Nothing.
    pub const NOTHING: Self = Self::Bytes(Partial::INITIAL);

    fn from_bits(bits: u32) -> Self {
        match bits >> 30 {
            0 => Self::Bytes(Partial::from_bits(bits)),
            1 => Self::Surrogate(bits as u16),
            _ => {
                let [first, second, third, _] = bits.to_le_bytes();
                Self::Utf8([first, second, third], (bits >> 24 & 3) as usize)
            }
        }
    }

    fn to_bits(self) -> u32 {
        match self {
            Self::Bytes(partial) => partial.to_bits(),
            Self::Surrogate(half) => SURROGATE | u32::from(half),
            Self::Utf8([first, second, third], count) => {
                UTF8 | (count as u32) << 24 | u32::from_le_bytes([first, second, third, 0])
            }
        }
    }
}

/// The state that a function works on: the caller's, or one of its own. A function's own state may be shared by
/// threads, as C says; that is no data race here, but makes little sense.
#[derive(Clone, Copy)]
pub struct State<'a>(&'a AtomicU32);

impl<'a> State<'a> {
    /// The state at `at`, or `own` if that is null.
    ///
    /// # Safety
    /// `at` is null or valid.
    pub unsafe fn new(at: *mut mbstate_t, own: &'a AtomicU32) -> Self {
        if at.is_null() {
            return Self(own);
        }
        // SAFETY: the caller's promise; the word is aligned.
        Self(unsafe { AtomicU32::from_ptr(at.cast()) })
    }

    /// What is pending.
    #[inline]
    pub fn get(self) -> Pending {
        Pending::from_bits(self.0.load(Ordering::Relaxed))
    }

    /// The bytes of a character that is not complete. Anything else that is pending is dropped: the caller mixes
    /// functions on one state, which C does not allow.
    #[inline]
    pub fn partial(self) -> Partial {
        match self.get() {
            Pending::Bytes(partial) => partial,
            _ => Partial::INITIAL,
        }
    }

    /// Stores what is pending now.
    #[inline]
    pub fn set(self, pending: Pending) {
        self.0.store(pending.to_bits(), Ordering::Relaxed);
    }

    /// Stores the beginning.
    #[inline]
    pub fn clear(self) {
        self.set(Pending::NOTHING);
    }
}

/// Whether a state is the initial one, which a null pointer is too. Thread-safe and async-signal-safe. C23 7.31.6.3.1.
///
/// # Safety
/// `state` is null or valid.
#[cfg(not(test))]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mbsinit(state: *const mbstate_t) -> c_int {
    // SAFETY: the caller's promise.
    let pending = unsafe { state.as_ref() }.map_or(0, |state| state.word);
    c_int::from(pending == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing() {
        let word = AtomicU32::new(0);
        let mut memory = mbstate_t { word: 0, _reserved: 0 };
        // SAFETY: the memory is valid.
        let state = unsafe { State::new(&mut memory, &word) };
        assert_eq!(state.get(), Pending::NOTHING);
        for pending in [
            Pending::Bytes(Partial::from_bits(0x3ff_ffff)),
            Pending::Surrogate(0xdfff),
            Pending::Utf8([0x80, 0xbf, 0x81], 3),
            Pending::Utf8([0xbf, 0, 0], 1),
        ] {
            state.set(pending);
            assert_eq!(state.get(), pending);
        }
        assert_eq!((size_of::<mbstate_t>(), align_of::<mbstate_t>()), (8, 4));
    }
}
