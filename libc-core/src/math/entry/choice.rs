//! The larger and the smaller of two numbers. C23 7.12.12, 7.12.11.1.

use crate::math::exact::arithmetic::difference;
use crate::math::exact::choice::{NanRule, choose};
use crate::math::format::Format;

families! {
    /// The absolute value. C23 7.12.7.3.
    fabs fabsf fabsl(x) => x.abs(), x.abs(), x.with_sign(false);
    /// The magnitude of `x` with the sign of `y`. C23 7.12.11.1.
    copysign copysignf copysignl(x, y) => x.copysign(y), x.copysign(y), x.with_sign(y.is_minus());
    /// `x` - `y` if that is above 0, else 0. C23 7.12.12.1.
    fdim fdimf fdiml(x, y) =>
        if x <= y { 0.0 } else { x - y }, if x <= y { 0.0 } else { x - y }, difference(x, y);
    /// The larger; a number rather than a NaN. C23 7.12.12.2.
    fmax fmaxf fmaxl(x, y) => choose(x, y, false, false, NanRule::Ignore);
    /// The smaller; a number rather than a NaN. C23 7.12.12.3.
    fmin fminf fminl(x, y) => choose(x, y, true, false, NanRule::Ignore);
    /// The larger; a NaN if there is one. C23 7.12.12.4.
    fmaximum fmaximumf fmaximuml(x, y) => choose(x, y, false, false, NanRule::Propagate);
    /// The smaller; a NaN if there is one. C23 7.12.12.5.
    fminimum fminimumf fminimuml(x, y) => choose(x, y, true, false, NanRule::Propagate);
    /// That of the larger magnitude; a NaN if there is one. C23 7.12.12.6.
    fmaximum_mag fmaximum_magf fmaximum_magl(x, y) => choose(x, y, false, true, NanRule::Propagate);
    /// That of the smaller magnitude; a NaN if there is one. C23 7.12.12.7.
    fminimum_mag fminimum_magf fminimum_magl(x, y) => choose(x, y, true, true, NanRule::Propagate);
    /// The larger; a number rather than a NaN. C23 7.12.12.8.
    fmaximum_num fmaximum_numf fmaximum_numl(x, y) => choose(x, y, false, false, NanRule::Ignore);
    /// The smaller; a number rather than a NaN. C23 7.12.12.9.
    fminimum_num fminimum_numf fminimum_numl(x, y) => choose(x, y, true, false, NanRule::Ignore);
    /// That of the larger magnitude; a number rather than a NaN. C23 7.12.12.10.
    fmaximum_mag_num fmaximum_mag_numf fmaximum_mag_numl(x, y) => choose(x, y, false, true, NanRule::Ignore);
    /// That of the smaller magnitude; a number rather than a NaN. C23 7.12.12.11.
    fminimum_mag_num fminimum_mag_numf fminimum_mag_numl(x, y) => choose(x, y, true, true, NanRule::Ignore);
}
