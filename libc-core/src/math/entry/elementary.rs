//! Exponential, logarithmic, trigonometric and hyperbolic functions, and powers. C23 7.12.4 to 7.12.7.

/// A function of `double` and of `float`.
macro_rules! pairs {
    ($($(#[$meta:meta])* $double:ident $float:ident ($($x:ident),*);)*) => {$(
        functions! {
            $(#[$meta])*
            fn $double($($x: f64),*) -> f64 => libm::$double($($x),*);
            $(#[$meta])*
            fn $float($($x: f32),*) -> f32 => libm::$float($($x),*);
        }
    )*};
}

pairs! {
    /// The principal arc cosine. Invalid beyond ±1.
    acos acosf(x);
    /// The arc sine. Invalid beyond ±1.
    asin asinf(x);
    /// The arc tangent.
    atan atanf(x);
    /// The angle of the point (`x`, `y`).
    atan2 atan2f(y, x);
    /// The cosine. Invalid for infinities.
    cos cosf(x);
    /// The sine. Invalid for infinities.
    sin sinf(x);
    /// The tangent. Invalid for infinities.
    tan tanf(x);
    /// The nonnegative area hyperbolic cosine. Invalid below 1.
    acosh acoshf(x);
    /// The area hyperbolic sine.
    asinh asinhf(x);
    /// The area hyperbolic tangent. Invalid beyond ±1, which are poles.
    atanh atanhf(x);
    /// The hyperbolic cosine.
    cosh coshf(x);
    /// The hyperbolic sine.
    sinh sinhf(x);
    /// The hyperbolic tangent.
    tanh tanhf(x);
    /// e to the power `x`.
    exp expf(x);
    /// 2 to the power `x`.
    exp2 exp2f(x);
    /// 10 to the power `x`.
    exp10 exp10f(x);
    /// e to the power `x`, less 1.
    expm1 expm1f(x);
    /// The natural logarithm. Invalid below 0, which is a pole.
    log logf(x);
    /// The common logarithm. Invalid below 0, which is a pole.
    log10 log10f(x);
    /// The natural logarithm of 1 + `x`. Invalid below -1, which is a pole.
    log1p log1pf(x);
    /// The logarithm to base 2. Invalid below 0, which is a pole.
    log2 log2f(x);
    /// The cube root.
    cbrt cbrtf(x);
    /// The square root of the sum of the squares.
    hypot hypotf(x, y);
    /// `x` to the power `y`.
    pow powf(x, y);
}

functions! {
    /// The old name of `exp10`. GNU.
    fn pow10(x: f64) -> f64 => libm::exp10(x);
    /// The old name of `exp10f`. GNU.
    fn pow10f(x: f32) -> f32 => libm::exp10f(x);
}

pointer_functions! {
    /// Sine and cosine. GNU.
    fn sincos(x: f64, sine: *mut f64, cosine: *mut f64) => {
        let (s, c) = libm::sincos(x);
        sine.write(s);
        cosine.write(c);
    };
    /// Sine and cosine. GNU.
    fn sincosf(x: f32, sine: *mut f32, cosine: *mut f32) => {
        let (s, c) = libm::sincosf(x);
        sine.write(s);
        cosine.write(c);
    };
}
