//! How C functions are defined here.

use crate::math::complex::Complex;
use arch::LongDouble;

/// The `long double` arguments that a shim passes.
///
/// # Safety
/// There are `N`.
pub unsafe fn read<const N: usize>(numbers: *const LongDouble) -> [LongDouble; N] {
    // SAFETY: the caller's promise.
    unsafe { numbers.cast::<[LongDouble; N]>().read() }
}

/// The `long double _Complex` arguments that a shim passes.
///
/// # Safety
/// There are `N`.
pub unsafe fn read_complex<const N: usize>(numbers: *const Complex<LongDouble>) -> [Complex<LongDouble>; N] {
    // SAFETY: the caller's promise.
    unsafe { numbers.cast::<[Complex<LongDouble>; N]>().read() }
}

/// C functions without `long double`.
macro_rules! functions {
    ($($(#[$meta:meta])* fn $name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)? => $body:expr;)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $name($($argument: $type),*) $(-> $result)? {
            $body
        }
    )*};
}

/// C functions without `long double` that take pointers.
macro_rules! pointer_functions {
    ($($(#[$meta:meta])* fn $name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)? => $body:expr;)*) => {$(
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C: the pointers are valid.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name($($argument: $type),*) $(-> $result)? {
            // SAFETY: the caller's promise.
            unsafe { $body }
        }
    )*};
}

/// C functions that take `long double`, and then others; they return `long double`, or what is named.
macro_rules! long_double_functions {
    ($($(#[$meta:meta])* fn $name:ident($($number:ident),*; $($argument:ident: $type:ty),*) $(-> $result:ty)? => $body:expr;)*) => {$(
        long_double_functions! { @ ($(#[$meta])* $name) ($($number),*) ($($argument: $type),*) ($($result)?) $body }
    )*};
    (@ ($(#[$meta:meta])* $name:ident) ($($number:ident),*) ($($argument:ident: $type:ty),*) () $body:expr) => {
        const _: () = {
            unsafe extern "C" fn target(out: *mut arch::LongDouble, numbers: *const arch::LongDouble $(, $argument: $type)*) {
                // SAFETY: the shim passes the numbers as an array.
                let [$($number),*] = unsafe { crate::math::entry::define::read(numbers) };
                let result: arch::LongDouble = $body;
                // SAFETY: the shim passes room for the result.
                unsafe { out.write(result) };
            }
            arch::long_double_fn! {
                $(#[$meta])*
                pub fn $name => target
            }
        };
    };
    (@ ($(#[$meta:meta])* $name:ident) ($($number:ident),*) ($($argument:ident: $type:ty),*) ($result:ty) $body:expr) => {
        const _: () = {
            unsafe extern "C" fn target(_: *mut arch::LongDouble, numbers: *const arch::LongDouble $(, $argument: $type)*) -> $result {
                // SAFETY: the shim passes the numbers as an array.
                let [$($number),*] = unsafe { crate::math::entry::define::read(numbers) };
                $body
            }
            arch::long_double_fn! {
                $(#[$meta])*
                pub fn $name => target, -> as_is
            }
        };
    };
}

#[allow(unused_imports, reason = "not every architecture has more of them")]
pub(crate) use long_double_functions;

/// A function in its three formats, `double`, `float`, `long double`, whose arguments and result are of the format: by
/// one expression for all formats, or one for each.
macro_rules! families {
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident ($($x:ident),*) => $($body:expr),+;)*) => {$(
        families! { @ ($(#[$meta])*) $double $float $long_double ($($x),*) $($body),+ }
    )*};
    (@ ($(#[$meta:meta])*) $double:ident $float:ident $long_double:ident $x:tt $body:expr) => {
        families! { @ ($(#[$meta])*) $double $float $long_double $x $body, $body, $body }
    };
    (@ ($(#[$meta:meta])*) $double:ident $float:ident $long_double:ident ($($x:ident),*) $d:expr, $f:expr, $l:expr) => {
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double($($x: f64),*) -> f64 {
            $d
        }
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float($($x: f32),*) -> f32 {
            $f
        }
        long_double_functions! {
            $(#[$meta])*
            fn $long_double($($x),*;) => $l;
        }
    };
}

/// A function in its three formats whose arguments are of the format, with others behind them, and whose result is of
/// another type.
macro_rules! measures {
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident ($($x:ident),*; $($argument:ident: $type:ty),*) -> $result:ty => $d:expr, $f:expr, $l:expr;)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double($($x: f64,)* $($argument: $type),*) -> $result {
            $d
        }
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float($($x: f32,)* $($argument: $type),*) -> $result {
            $f
        }
        long_double_functions! {
            $(#[$meta])*
            fn $long_double($($x),*; $($argument: $type),*) -> $result => $l;
        }
    )*};
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident $x:tt -> $result:ty => $body:expr;)*) => {
        measures! { $($(#[$meta])* $double $float $long_double $x -> $result => $body, $body, $body;)* }
    };
}
