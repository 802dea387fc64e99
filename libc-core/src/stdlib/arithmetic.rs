//! Integer arithmetic. Pure functions: async-signal-safe and thread-safe, no errors. C23 7.24.6, 7.8.2.

use core::ffi::{c_int, c_long, c_longlong};

/// The absolute value of an integer of each type; the least value has none, and stays as it is.
macro_rules! absolute {
    ($($name:ident: $type:ty,)*) => {$(
        /// The absolute value of `n`; the least value, which has none, is returned as it is.
        #[unsafe(no_mangle)]
        pub extern "C" fn $name(n: $type) -> $type {
            n.wrapping_abs()
        }
    )*};
}

absolute! {
    abs: c_int,
    labs: c_long,
    llabs: c_longlong,
    imaxabs: i64,
}

/// Quotient and remainder of a division of each type, as its C structure.
macro_rules! division {
    ($($name:ident -> $result:ident: $type:ty,)*) => {$(
        /// Quotient and remainder of a division.
        #[allow(non_camel_case_types, reason = "C's name")]
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct $result {
            /// The quotient, rounded towards zero.
            pub quot: $type,
            /// The remainder, with the sign of the numerator.
            pub rem: $type,
        }

        /// Divides `numerator` by `denominator`, which is not 0.
        #[unsafe(no_mangle)]
        pub extern "C" fn $name(numerator: $type, denominator: $type) -> $result {
            $result { quot: numerator.wrapping_div(denominator), rem: numerator.wrapping_rem(denominator) }
        }
    )*};
}

division! {
    div -> div_t: c_int,
    ldiv -> ldiv_t: c_long,
    lldiv -> lldiv_t: c_longlong,
    imaxdiv -> imaxdiv_t: i64,
}
