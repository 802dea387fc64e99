//! Multiplication and division, as the compiler calls them: infinities come out as C wants. C23 G.5.1.

use super::{Complex, complex};
use crate::math::exact::arithmetic;
use crate::math::exact::scale::scale;
use crate::math::format::{Format, Operand};
use arch::LongDouble;

/// A format's own arithmetic.
pub trait Arithmetic: Format {
    /// `self` + `other`.
    fn plus(self, other: Self) -> Self;
    /// `self` - `other`.
    fn minus(self, other: Self) -> Self;
    /// `self` × `other`.
    fn times(self, other: Self) -> Self;
    /// `self` / `other`.
    fn over(self, other: Self) -> Self;
}

/// By the CPU.
macro_rules! native {
    ($($type:ty)*) => {$(
        impl Arithmetic for $type {
            fn plus(self, other: Self) -> Self {
                self + other
            }
            fn minus(self, other: Self) -> Self {
                self - other
            }
            fn times(self, other: Self) -> Self {
                self * other
            }
            fn over(self, other: Self) -> Self {
                self / other
            }
        }
    )*};
}

native!(f32 f64);

/// By `exact`.
macro_rules! by_parts {
    ($type:ty) => {
        impl Arithmetic for $type {
            fn plus(self, other: Self) -> Self {
                arithmetic::add(self, other)
            }
            fn minus(self, other: Self) -> Self {
                arithmetic::subtract(self, other)
            }
            fn times(self, other: Self) -> Self {
                arithmetic::multiply(self, other)
            }
            fn over(self, other: Self) -> Self {
                arithmetic::quotient(self, other)
            }
        }
    };
}

by_parts!(LongDouble);
#[cfg(any(test, target_arch = "x86_64"))]
by_parts!(crate::math::interchange::Binary128);

/// Is infinite.
fn infinite<F: Format>(x: F) -> bool {
    matches!(x.operand(), Operand::Infinite(_))
}

/// What an infinite number is to a direction: infinities are 1, all else is 0, the signs stay.
fn boxed<F: Format>(x: F) -> F {
    if infinite(x) { F::one(x.is_minus()) } else { F::zero(x.is_minus()) }
}

/// A NaN as a zero of its sign.
fn nan_to_zero<F: Format>(x: F) -> F {
    if x.is_nan() { F::zero(x.is_minus()) } else { x }
}

/// `z` × `w`.
pub fn multiply<F: Arithmetic>(z: Complex<F>, w: Complex<F>) -> Complex<F> {
    let (mut a, mut b, mut c, mut d) = (z.re, z.im, w.re, w.im);
    let (ac, bd, ad, bc) = (a.times(c), b.times(d), a.times(d), b.times(c));
    let result = complex(ac.minus(bd), ad.plus(bc));
    if !result.re.is_nan() || !result.im.is_nan() {
        return result;
    }
    let mut again = false;
    if infinite(a) || infinite(b) {
        (a, b, c, d) = (boxed(a), boxed(b), nan_to_zero(c), nan_to_zero(d));
        again = true;
    }
    if infinite(c) || infinite(d) {
        (a, b, c, d) = (nan_to_zero(a), nan_to_zero(b), boxed(c), boxed(d));
        again = true;
    }
    if !again && [ac, bd, ad, bc].into_iter().any(infinite) {
        (a, b, c, d) = (nan_to_zero(a), nan_to_zero(b), nan_to_zero(c), nan_to_zero(d));
        again = true;
    }
    if !again {
        return result;
    }
    let infinity = F::infinity(false);
    let re = a.times(c).minus(b.times(d));
    let im = a.times(d).plus(b.times(c));
    complex(infinity.times(re), infinity.times(im))
}

/// `z` / `w`.
pub fn divide<F: Arithmetic>(z: Complex<F>, w: Complex<F>) -> Complex<F> {
    let (mut a, mut b, mut c, mut d) = (z.re, z.im, w.re, w.im);
    // The denominator near 1, so that its square has a range.
    let mut power = 0;
    if let (Operand::Finite(x), Operand::Finite(y)) = (c.operand(), d.operand())
        && !(x.is_zero() && y.is_zero())
    {
        let exponent = |value: crate::math::wide::Wide| if value.is_zero() { i32::MIN } else { value.exponent };
        power = -i64::from(exponent(x).max(exponent(y)));
        (c, d) = (scale(c, power), scale(d, power));
    }
    let denominator = c.times(c).plus(d.times(d));
    let over = |numerator: F| scale(numerator.over(denominator), power);
    let re = over(a.times(c).plus(b.times(d)));
    let im = over(b.times(c).minus(a.times(d)));
    if !re.is_nan() || !im.is_nan() {
        return complex(re, im);
    }
    let zero = |x: F| matches!(x.operand(), Operand::Finite(value) if value.is_zero());
    let finite = |x: F| matches!(x.operand(), Operand::Finite(_));
    let infinity = F::infinity(false);
    if zero(denominator) && (!a.is_nan() || !b.is_nan()) {
        let side = F::infinity(c.is_minus());
        return complex(side.times(a), side.times(b));
    }
    if (infinite(a) || infinite(b)) && finite(c) && finite(d) {
        (a, b) = (boxed(a), boxed(b));
        let re = a.times(c).plus(b.times(d));
        let im = b.times(c).minus(a.times(d));
        return complex(infinity.times(re), infinity.times(im));
    }
    if (infinite(c) || infinite(d)) && finite(a) && finite(b) {
        (c, d) = (boxed(c), boxed(d));
        let nothing = F::zero(false);
        let re = a.times(c).plus(b.times(d));
        let im = b.times(c).minus(a.times(d));
        return complex(nothing.times(re), nothing.times(im));
    }
    complex(re, im)
}
