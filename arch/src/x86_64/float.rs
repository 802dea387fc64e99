//! Floating-point operations for which some CPUs have an instruction. The base instruction set has only the square root
//! and conversions; the rest works on the bits, and raises no exception but for a signaling NaN.

use core::arch::asm;
use core::arch::x86_64::__cpuid;
use core::sync::atomic::{AtomicU8, Ordering};

/// The square root, correctly rounded.
#[inline]
pub fn sqrt(mut x: f64) -> f64 {
    // SAFETY: an instruction of the base set on registers; it may raise exceptions, so it is not `pure`.
    unsafe { asm!("sqrtsd {0}, {0}", inout(xmm_reg) x, options(nomem, nostack, preserves_flags)) };
    x
}

/// The square root, correctly rounded.
#[inline]
pub fn sqrtf(mut x: f32) -> f32 {
    // SAFETY: as in `sqrt`.
    unsafe { asm!("sqrtss {0}, {0}", inout(xmm_reg) x, options(nomem, nostack, preserves_flags)) };
    x
}

/// To an integer in the current rounding direction; out of range raises the invalid exception.
#[inline]
pub fn to_integer(x: f64) -> i64 {
    let integer: i64;
    // SAFETY: as in `sqrt`.
    unsafe { asm!("cvtsd2si {}, {}", out(reg) integer, in(xmm_reg) x, options(nomem, nostack, preserves_flags)) };
    integer
}

/// An integral value to an integer; out of range raises the invalid exception.
#[inline]
pub fn truncate_to_integer(x: f64) -> i64 {
    let integer: i64;
    // SAFETY: as in `sqrt`.
    unsafe { asm!("cvttsd2si {}, {}", out(reg) integer, in(xmm_reg) x, options(nomem, nostack, preserves_flags)) };
    integer
}

/// Rounding to an integral value for one type: what to add to the magnitude's bits before the fraction is cut off,
/// given the fraction's mask, and what a magnitude below 1 becomes.
macro_rules! integral {
    ($float:ty, $bits:ty: $($(#[$meta:meta])* $name:ident($x:ident, $mask:ident, $magnitude:ident) => $add:expr, $below_one:expr;)*) => {$(
        $(#[$meta])*
        #[inline]
        pub fn $name($x: $float) -> $float {
            const FRACTION: u32 = <$float>::MANTISSA_DIGITS - 1;
            const BIAS: u32 = <$float>::MAX_EXP as u32 - 1;
            const SIGN: $bits = 1 << (<$bits>::BITS - 1);
            let bits = $x.to_bits();
            let $magnitude = bits & !SIGN;
            let exponent = ($magnitude >> FRACTION) as u32;
            if exponent >= BIAS + FRACTION {
                return if exponent > 2 * BIAS { $x + $x } else { $x };
            }
            if exponent < BIAS {
                let away: bool = $below_one;
                return (if away { 1.0 as $float } else { 0.0 }).copysign($x);
            }
            let $mask = ((1 << FRACTION) - 1) >> (exponent - BIAS);
            let rounded: $bits = bits + $add;
            <$float>::from_bits(rounded & !$mask)
        }
    )*};
}

/// The functions of one type.
macro_rules! integrals {
    ($float:ty, $bits:ty: $trunc:ident $floor:ident $ceil:ident $round:ident $roundeven:ident) => {
        integral! { $float, $bits:
            /// The integral value towards zero.
            $trunc(x, mask, magnitude) => 0, { let _ = magnitude; false };
            /// The integral value towards negative infinity.
            $floor(x, mask, magnitude) => if x < 0.0 { mask } else { 0 }, magnitude != 0 && x.is_sign_negative();
            /// The integral value towards positive infinity.
            $ceil(x, mask, magnitude) => if x > 0.0 { mask } else { 0 }, magnitude != 0 && !x.is_sign_negative();
            /// The nearest integral value, halfway cases away from zero.
            $round(x, mask, magnitude) => (mask >> 1) + 1, magnitude >= (0.5 as $float).to_bits();
            /// The nearest integral value, halfway cases to even.
            $roundeven(x, mask, magnitude) => (mask >> 1) + (x.to_bits() & (mask + 1) != 0) as $bits, magnitude > (0.5 as $float).to_bits();
        }
    };
}

integrals!(f64, u64: trunc floor ceil round roundeven);
integrals!(f32, u32: truncf floorf ceilf roundf roundevenf);

/// The integral value in the current rounding direction; raises the inexact exception if it differs from `x`.
#[inline]
pub fn rint(x: f64) -> f64 {
    const WHOLE: f64 = (1u64 << 52) as f64;
    // What is at least this large, or no number, has no fraction; the sum of a smaller number and this has none either.
    if x.abs() < WHOLE {
        let whole = WHOLE.copysign(x);
        (x + whole - whole).copysign(x)
    } else {
        x + 0.0
    }
}

/// The integral value in the current rounding direction; raises the inexact exception if it differs from `x`.
#[inline]
pub fn rintf(x: f32) -> f32 {
    const WHOLE: f32 = (1u32 << 23) as f32;
    if x.abs() < WHOLE {
        let whole = WHOLE.copysign(x);
        (x + whole - whole).copysign(x)
    } else {
        x + 0.0
    }
}

/// Whether the CPU and the kernel know FMA3: 0 not yet asked, 1 no, 2 yes.
static HAS_FMA: AtomicU8 = AtomicU8::new(0);

/// FMA needs the CPU's word and the kernel's, which must save the wide registers.
#[inline]
fn has_fma() -> bool {
    match HAS_FMA.load(Ordering::Relaxed) {
        0 => ask_for_fma(),
        answer => answer == 2,
    }
}

#[cold]
fn ask_for_fma() -> bool {
    let features = __cpuid(1).ecx;
    let (fma, osxsave, avx) = (1 << 12, 1 << 27, 1 << 28);
    let mut has = features & (fma | osxsave | avx) == fma | osxsave | avx;
    if has {
        let enabled: u32;
        // SAFETY: the CPU has xgetbv, says OSXSAVE.
        unsafe {
            asm!("xgetbv", in("ecx") 0, out("eax") enabled, out("edx") _, options(nomem, nostack, preserves_flags))
        };
        has = enabled & 6 == 6;
    }
    HAS_FMA.store(1 + u8::from(has), Ordering::Relaxed);
    has
}

/// `x` × `y` + `z`, rounded once, if the CPU can.
#[inline]
pub fn fma(mut x: f64, y: f64, z: f64) -> Option<f64> {
    if !has_fma() {
        return None;
    }
    // SAFETY: the CPU has the instruction; as in `sqrt`.
    unsafe {
        asm!("vfmadd213sd {0}, {1}, {2}", inout(xmm_reg) x, in(xmm_reg) y, in(xmm_reg) z, options(nomem, nostack, preserves_flags))
    };
    Some(x)
}

/// `x` × `y` + `z`, rounded once, if the CPU can.
#[inline]
pub fn fmaf(mut x: f32, y: f32, z: f32) -> Option<f32> {
    if !has_fma() {
        return None;
    }
    // SAFETY: the CPU has the instruction; as in `sqrt`.
    unsafe {
        asm!("vfmadd213ss {0}, {1}, {2}", inout(xmm_reg) x, in(xmm_reg) y, in(xmm_reg) z, options(nomem, nostack, preserves_flags))
    };
    Some(x)
}
