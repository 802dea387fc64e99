//! Square roots, the fused multiplication and addition, and arithmetic to narrower formats. C23 7.12.7.10, 7.12.13,
//! 7.12.14.

use crate::math::exact::arithmetic::{add, fused, multiply, quotient, root, subtract};
use arch::float;

families! {
    /// The square root, correctly rounded. Invalid below 0. C23 7.12.7.10.
    sqrt sqrtf sqrtl(x) => float::sqrt(x), float::sqrtf(x), root(x);
    /// `x` × `y` + `z`, rounded once. C23 7.12.13.1.
    fma fmaf fmal(x, y, z) =>
        float::fma(x, y, z).unwrap_or_else(|| fused(x, y, z)),
        float::fmaf(x, y, z).unwrap_or_else(|| fused(x, y, z)),
        fused(x, y, z);
}

functions! {
    /// `x` + `y`, rounded once to `float`. C23 7.12.14.1.
    fn fadd(x: f64, y: f64) -> f32 => add(x, y);
    /// `x` - `y`, rounded once to `float`. C23 7.12.14.2.
    fn fsub(x: f64, y: f64) -> f32 => subtract(x, y);
    /// `x` × `y`, rounded once to `float`. C23 7.12.14.3.
    fn fmul(x: f64, y: f64) -> f32 => multiply(x, y);
    /// `x` / `y`, rounded once to `float`. C23 7.12.14.4.
    fn fdiv(x: f64, y: f64) -> f32 => quotient(x, y);
    /// `x` × `y` + `z`, rounded once to `float`. C23 7.12.14.5.
    fn ffma(x: f64, y: f64, z: f64) -> f32 => fused(x, y, z);
    /// The square root, rounded once to `float`. C23 7.12.14.6.
    fn fsqrt(x: f64) -> f32 => root(x);
}

long_double_functions! {
    /// `x` + `y`, rounded once to `float`. C23 7.12.14.1.
    fn faddl(x, y;) -> f32 => add(x, y);
    /// `x` + `y`, rounded once to `double`. C23 7.12.14.1.
    fn daddl(x, y;) -> f64 => add(x, y);
    /// `x` - `y`, rounded once to `float`. C23 7.12.14.2.
    fn fsubl(x, y;) -> f32 => subtract(x, y);
    /// `x` - `y`, rounded once to `double`. C23 7.12.14.2.
    fn dsubl(x, y;) -> f64 => subtract(x, y);
    /// `x` × `y`, rounded once to `float`. C23 7.12.14.3.
    fn fmull(x, y;) -> f32 => multiply(x, y);
    /// `x` × `y`, rounded once to `double`. C23 7.12.14.3.
    fn dmull(x, y;) -> f64 => multiply(x, y);
    /// `x` / `y`, rounded once to `float`. C23 7.12.14.4.
    fn fdivl(x, y;) -> f32 => quotient(x, y);
    /// `x` / `y`, rounded once to `double`. C23 7.12.14.4.
    fn ddivl(x, y;) -> f64 => quotient(x, y);
    /// `x` × `y` + `z`, rounded once to `float`. C23 7.12.14.5.
    fn ffmal(x, y, z;) -> f32 => fused(x, y, z);
    /// `x` × `y` + `z`, rounded once to `double`. C23 7.12.14.5.
    fn dfmal(x, y, z;) -> f64 => fused(x, y, z);
    /// The square root, rounded once to `float`. C23 7.12.14.6.
    fn fsqrtl(x;) -> f32 => root(x);
    /// The square root, rounded once to `double`. C23 7.12.14.6.
    fn dsqrtl(x;) -> f64 => root(x);
}
