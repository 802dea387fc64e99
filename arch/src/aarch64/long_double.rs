//! `long double`: IEEE binary128, passed and returned in vector registers.

pub use crate::long_double_format::Format;

/// The bits of a `long double`, low word first.
#[repr(C, align(16))]
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LongDouble {
    /// The bits, low word first.
    pub bits: [u64; 2],
}

/// What [`LongDouble`] holds here.
pub const FORMAT: Format = Format::Binary128;

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
    (@ $(#[$meta:meta])* $vis:vis $name:ident $target:path, $skip:literal, $result:literal) => {
        $(#[$meta])*
        ///
        /// # Safety
        /// As in C; for C callers only.
        #[unsafe(naked)]
        #[unsafe(no_mangle)]
        $vis unsafe extern "C" fn $name() {
            core::arch::naked_asm!(
                "stp x29, x30, [sp, #-96]!",
                "mov x29, sp",
                "stp q0, q1, [sp, #32]",
                "stp q2, q3, [sp, #64]",
                "mov x5, x3",
                "mov x4, x2",
                "mov x3, x1",
                "mov x2, x0",
                "add x1, sp, #(32 + 16 * {skip})",
                "add x0, sp, #16",
                "bl {target}",
                $result,
                "ldp x29, x30, [sp], #96",
                "ret",
                skip = const $skip,
                target = sym $target,
            )
        }
    };
    ($(#[$m:meta])* $v:vis fn $n:ident => $t:path, skip $skip:literal -> long_double) => { $crate::long_double_fn!(@ $(#[$m])* $v $n $t, $skip, "ldr q0, [sp, #16]"); };
    ($(#[$m:meta])* $v:vis fn $n:ident => $t:path, skip $skip:literal -> as_is) => { $crate::long_double_fn!(@ $(#[$m])* $v $n $t, $skip, ""); };
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
                "stp x29, x30, [sp, #-112]!",
                "mov x29, sp",
                "stp q0, q1, [sp, #48]",
                "stp q2, q3, [sp, #80]",
                "add x1, sp, #48",
                "add x0, sp, #16",
                "bl {target}",
                "ldp q0, q1, [sp, #16]",
                "ldp x29, x30, [sp], #112",
                "ret",
                target = sym $target,
            )
        }
    };
}
