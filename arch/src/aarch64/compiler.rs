//! What gcc calls on this architecture alone, beyond `compiler_builtins`: the operations for the `__sync_…` built-in
//! functions (`-moutline-atomics`, its default for aarch64). They are those of `compiler_builtins`, but each followed by
//! a full barrier, as these functions promise. Source: GCC manual, "Legacy __sync Built-in Functions".

use core::sync::atomic::{AtomicU8, AtomicU16, AtomicU32, AtomicU64, Ordering::SeqCst, fence};

/// All operations on a size.
macro_rules! operations {
    ($type:ty, $atomic:ty: $swap:ident $add:ident $clear:ident $invert:ident $set:ident $compare:ident) => {
        operations!(@one $type, $atomic, $swap, "Stores `value`; the value before.", swap, |value| value);
        operations!(@one $type, $atomic, $add, "Adds `value`; the value before.", fetch_add, |value| value);
        operations!(@one $type, $atomic, $clear, "Clears the bits of `value`; the value before.", fetch_and, |value: $type| !value);
        operations!(@one $type, $atomic, $invert, "Inverts the bits of `value`; the value before.", fetch_xor, |value| value);
        operations!(@one $type, $atomic, $set, "Sets the bits of `value`; the value before.", fetch_or, |value| value);

        /// Stores `desired` if the value is `expected`; the value before.
        ///
        /// # Safety
        /// `address` is aligned and lives, and threads access it by atomic operations only.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $compare(expected: $type, desired: $type, address: *mut $type) -> $type {
            // SAFETY: as the caller promises.
            let atomic = unsafe { <$atomic>::from_ptr(address) };
            let (Ok(before) | Err(before)) = atomic.compare_exchange(expected, desired, SeqCst, SeqCst);
            fence(SeqCst);
            before
        }
    };
    (@one $type:ty, $atomic:ty, $name:ident, $what:literal, $operation:ident, $operand:expr) => {
        #[doc = $what]
        ///
        /// # Safety
        /// `address` is aligned and lives, and threads access it by atomic operations only.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(value: $type, address: *mut $type) -> $type {
            // SAFETY: as the caller promises.
            let before = unsafe { <$atomic>::from_ptr(address) }.$operation(($operand)(value), SeqCst);
            fence(SeqCst);
            before
        }
    };
}

operations!(u8, AtomicU8: __aarch64_swp1_sync __aarch64_ldadd1_sync __aarch64_ldclr1_sync __aarch64_ldeor1_sync
    __aarch64_ldset1_sync __aarch64_cas1_sync);
operations!(u16, AtomicU16: __aarch64_swp2_sync __aarch64_ldadd2_sync __aarch64_ldclr2_sync __aarch64_ldeor2_sync
    __aarch64_ldset2_sync __aarch64_cas2_sync);
operations!(u32, AtomicU32: __aarch64_swp4_sync __aarch64_ldadd4_sync __aarch64_ldclr4_sync __aarch64_ldeor4_sync
    __aarch64_ldset4_sync __aarch64_cas4_sync);
operations!(u64, AtomicU64: __aarch64_swp8_sync __aarch64_ldadd8_sync __aarch64_ldclr8_sync __aarch64_ldeor8_sync
    __aarch64_ldset8_sync __aarch64_cas8_sync);

unsafe extern "C" {
    fn __aarch64_cas16_acq_rel(expected: u128, desired: u128, address: *mut u128) -> u128;
}

/// Stores `desired` if the value is `expected`; the value before.
///
/// # Safety
/// `address` is aligned and lives, and threads access it by atomic operations only.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn __aarch64_cas16_sync(expected: u128, desired: u128, address: *mut u128) -> u128 {
    // SAFETY: as the caller promises.
    let before = unsafe { __aarch64_cas16_acq_rel(expected, desired, address) };
    fence(SeqCst);
    before
}
