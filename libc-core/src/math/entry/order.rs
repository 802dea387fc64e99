//! Total order, canonical encodings, the payloads of NaNs. C23 F.10.13, 7.12.11.7.

use crate::math::exact::order::{canonical, is_canonical, payload, signaling_equality, total_order, with_payload};
use crate::math::format::Format;
use arch::LongDouble;
use core::ffi::c_int;

/// The functions of one format that take pointers.
macro_rules! through_pointers {
    ($type:ty: $total_order:ident $total_order_mag:ident $canonicalize:ident $payload:ident $quiet:ident $signaling:ident) => {
        pointer_functions! {
            /// `*x` is not above `*y` in IEEE 754's total order. C23 F.10.12.1.
            fn $total_order(x: *const $type, y: *const $type) -> c_int => total_order(*x, *y).is_le().into();
            /// As `totalorder`, of the magnitudes. C23 F.10.12.2.
            fn $total_order_mag(x: *const $type, y: *const $type) -> c_int =>
                total_order((*x).with_sign(false), (*y).with_sign(false)).is_le().into();
            /// Stores the canonical encoding of `*x`; 0, or 1 if there is none. C23 7.12.11.7.
            fn $canonicalize(result: *mut $type, x: *const $type) -> c_int => match canonical(*x) {
                Some(value) => {
                    result.write(value);
                    0
                }
                None => 1,
            };
            /// Stores a quiet NaN with the payload `x`; 0, or 1 and +0 is stored if `x` is no payload. C23 F.10.13.2.
            fn $quiet(result: *mut $type, x: $type) -> c_int => store(result, with_payload(x, false));
            /// Stores a signaling NaN with the payload `x`; 0, or 1 and +0 is stored if `x` is no payload. C23 F.10.13.3.
            fn $signaling(result: *mut $type, x: $type) -> c_int => store(result, with_payload(x, true));
            /// The payload of the NaN `*x`; -1 if it is none. C23 F.10.13.1.
            fn $payload(x: *const $type) -> $type => payload(*x);
        }
    };
}

through_pointers!(f64: totalorder totalordermag canonicalize getpayload setpayload setpayloadsig);
through_pointers!(f32: totalorderf totalordermagf canonicalizef getpayloadf setpayloadf setpayloadsigf);

/// Stores a NaN, or +0 for none; 0 or 1.
///
/// # Safety
/// `result` is valid for writes.
unsafe fn store<F: Format>(result: *mut F, nan: Option<F>) -> c_int {
    // SAFETY: the caller's promise.
    unsafe { result.write(nan.unwrap_or(F::zero(false))) };
    nan.is_none().into()
}

pointer_functions! {
    /// `*x` is not above `*y` in IEEE 754's total order. C23 F.10.12.1.
    fn totalorderl(x: *const LongDouble, y: *const LongDouble) -> c_int => total_order(*x, *y).is_le().into();
    /// As `totalorderl`, of the magnitudes. C23 F.10.12.2.
    fn totalordermagl(x: *const LongDouble, y: *const LongDouble) -> c_int =>
        total_order((*x).with_sign(false), (*y).with_sign(false)).is_le().into();
    /// Stores the canonical encoding of `*x`; 0, or 1 if there is none. C23 7.12.11.7.
    fn canonicalizel(result: *mut LongDouble, x: *const LongDouble) -> c_int => match canonical(*x) {
        Some(value) => {
            result.write(value);
            0
        }
        None => 1,
    };
}

long_double_functions! {
    /// Stores a quiet NaN with the payload `x`; 0, or 1 and +0 is stored if `x` is no payload. C23 F.10.13.2.
    fn setpayloadl(x; result: *mut LongDouble) -> c_int =>
        // SAFETY: the caller's promise.
        unsafe { store(result, with_payload(x, false)) };
    /// Stores a signaling NaN with the payload `x`; 0, or 1 and +0 is stored if `x` is no payload. C23 F.10.13.3.
    fn setpayloadsigl(x; result: *mut LongDouble) -> c_int =>
        // SAFETY: the caller's promise.
        unsafe { store(result, with_payload(x, true)) };
}

const _: () = {
    unsafe extern "C" fn target(out: *mut LongDouble, _: *const LongDouble, x: *const LongDouble) {
        // SAFETY: the caller's promise, and the shim passes room for the result.
        unsafe { out.write(payload(*x)) };
    }
    arch::long_double_fn! {
        /// The payload of the NaN `*x`; -1 if it is none. C23 F.10.13.1.
        pub fn getpayloadl => target
    }
};

measures! {
    /// A canonical encoding; for the macro `iscanonical`. C23 7.12.3.2.
    __iscanonical __iscanonicalf __iscanonicall(x;) -> c_int => is_canonical(x).into();
    /// A signaling NaN; for the macro `issignaling`. C23 7.12.3.8.
    __issignaling __issignalingf __issignalingl(x;) -> c_int => x.is_signaling().into();
    /// Equality that raises the invalid exception for every NaN; for the macro `iseqsig`. C23 7.12.17.7.
    __iseqsig __iseqsigf __iseqsigl(x, y;) -> c_int => signaling_equality(x, y).into();
}
