//! `<stdbit.h>`: bits of unsigned integers, a function for each type. Pure functions: async-signal-safe and thread-safe,
//! no errors. C23 7.18.

use core::ffi::{c_uchar, c_uint, c_ulong, c_ulonglong, c_ushort};

/// The place behind so many bits, counted from 1; none if they are all.
fn place(distance: u32, width: u32) -> c_uint {
    if distance == width { 0 } else { distance + 1 }
}

/// All functions for a type, by their names.
macro_rules! bit_functions {
    ($type:ty:
        $leading_zeros:ident
        $leading_ones:ident
        $trailing_zeros:ident
        $trailing_ones:ident
        $first_leading_zero:ident
        $first_leading_one:ident
        $first_trailing_zero:ident
        $first_trailing_one:ident
        $count_zeros:ident
        $count_ones:ident
        $has_single_bit:ident
        $bit_width:ident
        $bit_floor:ident
        $bit_ceil:ident
    ) => {
        /// The number of 0 bits from the most significant bit down to the first 1.
        #[unsafe(no_mangle)]
        pub extern "C" fn $leading_zeros(value: $type) -> c_uint {
            value.leading_zeros()
        }

        /// The number of 1 bits from the most significant bit down to the first 0.
        #[unsafe(no_mangle)]
        pub extern "C" fn $leading_ones(value: $type) -> c_uint {
            value.leading_ones()
        }

        /// The number of 0 bits from the least significant bit up to the first 1.
        #[unsafe(no_mangle)]
        pub extern "C" fn $trailing_zeros(value: $type) -> c_uint {
            value.trailing_zeros()
        }

        /// The number of 1 bits from the least significant bit up to the first 0.
        #[unsafe(no_mangle)]
        pub extern "C" fn $trailing_ones(value: $type) -> c_uint {
            value.trailing_ones()
        }

        /// The place of the first 0 from the most significant bit, which is 1; 0 if there is none.
        #[unsafe(no_mangle)]
        pub extern "C" fn $first_leading_zero(value: $type) -> c_uint {
            place(value.leading_ones(), <$type>::BITS)
        }

        /// The place of the first 1 from the most significant bit, which is 1; 0 if there is none.
        #[unsafe(no_mangle)]
        pub extern "C" fn $first_leading_one(value: $type) -> c_uint {
            place(value.leading_zeros(), <$type>::BITS)
        }

        /// The place of the first 0 from the least significant bit, which is 1; 0 if there is none.
        #[unsafe(no_mangle)]
        pub extern "C" fn $first_trailing_zero(value: $type) -> c_uint {
            place(value.trailing_ones(), <$type>::BITS)
        }

        /// The place of the first 1 from the least significant bit, which is 1; 0 if there is none.
        #[unsafe(no_mangle)]
        pub extern "C" fn $first_trailing_one(value: $type) -> c_uint {
            place(value.trailing_zeros(), <$type>::BITS)
        }

        /// The number of 0 bits.
        #[unsafe(no_mangle)]
        pub extern "C" fn $count_zeros(value: $type) -> c_uint {
            value.count_zeros()
        }

        /// The number of 1 bits.
        #[unsafe(no_mangle)]
        pub extern "C" fn $count_ones(value: $type) -> c_uint {
            value.count_ones()
        }

        /// Whether exactly one bit is 1.
        #[unsafe(no_mangle)]
        pub extern "C" fn $has_single_bit(value: $type) -> bool {
            value.is_power_of_two()
        }

        /// The number of bits that the value needs; 0 needs none.
        #[unsafe(no_mangle)]
        pub extern "C" fn $bit_width(value: $type) -> c_uint {
            <$type>::BITS - value.leading_zeros()
        }

        /// The greatest power of two that is not above the value; 0 has none, and gives 0.
        #[unsafe(no_mangle)]
        pub extern "C" fn $bit_floor(value: $type) -> $type {
            if value == 0 { 0 } else { 1 << value.ilog2() }
        }

        /// The least power of two that is not below the value; 0 if it does not fit the type.
        #[unsafe(no_mangle)]
        pub extern "C" fn $bit_ceil(value: $type) -> $type {
            value.checked_next_power_of_two().unwrap_or(0)
        }
    };
}

bit_functions! { c_uchar:
    stdc_leading_zeros_uc
    stdc_leading_ones_uc
    stdc_trailing_zeros_uc
    stdc_trailing_ones_uc
    stdc_first_leading_zero_uc
    stdc_first_leading_one_uc
    stdc_first_trailing_zero_uc
    stdc_first_trailing_one_uc
    stdc_count_zeros_uc
    stdc_count_ones_uc
    stdc_has_single_bit_uc
    stdc_bit_width_uc
    stdc_bit_floor_uc
    stdc_bit_ceil_uc
}

bit_functions! { c_ushort:
    stdc_leading_zeros_us
    stdc_leading_ones_us
    stdc_trailing_zeros_us
    stdc_trailing_ones_us
    stdc_first_leading_zero_us
    stdc_first_leading_one_us
    stdc_first_trailing_zero_us
    stdc_first_trailing_one_us
    stdc_count_zeros_us
    stdc_count_ones_us
    stdc_has_single_bit_us
    stdc_bit_width_us
    stdc_bit_floor_us
    stdc_bit_ceil_us
}

bit_functions! { c_uint:
    stdc_leading_zeros_ui
    stdc_leading_ones_ui
    stdc_trailing_zeros_ui
    stdc_trailing_ones_ui
    stdc_first_leading_zero_ui
    stdc_first_leading_one_ui
    stdc_first_trailing_zero_ui
    stdc_first_trailing_one_ui
    stdc_count_zeros_ui
    stdc_count_ones_ui
    stdc_has_single_bit_ui
    stdc_bit_width_ui
    stdc_bit_floor_ui
    stdc_bit_ceil_ui
}

bit_functions! { c_ulong:
    stdc_leading_zeros_ul
    stdc_leading_ones_ul
    stdc_trailing_zeros_ul
    stdc_trailing_ones_ul
    stdc_first_leading_zero_ul
    stdc_first_leading_one_ul
    stdc_first_trailing_zero_ul
    stdc_first_trailing_one_ul
    stdc_count_zeros_ul
    stdc_count_ones_ul
    stdc_has_single_bit_ul
    stdc_bit_width_ul
    stdc_bit_floor_ul
    stdc_bit_ceil_ul
}

bit_functions! { c_ulonglong:
    stdc_leading_zeros_ull
    stdc_leading_ones_ull
    stdc_trailing_zeros_ull
    stdc_trailing_ones_ull
    stdc_first_leading_zero_ull
    stdc_first_leading_one_ull
    stdc_first_trailing_zero_ull
    stdc_first_trailing_one_ull
    stdc_count_zeros_ull
    stdc_count_ones_ull
    stdc_has_single_bit_ull
    stdc_bit_width_ull
    stdc_bit_floor_ull
    stdc_bit_ceil_ull
}
