//! Which kernels to use: there is one kind.

use super::neon::Neon;
use crate::string::{ByteSet, Pair, Wide, for_each_kernel, vector};

macro_rules! instantiate {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty = $generic:ident[$($lane:ty)?];)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Safety
            /// As the C function.
            #[inline(never)]
            pub unsafe fn $name($($argument: $type),*) -> $result {
                // SAFETY: the caller's promise.
                unsafe { vector::$generic::<Neon $(, $lane)?>($($argument),*) }
            }
        )*
    };
}
for_each_kernel!(instantiate);
