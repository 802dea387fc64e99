//! What of `__float128` (and of `_Float16`) has to do with the x87 format, and products and quotients of its complex
//! numbers. Its own arithmetic is in `compiler_builtins`.
#![cfg(target_arch = "x86_64")]

use crate::math::complex::{Complex, operators};
use crate::math::format::{Format, Operand, deliver};
use crate::math::interchange::{Binary16, Binary128};
use arch::LongDouble;

/// The same number in another format. A NaN keeps its sign and as much of its payload as there is room for.
fn convert<From: Format, To: Format>(x: From) -> To {
    match x.operand() {
        Operand::Finite(value) => deliver(value, false),
        Operand::Infinite(negative) => To::infinity(negative),
        Operand::Nan => {
            let mut fields = x.quieted().fields();
            fields.exponent = To::SPECIAL;
            fields.significand = if From::PRECISION > To::PRECISION {
                fields.significand >> (From::PRECISION - To::PRECISION)
            } else {
                fields.significand << (To::PRECISION - From::PRECISION)
            };
            To::from_fields(fields)
        }
    }
}

/// # Safety
/// Both are valid.
unsafe extern "C" fn extend(from: *const LongDouble, to: *mut Binary128) {
    // SAFETY: the caller's promise.
    unsafe { to.write(convert(from.read())) };
}

/// # Safety
/// Both are valid.
unsafe extern "C" fn truncate(from: *const Binary128, to: *mut LongDouble) {
    // SAFETY: the caller's promise.
    unsafe { to.write(convert(from.read())) };
}

/// # Safety
/// `to` is valid.
unsafe extern "C" fn extend_half(bits: u32, to: *mut LongDouble) {
    // SAFETY: the caller's promise.
    unsafe { to.write(convert(Binary16(bits as u16))) };
}

/// # Safety
/// `from` is valid.
unsafe extern "C" fn truncate_to_half(from: *const LongDouble) -> u32 {
    // SAFETY: the caller's promise.
    let Binary16(bits) = convert(unsafe { from.read() });
    bits.into()
}

/// # Safety
/// Both are valid.
unsafe extern "C" fn multiply(factors: *const [Complex<Binary128>; 2], out: *mut Complex<Binary128>) {
    // SAFETY: the caller's promise.
    unsafe {
        let [z, w] = factors.read();
        out.write(operators::multiply(z, w));
    }
}

/// # Safety
/// Both are valid.
unsafe extern "C" fn divide(numbers: *const [Complex<Binary128>; 2], out: *mut Complex<Binary128>) {
    // SAFETY: the caller's promise.
    unsafe {
        let [z, w] = numbers.read();
        out.write(operators::divide(z, w));
    }
}

arch::quad_fn! {
    /// From `long double` to `__float128`.
    pub fn __extendxftf2 => extend, long_double -> quad
}
arch::quad_fn! {
    /// From `__float128` to `long double`.
    pub fn __trunctfxf2 => truncate, quad -> long_double
}
arch::quad_fn! {
    /// From `_Float16` to `long double`.
    pub fn __extendhfxf2 => extend_half, half -> long_double
}
arch::quad_fn! {
    /// From `long double` to `_Float16`.
    pub fn __truncxfhf2 => truncate_to_half, long_double -> half
}
arch::quad_fn! {
    /// The product of `a` + i`b` and `c` + i`d`.
    pub fn __multc3 => multiply, complex
}
arch::quad_fn! {
    /// The quotient of `a` + i`b` and `c` + i`d`.
    pub fn __divtc3 => divide, complex
}
