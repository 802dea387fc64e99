//! Classification: what the macros of `<math.h>` call. C23 7.12.3.

use crate::math::exact::order::classify;
use crate::math::format::{Format, Operand};
use core::ffi::c_int;

measures! {
    /// `fpclassify`. C23 7.12.3.1.
    __fpclassify __fpclassifyf __fpclassifyl(x;) -> c_int => classify(x);
    /// `signbit`. C23 7.12.3.7.
    __signbit __signbitf __signbitl(x;) -> c_int => x.is_minus().into();
    /// Is neither infinite nor a NaN. BSD.
    finite finitef finitel(x;) -> c_int => matches!(x.operand(), Operand::Finite(_)).into();
}
