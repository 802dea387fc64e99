//! Error functions, gamma functions, Bessel functions. C23 7.12.8, POSIX `j0`, `y0`, `lgamma`.

use crate::alias::alias;
use crate::math::elementary::{exponential, gamma};
use crate::math::native;
use core::ffi::c_int;
use core::sync::atomic::{AtomicI32, Ordering};

/// The sign of the gamma function where `lgamma` was last asked; whoever reads it must know that no other thread asks.
#[unsafe(no_mangle)]
pub static signgam: AtomicI32 = AtomicI32::new(0);
alias!(signgam = __signgam);

/// Functions of `double` and `float`.
macro_rules! pairs {
    ($($(#[$meta:meta])* $double:ident $float:ident ($($x:ident$(: $type:ty)?),*);)*) => {$(
        functions! {
            $(#[$meta])*
            fn $double($($x: pairs!(f64 $($type)?)),*) -> f64 => libm::$double($($x),*);
            $(#[$meta])*
            fn $float($($x: pairs!(f32 $($type)?)),*) -> f32 => libm::$float($($x),*);
        }
    )*};
    ($float:ident) => { $float };
    ($float:ident $type:ty) => { $type };
}

families! {
    /// The error function.
    erf erff erfl(x) => libm::erf(x), libm::erff(x), exponential::erf(x);
    /// The complementary error function.
    erfc erfcf erfcl(x) => native::special::erfc(x), native::special::erfcf(x), exponential::erfc(x);
    /// The gamma function. A pole at 0, invalid at negative integers and negative infinity.
    tgamma tgammaf tgammal(x) => native::special::tgamma(x), native::special::tgammaf(x), gamma::tgamma(x);
}

pairs! {
    /// The Bessel function of the first kind of order 0. XSI.
    j0 j0f(x);
    /// The Bessel function of the first kind of order 1. XSI.
    j1 j1f(x);
    /// The Bessel function of the first kind of order `n`. XSI.
    jn jnf(n: c_int, x);
    /// The Bessel function of the second kind of order 0. XSI.
    y0 y0f(x);
    /// The Bessel function of the second kind of order 1. XSI.
    y1 y1f(x);
    /// The Bessel function of the second kind of order `n`. XSI.
    yn ynf(n: c_int, x);
}

pointer_functions! {
    /// The logarithm of the magnitude of the gamma function; its sign goes to `*sign`. BSD.
    fn lgamma_r(x: f64, sign: *mut c_int) -> f64 => {
        let (value, of_gamma) = native::special::lgamma(x);
        sign.write(of_gamma);
        value
    };
    /// The logarithm of the magnitude of the gamma function; its sign goes to `*sign`. BSD.
    fn lgammaf_r(x: f32, sign: *mut c_int) -> f32 => {
        let (value, of_gamma) = native::special::lgammaf(x);
        sign.write(of_gamma);
        value
    };
}

functions! {
    /// The logarithm of the magnitude of the gamma function; its sign goes to `signgam`. Not thread-safe in that.
    fn lgamma(x: f64) -> f64 => {
        let (value, of_gamma) = native::special::lgamma(x);
        signgam.store(of_gamma, Ordering::Relaxed);
        value
    };
    /// The logarithm of the magnitude of the gamma function; its sign goes to `signgam`. Not thread-safe in that.
    fn lgammaf(x: f32) -> f32 => {
        let (value, of_gamma) = native::special::lgammaf(x);
        signgam.store(of_gamma, Ordering::Relaxed);
        value
    };
}

long_double_functions! {
    /// The logarithm of the magnitude of the gamma function; its sign goes to `*sign`. BSD.
    fn lgammal_r(x; sign: *mut c_int) => {
        let (value, of_gamma) = gamma::lgamma(x);
        // SAFETY: the caller's promise.
        unsafe { sign.write(of_gamma) };
        value
    };
    /// The logarithm of the magnitude of the gamma function; its sign goes to `signgam`. Not thread-safe in that.
    fn lgammal(x;) => {
        let (value, of_gamma) = gamma::lgamma(x);
        signgam.store(of_gamma, Ordering::Relaxed);
        value
    };
}
