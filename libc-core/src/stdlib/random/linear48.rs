//! `drand48` and its family: x = a·x + c modulo 2^48. POSIX.1-2024 drand48. Unless a function says otherwise, it is
//! thread-safe and not async-signal-safe.

use super::STATE;
use core::ffi::{c_double, c_long, c_ushort};

const MULTIPLIER: u64 = 0x5_deec_e66d;
const ADDEND: u16 = 0xb;
const MASK: u64 = (1 << 48) - 1;

/// The generator's state.
pub struct Linear48 {
    x: u64,
    multiplier: u64,
    addend: u16,
    /// What `seed48` returns: the x before.
    before: [c_ushort; 3],
}

impl Linear48 {
    pub const fn new() -> Self {
        Self { x: 0, multiplier: MULTIPLIER, addend: ADDEND, before: [0; 3] }
    }

    fn step(&self, x: u64) -> u64 {
        x.wrapping_mul(self.multiplier).wrapping_add(u64::from(self.addend)) & MASK
    }

    fn next(&mut self) -> u64 {
        self.x = self.step(self.x);
        self.x
    }
}

fn join(words: [c_ushort; 3]) -> u64 {
    words.iter().rev().fold(0, |x, &word| x << 16 | u64::from(word))
}

fn split(x: u64) -> [c_ushort; 3] {
    [x as c_ushort, (x >> 16) as c_ushort, (x >> 32) as c_ushort]
}

/// The 48 bits as a number from 0 to 1: they are the top of a significand.
fn double(x: u64) -> c_double {
    c_double::from_bits(0x3ff << 52 | x << 4) - 1.0
}

/// The top 32 bits, signed.
fn signed(x: u64) -> c_long {
    c_long::from((x >> 16) as i32)
}

/// The top 31 bits.
fn unsigned(x: u64) -> c_long {
    (x >> 17) as c_long
}

/// The next state of the application's generator, with the shared multiplier and addend.
///
/// # Safety
/// `x` is valid.
unsafe fn step(x: *mut [c_ushort; 3]) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        let next = STATE.lock().linear48.step(join(x.read()));
        x.write(split(next));
        next
    }
}

/// A number from 0 up to but not 1. Thread-safe; no errors.
#[unsafe(no_mangle)]
pub extern "C" fn drand48() -> c_double {
    double(STATE.lock().linear48.next())
}

/// A number from 0 up to but not 1, from the state in `x`. Thread-safe on different state; no errors.
///
/// # Safety
/// `x` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn erand48(x: *mut [c_ushort; 3]) -> c_double {
    // SAFETY: the caller's promise.
    double(unsafe { step(x) })
}

/// A number from 0 to 2^31 - 1. Thread-safe; no errors.
#[unsafe(no_mangle)]
pub extern "C" fn lrand48() -> c_long {
    unsigned(STATE.lock().linear48.next())
}

/// A number from 0 to 2^31 - 1, from the state in `x`. Thread-safe on different state; no errors.
///
/// # Safety
/// `x` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn nrand48(x: *mut [c_ushort; 3]) -> c_long {
    // SAFETY: the caller's promise.
    unsigned(unsafe { step(x) })
}

/// A number from -2^31 to 2^31 - 1. Thread-safe; no errors.
#[unsafe(no_mangle)]
pub extern "C" fn mrand48() -> c_long {
    signed(STATE.lock().linear48.next())
}

/// A number from -2^31 to 2^31 - 1, from the state in `x`. Thread-safe on different state; no errors.
///
/// # Safety
/// `x` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn jrand48(x: *mut [c_ushort; 3]) -> c_long {
    // SAFETY: the caller's promise.
    signed(unsafe { step(x) })
}

/// Sets the top 32 bits of the state to `seed`, the rest to 0x330e, and multiplier and addend to the standard
/// ones. Thread-safe; no errors.
#[unsafe(no_mangle)]
pub extern "C" fn srand48(seed: c_long) {
    let mut state = STATE.lock();
    state.linear48.x = u64::from(seed as u32) << 16 | 0x330e;
    state.linear48.multiplier = MULTIPLIER;
    state.linear48.addend = ADDEND;
}

/// Sets the state, and multiplier and addend to the standard ones. Returns the state before, in a buffer that the
/// next call overwrites. Not thread-safe; no errors.
///
/// # Safety
/// `x` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seed48(x: *const [c_ushort; 3]) -> *mut c_ushort {
    let mut state = STATE.lock();
    state.linear48.before = split(state.linear48.x);
    // SAFETY: the caller's promise.
    state.linear48.x = join(unsafe { x.read() });
    state.linear48.multiplier = MULTIPLIER;
    state.linear48.addend = ADDEND;
    state.linear48.before.as_mut_ptr()
}

/// Sets state, multiplier and addend, from seven words. Thread-safe; no errors.
///
/// # Safety
/// `parameters` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lcong48(parameters: *const [c_ushort; 7]) {
    // SAFETY: the caller's promise.
    let [x0, x1, x2, a0, a1, a2, addend] = unsafe { parameters.read() };
    let mut state = STATE.lock();
    state.linear48.x = join([x0, x1, x2]);
    state.linear48.multiplier = join([a0, a1, a2]);
    state.linear48.addend = addend;
}
