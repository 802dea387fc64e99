//! `rand` and `rand_r`: 64-bit linear congruence. Source: Knuth, "The Art of Computer Programming", volume 2, 3.3.4.
//! Unless a function says otherwise, it is thread-safe and not async-signal-safe.

use crate::sync::atomic::Ordering;
use core::ffi::{c_int, c_uint};
use core::sync::atomic::AtomicU64;

static SEED: AtomicU64 = AtomicU64::new(0);

fn step(state: u64) -> u64 {
    state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1)
}

/// A pseudo-random number from 0 to RAND_MAX (2^31 - 1). Thread-safe; not async-signal-safe. C23 7.24.2.1.
#[unsafe(no_mangle)]
pub extern "C" fn rand() -> c_int {
    let mut seed = SEED.load(Ordering::Relaxed);
    loop {
        let next = step(seed);
        match SEED.compare_exchange_weak(seed, next, Ordering::Relaxed, Ordering::Relaxed) {
            Ok(_) => return (next >> 33) as c_int,
            Err(found) => seed = found,
        }
    }
}

/// Starts `rand`'s sequence that belongs to `seed`; without it, it is that of 1. Thread-safe. C23 7.24.2.2.
#[unsafe(no_mangle)]
pub extern "C" fn srand(seed: c_uint) {
    SEED.store(u64::from(seed).wrapping_sub(1), Ordering::Relaxed);
}

/// As `rand`, with the caller's state. Async-signal-safe, and thread-safe on different state. POSIX.1-2008 rand_r.
///
/// # Safety
/// `seed` is valid.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn rand_r(seed: *mut c_uint) -> c_int {
    // SAFETY: the caller's promise.
    let state = unsafe { &mut *seed };
    *state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
    // The state's low bits have short periods: mix before use. Source: MurmurHash3's finaliser for 32 bits.
    let mut mixed = *state;
    mixed ^= mixed >> 16;
    mixed = mixed.wrapping_mul(0x85eb_ca6b);
    mixed ^= mixed >> 13;
    mixed = mixed.wrapping_mul(0xc2b2_ae35);
    mixed ^= mixed >> 16;
    (mixed >> 1) as c_int
}
