//! `random`: additive feedback over a state of 8 to 256 bytes, the sequences of 4.3BSD and glibc. POSIX.1-2024
//! initstate. Source: Knuth, "The Art of Computer Programming", volume 2, 3.2.2. Unless a function says otherwise, it
//! is thread-safe and not async-signal-safe.

use super::STATE;
use crate::errno::{Errno, set_errno};
use core::ffi::{c_char, c_int, c_long, c_uint};
use core::ptr;

/// The trinomials x^degree + x^separation + 1, by the smallest state in bytes that can hold them and a header.
const KINDS: [(usize, usize, usize); 5] = [(8, 0, 0), (32, 7, 3), (64, 15, 1), (128, 31, 3), (256, 63, 1)];
const LONGEST: usize = 63;
const DEFAULT: usize = 3;
const DEFAULT_DEGREE: usize = 31;

/// The generator. The state lies in the application's array (or the built-in one): a header word that says
/// which kind it is and where it stands, then the numbers.
pub struct Additive {
    /// The array; null means the built-in one.
    array: *mut u32,
    built_in: [u32; DEFAULT_DEGREE + 1],
    kind: usize,
    front: usize,
    rear: usize,
    seeded: bool,
}

// SAFETY: the pointer is the application's array, reached through the lock only.
unsafe impl Send for Additive {}

impl Additive {
    pub const fn new() -> Self {
        Self {
            array: ptr::null_mut(),
            built_in: [0; DEFAULT_DEGREE + 1],
            kind: DEFAULT,
            front: 3,
            rear: 0,
            seeded: false,
        }
    }

    fn degree_and_separation(&self) -> (usize, usize) {
        KINDS.get(self.kind).map_or((DEFAULT_DEGREE, 3), |&(_, degree, separation)| (degree, separation))
    }

    fn words(&mut self) -> &mut [u32] {
        let (degree, _) = self.degree_and_separation();
        if self.array.is_null() {
            return &mut self.built_in;
        }
        // SAFETY: `initstate` checked the size, `setstate` gets what it returned.
        unsafe { core::slice::from_raw_parts_mut(self.array, degree.max(1) + 1) }
    }

    fn word(&mut self, index: usize) -> &mut u32 {
        let index = index + 1;
        let words = self.words();
        let index = if index < words.len() { index } else { 0 };
        // The index is in range now; an empty slice does not occur.
        &mut words[index]
    }

    fn seed(&mut self, seed: u32) {
        self.seeded = true;
        let (degree, separation) = self.degree_and_separation();
        let mut value = if seed == 0 { 1 } else { seed as i32 };
        *self.word(0) = value as u32;
        for index in 1..degree {
            // 16807 * value mod (2^31 - 1) without overflow. Source: Schrage, TOMS 5 (1979).
            let (high, low) = (value / 127_773, value % 127_773);
            value = 16_807 * low - 2_836 * high;
            if value < 0 {
                value += 0x7fff_ffff;
            }
            *self.word(index) = value as u32;
        }
        self.front = separation;
        self.rear = 0;
        for _ in 0..10 * degree {
            self.next();
        }
    }

    fn next(&mut self) -> u32 {
        let (degree, _) = self.degree_and_separation();
        if degree == 0 {
            let word = self.word(0);
            *word = word.wrapping_mul(1_103_515_245).wrapping_add(12_345) & 0x7fff_ffff;
            return *word;
        }
        let (front, rear) = (self.front, self.rear);
        let addend = *self.word(rear);
        let word = self.word(front);
        *word = word.wrapping_add(addend);
        let result = *word >> 1;
        self.front = (front + 1) % degree;
        self.rear = (rear + 1) % degree;
        result
    }

    fn next_seeded(&mut self) -> u32 {
        if !self.seeded {
            self.seed(1);
        }
        self.next()
    }

    /// Writes where the generator stands into the array, and returns the array.
    fn save(&mut self) -> *mut u32 {
        if !self.seeded {
            self.seed(1);
        }
        let header = (self.kind | self.rear << 8) as u32;
        let words = self.words();
        if let Some(first) = words.first_mut() {
            *first = header;
        }
        words.as_mut_ptr()
    }

    /// Goes on with an array that `save` wrote. The built-in one is recognised by its address.
    ///
    /// # Safety
    /// `save` wrote it.
    unsafe fn load(&mut self, array: *mut u32) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        let header = unsafe { array.read() } as usize;
        let (kind, rear) = (header & 0xff, header >> 8);
        let &(_, degree, separation) = KINDS.get(kind).ok_or(Errno::EINVAL)?;
        if rear >= degree.max(1) || degree > LONGEST {
            return Err(Errno::EINVAL);
        }
        self.array = if ptr::eq(array, self.built_in.as_ptr()) { ptr::null_mut() } else { array };
        self.kind = kind;
        self.rear = rear;
        self.front = if degree == 0 { 0 } else { (rear + separation) % degree };
        self.seeded = true;
        Ok(())
    }
}

/// A pseudo-random number from 0 to 2^31 - 1. Thread-safe; not async-signal-safe. POSIX.1-2024.
#[unsafe(no_mangle)]
pub extern "C" fn random() -> c_long {
    c_long::from(STATE.lock().additive.next_seeded())
}

/// Starts `random`'s sequence that belongs to `seed`; without it, it is that of 1. Thread-safe. POSIX.1-2024.
#[unsafe(no_mangle)]
pub extern "C" fn srandom(seed: c_uint) {
    STATE.lock().additive.seed(seed);
}

/// Lets `random` use `array` of `size` bytes (8 at least; 32, 64, 128 and 256 make better generators), aligned
/// as an `int`, seeded with `seed`. Returns the array that was used before; null with `errno` EINVAL if `size`
/// is too small. Thread-safe. POSIX.1-2024.
///
/// # Safety
/// As in C: the array stays until another one is used.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn initstate(seed: c_uint, array: *mut c_char, size: usize) -> *mut c_char {
    let Some(kind) = KINDS.iter().rposition(|&(least, ..)| size >= least) else {
        set_errno(Errno::EINVAL);
        return ptr::null_mut();
    };
    let mut state = STATE.lock();
    let before = state.additive.save();
    state.additive.array = array.cast();
    state.additive.kind = kind;
    state.additive.seed(seed);
    state.additive.save();
    before.cast()
}

/// Lets `random` go on with an array that `initstate` or `setstate` returned or prepared. Returns the array
/// that was used before; null with `errno` EINVAL if it is none. Thread-safe. POSIX.1-2024.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setstate(array: *mut c_char) -> *mut c_char {
    let mut state = STATE.lock();
    let before = state.additive.save();
    // SAFETY: the caller's promise.
    match unsafe { state.additive.load(array.cast()) } {
        Ok(()) => before.cast(),
        Err(e) => {
            drop(state);
            set_errno(e);
            ptr::null_mut()
        }
    }
}

const _: () = assert!(size_of::<c_int>() == 4);
