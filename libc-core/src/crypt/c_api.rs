//! `crypt`, `crypt_r`, `setkey` and `encrypt`. Unless a function says otherwise, it is thread-safe and not
//! async-signal-safe.

use super::des::Keys;
use super::hash::{LONGEST, failure, hash};
use core::cell::UnsafeCell;
use core::ffi::{CStr, c_char, c_int};

/// `struct crypt_data`
#[repr(C)]
pub struct CryptData {
    initialized: c_int,
    buffer: [c_char; 256],
}

const _: () = assert!(size_of::<CryptData>() == 260);

struct Shared<T>(UnsafeCell<T>);
// SAFETY: the functions that use it are not thread-safe, by their definition.
unsafe impl<T> Sync for Shared<T> {}

static RESULT: Shared<[c_char; LONGEST]> = Shared(UnsafeCell::new([0; LONGEST]));
static KEYS: Shared<Option<Keys>> = Shared(UnsafeCell::new(None));

/// # Safety
/// `key` and `setting` are strings, and there is room for a hash.
unsafe fn write_hash(key: *const c_char, setting: *const c_char, out: *mut c_char) {
    // SAFETY: the caller's promise.
    let (key, setting) = unsafe { (CStr::from_ptr(key).to_bytes(), CStr::from_ptr(setting).to_bytes()) };
    let made = hash(key, setting);
    let text = made.as_ref().map_or(failure(setting), |made| made.get());
    // SAFETY: the caller's promise; a hash has less than `LONGEST` bytes.
    unsafe {
        core::ptr::copy_nonoverlapping(text.as_ptr(), out.cast(), text.len());
        out.add(text.len()).write(0);
    }
}

/// The hash of a password by a setting, or by a hash, which begins with its setting: two digits of salt (DES), `_` and
/// eight digits (extended DES), `$1$` (MD5), `$2a$`, `$2b$`, `$2x$`, `$2y$` (bcrypt), `$5$` (SHA-256) or `$6$` (SHA-512). A
/// setting that is none gives `*0`, or `*1` for one that begins so, which no setting is. The result is overwritten by the
/// next call. Not thread-safe. POSIX.1-2024 crypt, crypt(5).
///
/// # Safety
/// Both are strings.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crypt(key: *const c_char, setting: *const c_char) -> *mut c_char {
    let out = RESULT.0.get().cast();
    // SAFETY: the caller's promise.
    unsafe { write_hash(key, setting, out) };
    out
}

/// [`crypt`] with the result in `*data`. Thread-safe. crypt_r(3).
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crypt_r(key: *const c_char, setting: *const c_char, data: *mut CryptData) -> *mut c_char {
    // SAFETY: the caller's promise.
    unsafe {
        let out = (&raw mut (*data).buffer).cast();
        write_hash(key, setting, out);
        out
    }
}

/// Sets the key of [`encrypt`]: 64 bytes, the lowest bit of each a bit of it. Not thread-safe. POSIX.1-2024 setkey.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn setkey(key: *const c_char) {
    // SAFETY: the caller's promise, and see `Shared`.
    unsafe { KEYS.0.get().write(Some(Keys::new(read_bits(key)))) };
}

/// Enciphers a block of 64 bytes, the lowest bit of each a bit, by DES with the key of [`setkey`], or deciphers it if
/// `decipher` is not 0. Not thread-safe. POSIX.1-2024 encrypt.
///
/// # Safety
/// As in C.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn encrypt(block: *mut c_char, decipher: c_int) {
    // SAFETY: see `Shared`.
    let keys = unsafe { *KEYS.0.get() }.unwrap_or_else(|| Keys::new(0));
    let keys = if decipher != 0 { keys.reversed() } else { keys };
    // SAFETY: the caller's promise.
    let result = keys.encipher(unsafe { read_bits(block) }, 0, 1);
    for index in 0..64 {
        // SAFETY: the caller's promise.
        unsafe { block.add(index).write((result >> (63 - index) & 1) as c_char) };
    }
}

/// # Safety
/// There are 64 bytes.
unsafe fn read_bits(bits: *const c_char) -> u64 {
    // SAFETY: the caller's promise.
    (0..64).fold(0, |value, index| value << 1 | (unsafe { bits.add(index).read() } & 1) as u64)
}
