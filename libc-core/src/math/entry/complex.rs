//! `<complex.h>`, and the operators on complex numbers that compilers call. C23 7.3.

use crate::math::complex::{Complex, complex, exponential, hyperbolic, inverse, operators};
use arch::LongDouble;

/// Functions from complex to complex in three formats.
macro_rules! complex_families {
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident($($z:ident),*) => $body:expr;)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double($($z: Complex<f64>),*) -> Complex<f64> {
            $body
        }
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float($($z: Complex<f32>),*) -> Complex<f32> {
            $body
        }
        const _: () = {
            unsafe extern "C" fn target(out: *mut Complex<LongDouble>, numbers: *const Complex<LongDouble>) {
                // SAFETY: the shim passes the numbers as an array.
                let [$($z),*] = unsafe { super::define::read_complex(numbers) };
                let result: Complex<LongDouble> = $body;
                // SAFETY: the shim passes room for the result.
                unsafe { out.write(result) };
            }
            arch::complex_long_double_fn! {
                $(#[$meta])*
                pub fn $long_double => target
            }
        };
    )*};
}

/// Functions from complex to real in three formats.
macro_rules! real_families {
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident($z:ident) => $body:expr;)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double($z: Complex<f64>) -> f64 {
            $body
        }
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float($z: Complex<f32>) -> f32 {
            $body
        }
        const _: () = {
            unsafe extern "C" fn target(out: *mut LongDouble, number: *const Complex<LongDouble>) {
                // SAFETY: the shim passes the parts one after the other.
                let $z: Complex<LongDouble> = unsafe { number.read() };
                // SAFETY: the shim passes room for the result.
                unsafe { out.write($body) };
            }
            arch::long_double_fn! {
                $(#[$meta])*
                pub fn $long_double => target
            }
        };
    )*};
}

/// Operators on two complex numbers whose parts are passed one by one.
macro_rules! complex_operators {
    ($($(#[$meta:meta])* $double:ident $float:ident $long_double:ident: $function:path;)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $double(a: f64, b: f64, c: f64, d: f64) -> Complex<f64> {
            $function(complex(a, b), complex(c, d))
        }
        $(#[$meta])*
        #[unsafe(no_mangle)]
        pub extern "C" fn $float(a: f32, b: f32, c: f32, d: f32) -> Complex<f32> {
            $function(complex(a, b), complex(c, d))
        }
        const _: () = {
            unsafe extern "C" fn target(out: *mut Complex<LongDouble>, numbers: *const [Complex<LongDouble>; 2]) {
                // SAFETY: the shim passes the parts as an array, and room for the result.
                unsafe {
                    let [z, w] = numbers.read();
                    out.write($function(z, w));
                }
            }
            arch::complex_long_double_fn! {
                $(#[$meta])*
                pub fn $long_double => target
            }
        };
    )*};
}

complex_families! {
    /// The arc cosine.
    cacos cacosf cacosl(z) => inverse::acos(z);
    /// The arc sine.
    casin casinf casinl(z) => inverse::asin(z);
    /// The arc tangent.
    catan catanf catanl(z) => inverse::atan(z);
    /// The cosine.
    ccos ccosf ccosl(z) => hyperbolic::cos(z);
    /// The sine.
    csin csinf csinl(z) => hyperbolic::sin(z);
    /// The tangent.
    ctan ctanf ctanl(z) => hyperbolic::tan(z);
    /// The area hyperbolic cosine.
    cacosh cacoshf cacoshl(z) => inverse::acosh(z);
    /// The area hyperbolic sine.
    casinh casinhf casinhl(z) => inverse::asinh(z);
    /// The area hyperbolic tangent.
    catanh catanhf catanhl(z) => inverse::atanh(z);
    /// The hyperbolic cosine.
    ccosh ccoshf ccoshl(z) => hyperbolic::cosh(z);
    /// The hyperbolic sine.
    csinh csinhf csinhl(z) => hyperbolic::sinh(z);
    /// The hyperbolic tangent.
    ctanh ctanhf ctanhl(z) => hyperbolic::tanh(z);
    /// e to the power `z`.
    cexp cexpf cexpl(z) => exponential::exp(z);
    /// The natural logarithm.
    clog clogf clogl(z) => exponential::log(z);
    /// `z` to the power `w`.
    cpow cpowf cpowl(z, w) => exponential::pow(z, w);
    /// The square root with a real part that is not negative.
    csqrt csqrtf csqrtl(z) => exponential::root(z);
    /// The conjugate.
    conj conjf conjl(z) => z.conjugate();
    /// The projection onto the Riemann sphere.
    cproj cprojf cprojl(z) => exponential::projection(z);
}

real_families! {
    /// The magnitude.
    cabs cabsf cabsl(z) => exponential::magnitude(z);
    /// The argument.
    carg cargf cargl(z) => exponential::argument(z);
    /// The real part.
    creal crealf creall(z) => z.re;
    /// The imaginary part.
    cimag cimagf cimagl(z) => z.im;
}

#[cfg(target_arch = "x86_64")]
complex_operators! {
    /// The product of `a` + i`b` and `c` + i`d`; for compilers.
    __muldc3 __mulsc3 __mulxc3: operators::multiply;
    /// The quotient of `a` + i`b` and `c` + i`d`; for compilers.
    __divdc3 __divsc3 __divxc3: operators::divide;
}

#[cfg(target_arch = "aarch64")]
complex_operators! {
    /// The product of `a` + i`b` and `c` + i`d`; for compilers.
    __muldc3 __mulsc3 __multc3: operators::multiply;
    /// The quotient of `a` + i`b` and `c` + i`d`; for compilers.
    __divdc3 __divsc3 __divtc3: operators::divide;
}
