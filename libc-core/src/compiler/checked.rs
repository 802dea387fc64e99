//! Arithmetic of `-ftrapv`: an overflow ends the program.

use crate::process::abort::abort;

/// Checked operations on one type.
macro_rules! checked {
    ($($type:ty: $add:ident $sub:ident $mul:ident $neg:ident $abs:ident;)*) => {$(
        /// `a` + `b`.
        #[unsafe(no_mangle)]
        pub extern "C" fn $add(a: $type, b: $type) -> $type {
            a.checked_add(b).unwrap_or_else(|| abort())
        }
        /// `a` - `b`.
        #[unsafe(no_mangle)]
        pub extern "C" fn $sub(a: $type, b: $type) -> $type {
            a.checked_sub(b).unwrap_or_else(|| abort())
        }
        /// `a` × `b`.
        #[unsafe(no_mangle)]
        pub extern "C" fn $mul(a: $type, b: $type) -> $type {
            a.checked_mul(b).unwrap_or_else(|| abort())
        }
        /// -`a`.
        #[unsafe(no_mangle)]
        pub extern "C" fn $neg(a: $type) -> $type {
            a.checked_neg().unwrap_or_else(|| abort())
        }
        /// The absolute value of `a`.
        #[unsafe(no_mangle)]
        pub extern "C" fn $abs(a: $type) -> $type {
            a.checked_abs().unwrap_or_else(|| abort())
        }
    )*};
}

checked! {
    i32: __addvsi3 __subvsi3 __mulvsi3 __negvsi2 __absvsi2;
    i64: __addvdi3 __subvdi3 __mulvdi3 __negvdi2 __absvdi2;
    i128: __addvti3 __subvti3 __mulvti3 __negvti2 __absvti2;
}
