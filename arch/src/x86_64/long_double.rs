//! `long double`: the x87 80-bit format, passed in memory and returned in `st(0)`.

pub use crate::long_double_format::Format;

/// The bits of a `long double`: `bits[0]` is the significand, the low 16 bits of `bits[1]` are sign and exponent.
#[repr(C, align(16))]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LongDouble {
    /// The bits, low word first.
    pub bits: [u64; 2],
}

/// What [`LongDouble`] holds here.
pub const FORMAT: Format = Format::X87;

/// A C function with `long double` among its parameters or as its result, as a naked shim over `target`:
///
/// `unsafe extern "C" fn target(out: *mut LongDouble, ld: *const LongDouble, g0, g1, g2, g3)`
///
/// `ld` points to the `long double` arguments in their order, `g0`… are the integer and pointer arguments in
/// theirs (`double` arguments stay where the ABI has them; name `skip N` when N `double` arguments stand
/// before the first `long double`). `=> target -> long_double` returns what the target stored in `*out`;
/// `=> target -> as_is` returns what the target returned, and `out` is scratch memory.
#[macro_export]
macro_rules! long_double_fn {
    (@ $(#[$meta:meta])* $vis:vis $name:ident $target:path, $result:literal) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!(
                "mov r9, rcx",
                "mov r8, rdx",
                "mov rcx, rsi",
                "mov rdx, rdi",
                "lea rsi, [rsp+8]",
                "sub rsp, 24",
                "mov rdi, rsp",
                "call {target}",
                $result,
                "add rsp, 24",
                "ret",
                target = sym $target,
            )
        }
    };
    ($(#[$m:meta])* $v:vis fn $n:ident => $t:path, skip $skip:literal -> long_double) => { $crate::long_double_fn!(@ $(#[$m])* $v $n $t, "fld tbyte ptr [rsp]"); };
    ($(#[$m:meta])* $v:vis fn $n:ident => $t:path, skip $skip:literal -> as_is) => { $crate::long_double_fn!(@ $(#[$m])* $v $n $t, ""); };
    ($(#[$m:meta])* $v:vis fn $n:ident => $t:path, -> $r:ident) => { $crate::long_double_fn!($(#[$m])* $v fn $n => $t, skip 0 -> $r); };
    ($(#[$m:meta])* $v:vis fn $n:ident => $t:path) => { $crate::long_double_fn!($(#[$m])* $v fn $n => $t, skip 0 -> long_double); };
}

/// A C function with `long double _Complex` among its parameters (or several `long double`) that returns
/// `long double _Complex`, as a naked shim over `target`:
///
/// `unsafe extern "C" fn target(out: *mut [LongDouble; 2], parts: *const LongDouble)`
#[macro_export]
macro_rules! complex_long_double_fn {
    ($(#[$meta:meta])* $vis:vis fn $name:ident => $target:path) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!(
                "lea rsi, [rsp+8]",
                "sub rsp, 40",
                "mov rdi, rsp",
                "call {target}",
                "fld tbyte ptr [rsp+16]",
                "fld tbyte ptr [rsp]",
                "add rsp, 40",
                "ret",
                target = sym $target,
            )
        }
    };
}
