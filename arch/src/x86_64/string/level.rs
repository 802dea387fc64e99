//! Which kernels to use. The CPU is asked when the first one is called: a program without any does not wait for the
//! answer, which under a hypervisor takes a microsecond. Only a number is remembered, no pointer that could be bent.

use super::avx2::Avx2;
use super::sse2::Sse2;
use crate::string::{ByteSet, Pair, Wide, for_each_kernel, vector};
use core::arch::x86_64::{__cpuid, __cpuid_count, _xgetbv};
use core::sync::atomic::{AtomicU8, Ordering};

const UNKNOWN: u8 = 0;
const BASE: u8 = 1;
const AVX2: u8 = 2;

static LEVEL: AtomicU8 = AtomicU8::new(UNKNOWN);

/// Whether the CPU has AVX2, and what compilers take to come with it, and the kernel saves its registers.
#[cold]
#[inline(never)]
fn detect() -> bool {
    const FMA_TO_AVX: u32 = 1 << 27 | 1 << 28;
    const BMI1_AVX2_BMI2: u32 = 1 << 3 | 1 << 5 | 1 << 8;
    const LZCNT: u32 = 1 << 5;
    const SSE_AND_AVX_STATE: u64 = 6;
    let has = __cpuid(0).eax >= 7
        && __cpuid(1).ecx & FMA_TO_AVX == FMA_TO_AVX
        && __cpuid_count(7, 0).ebx & BMI1_AVX2_BMI2 == BMI1_AVX2_BMI2
        && __cpuid(0x8000_0000).eax > 0x8000_0000
        && __cpuid(0x8000_0001).ecx & LZCNT != 0
        // SAFETY: OSXSAVE, bit 27 above, says that the instruction may be used.
        && unsafe { xcr0() } & SSE_AND_AVX_STATE == SSE_AND_AVX_STATE;
    LEVEL.store(if has { AVX2 } else { BASE }, Ordering::Relaxed);
    has
}

/// # Safety
/// OSXSAVE is set.
#[target_feature(enable = "xsave")]
unsafe fn xcr0() -> u64 {
    // SAFETY: the caller's promise.
    unsafe { _xgetbv(0) }
}

macro_rules! instantiate {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty = $generic:ident[$($lane:ty)?];)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Safety
            /// As the C function.
            #[inline(always)]
            pub unsafe fn $name($($argument: $type),*) -> $result {
                // SAFETY: the caller's promise; AVX2 is used only if it is there.
                unsafe {
                    if LEVEL.load(Ordering::Relaxed) == AVX2 {
                        avx2_kernels::$name($($argument),*)
                    } else {
                        otherwise::$name($($argument),*)
                    }
                }
            }
        )*

        /// For the first call, and where there is no AVX2.
        mod otherwise {
            use super::*;
            $(
                #[inline(never)]
                pub unsafe fn $name($($argument: $type),*) -> $result {
                    // SAFETY: the caller's promise; AVX2 is used only if it is there.
                    unsafe {
                        if LEVEL.load(Ordering::Relaxed) == UNKNOWN && detect() {
                            avx2_kernels::$name($($argument),*)
                        } else {
                            base_kernels::$name($($argument),*)
                        }
                    }
                }
            )*
        }

        mod avx2_kernels {
            use super::*;
            $(
                #[target_feature(enable = "avx2,bmi1,bmi2,lzcnt")]
                #[inline(never)]
                pub unsafe fn $name($($argument: $type),*) -> $result {
                    // SAFETY: the caller's promise.
                    unsafe { vector::$generic::<Avx2 $(, $lane)?>($($argument),*) }
                }
            )*
        }

        mod base_kernels {
            use super::*;
            $(
                #[inline(never)]
                pub unsafe fn $name($($argument: $type),*) -> $result {
                    // SAFETY: the caller's promise.
                    unsafe { vector::$generic::<Sse2 $(, $lane)?>($($argument),*) }
                }
            )*
        }
    };
}
for_each_kernel!(instantiate);
