//! Bit counting, comparison and negation of integers. All are thread-safe and async-signal-safe. Source: GNU gcc
//! internals, "The GCC low-level runtime library".

use core::ffi::c_int;

/// Counts of bits for three sizes.
macro_rules! counts {
    ($($popcount:ident $parity:ident $ffs:ident $clrsb:ident: $type:ty;)*) => {$(
        /// How many bits are 1.
        #[unsafe(no_mangle)]
        pub extern "C" fn $popcount(x: $type) -> c_int {
            x.count_ones() as c_int
        }
        /// Whether an odd number of bits are 1.
        #[unsafe(no_mangle)]
        pub extern "C" fn $parity(x: $type) -> c_int {
            (x.count_ones() & 1) as c_int
        }
        /// The index of the lowest 1 bit, plus 1; 0 for 0.
        #[unsafe(no_mangle)]
        pub extern "C" fn $ffs(x: $type) -> c_int {
            if x == 0 { 0 } else { x.trailing_zeros() as c_int + 1 }
        }
        /// How many bits below the sign equal it.
        #[unsafe(no_mangle)]
        pub extern "C" fn $clrsb(x: $type) -> c_int {
            let magnitude = (x ^ (x >> (<$type>::BITS - 1))) as $type;
            magnitude.leading_zeros() as c_int - 1
        }
    )*};
}

counts! {
    __popcountsi2 __paritysi2 __ffssi2 __clrsbsi2: i32;
    __popcountdi2 __paritydi2 __ffsdi2 __clrsbdi2: i64;
    __popcountti2 __parityti2 __ffsti2 __clrsbti2: i128;
}

/// 0, 1, 2 for less, equal, greater.
#[unsafe(no_mangle)]
pub extern "C" fn __cmpti2(a: i128, b: i128) -> c_int {
    a.cmp(&b) as c_int + 1
}

/// 0, 1, 2 for less, equal, greater.
#[unsafe(no_mangle)]
pub extern "C" fn __ucmpti2(a: u128, b: u128) -> c_int {
    a.cmp(&b) as c_int + 1
}

/// -`x`.
#[unsafe(no_mangle)]
pub extern "C" fn __negti2(x: i128) -> i128 {
    x.wrapping_neg()
}
