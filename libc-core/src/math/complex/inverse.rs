//! Inverse trigonometric and hyperbolic functions. C23 7.3.5, 7.3.6, G.6.1, G.6.2.
//! Source: Kahan, "Branch Cuts for Complex Elementary Functions" (1987).

use super::exponential::{squares_less_one, wide_root};
use super::{Complex, complex, part};
use crate::math::elementary::inverse_trigonometric::{Unit, atan2};
use crate::math::exact::remainder::nan_of;
use crate::math::format::{Format, Operand};
use crate::math::wide::hyperbolic::asinh as wide_asinh;
use crate::math::wide::inverse_trigonometric::atan2 as wide_atan2;
use crate::math::wide::logarithm::ln_1p;
use crate::math::wide::{PI, Wide};

/// The roots of 1 - z and 1 + z, z in the closed first quadrant.
fn roots(x: Wide, y: Wide) -> ((Wide, Wide), (Wide, Wide)) {
    let below = Wide::ONE - x;
    let root = |re: Wide, im: Wide| if re.is_zero() && im.is_zero() { (re, im) } else { wide_root(re, im) };
    // On the cut the imaginary part has the sign of the side that it is seen from: above, so 1 - z is below.
    (root(below, -y), root(Wide::ONE + x, y))
}

/// The imaginary part of the arc sine's magnitude: asinh of Im(conj √(1 - z) √(1 + z)).
fn imaginary(x: Wide, y: Wide) -> Wide {
    let ((a, b), (c, d)) = roots(x, y);
    let sine = a * d - b * c;
    if sine.is_zero() { sine } else { wide_asinh(sine) }
}

/// atan2 with zeros, both parts not negative.
fn angle(y: Wide, x: Wide) -> Wide {
    match (y.is_zero(), x.is_zero()) {
        (true, _) => Wide::ZERO,
        (false, true) => PI.scale(-1),
        _ => wide_atan2(y, x),
    }
}

/// The arc cosine.
pub fn acos<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    let minus = !z.im.is_minus();
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            let ((a, _), (c, _)) = roots(x.abs(), y.abs());
            let acute = angle(a, c).scale(1);
            let re = if x.negative { PI - acute } else { acute };
            complex(part(re), part(imaginary(x.abs(), y.abs()).with_sign(minus)))
        }
        (Operand::Nan, Operand::Infinite(_)) | (Operand::Infinite(_), Operand::Nan) => {
            complex(nan(), F::infinity(minus))
        }
        (Operand::Infinite(_), _) | (_, Operand::Infinite(_)) => {
            complex(atan2(z.im.with_sign(false), z.re, Unit::Radian), F::infinity(minus))
        }
        (Operand::Finite(x), _) if x.is_zero() => complex(part(PI.scale(-1)), nan()),
        _ => complex(nan(), nan()),
    }
}

/// The area hyperbolic sine.
pub fn asinh<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            // -i asin(iz), in the first quadrant: the arc sine of y + ix, with the parts changed.
            let (across, up) = (y.abs(), x.abs());
            let ((a, b), (c, d)) = roots(across, up);
            let cosine = a * c - b * d;
            let cosine = if cosine.negative { Wide::ZERO } else { cosine };
            complex(part(imaginary(across, up)), part(angle(across, cosine))).with_signs(z)
        }
        (Operand::Infinite(_), Operand::Nan) => complex(z.re, nan()),
        (Operand::Nan, Operand::Infinite(_)) => complex(F::infinity(false), nan()),
        (Operand::Infinite(_), _) | (_, Operand::Infinite(_)) => {
            let (re, im) = (z.re.with_sign(false), z.im.with_sign(false));
            complex(F::infinity(false), atan2(im, re, Unit::Radian)).with_signs(z)
        }
        (Operand::Nan, Operand::Finite(y)) if y.is_zero() => complex(nan(), z.im),
        _ => complex(nan(), nan()),
    }
}

/// The area hyperbolic tangent.
pub fn atanh<F: Format>(z: Complex<F>) -> Complex<F> {
    let nan = || nan_of(z.re, z.im);
    let quarter = || part::<F>(PI.scale(-1));
    match (z.re.operand(), z.im.operand()) {
        (Operand::Finite(x), Operand::Finite(y)) => {
            let (x, y) = (x.abs(), y.abs());
            if y.is_zero() && x == Wide::ONE {
                return complex(F::pole(z.re.is_minus()), z.im);
            }
            let below = Wide::ONE - x;
            let re = if x.is_zero() { x } else { ln_1p(x.scale(2) / (below * below + y * y)).scale(-2) };
            let outside = squares_less_one(x, y);
            let im = if y.is_zero() && !outside.negative {
                PI.scale(-1)
            } else if y.is_zero() {
                y
            } else if outside.is_zero() {
                PI.scale(-2)
            } else {
                wide_atan2(y.scale(1), -outside).scale(-1)
            };
            complex(part(re), part(im)).with_signs(z)
        }
        (Operand::Finite(x), Operand::Nan) if x.is_zero() => complex(z.re, nan()),
        (Operand::Infinite(_), Operand::Nan) => complex(F::zero(z.re.is_minus()), nan()),
        (Operand::Nan, Operand::Infinite(_)) => complex(F::zero(false), quarter().with_sign(z.im.is_minus())),
        (Operand::Infinite(_), _) | (_, Operand::Infinite(_)) => complex(F::zero(false), quarter()).with_signs(z),
        _ => complex(nan(), nan()),
    }
}

/// The arc sine: -i asinh(i`z`).
pub fn asin<F: Format>(z: Complex<F>) -> Complex<F> {
    asinh(z.times_i()).times_minus_i()
}

/// The arc tangent: -i atanh(i`z`).
pub fn atan<F: Format>(z: Complex<F>) -> Complex<F> {
    atanh(z.times_i()).times_minus_i()
}

/// The area hyperbolic cosine: i times the arc cosine, or -i, so that the real part is not negative.
pub fn acosh<F: Format>(z: Complex<F>) -> Complex<F> {
    let w = acos(z);
    complex(w.im.with_sign(false), w.re.with_sign(z.im.is_minus()))
}
