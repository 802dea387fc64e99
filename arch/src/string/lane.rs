//! The element of a string: a byte, or a wide character.

mod sealed {
    pub trait Sealed {}
    impl Sealed for u8 {}
    impl Sealed for u32 {}
    impl Sealed for i32 {}
}

/// The element of a string.
pub trait Lane: Copy + Ord + sealed::Sealed + 'static {
    /// What ends a string.
    const ZERO: Self;

    /// How `self` and `other` compare, as C's comparing functions report it.
    fn order(self, other: Self) -> i32;

    /// A-Z as a-z.
    fn lower(self) -> Self;
}

impl Lane for u8 {
    const ZERO: u8 = 0;

    #[inline(always)]
    fn order(self, other: u8) -> i32 {
        i32::from(self) - i32::from(other)
    }

    #[inline(always)]
    fn lower(self) -> u8 {
        self.to_ascii_lowercase()
    }
}

impl Lane for u32 {
    const ZERO: u32 = 0;

    #[inline(always)]
    fn order(self, other: u32) -> i32 {
        i32::from(self > other) - i32::from(self < other)
    }

    #[inline(always)]
    fn lower(self) -> Self {
        if (65..=90).contains(&self) { self | 32 } else { self }
    }
}

impl Lane for i32 {
    const ZERO: i32 = 0;

    #[inline(always)]
    fn order(self, other: i32) -> i32 {
        i32::from(self > other) - i32::from(self < other)
    }

    #[inline(always)]
    fn lower(self) -> Self {
        if (65..=90).contains(&self) { self | 32 } else { self }
    }
}

/// C's `wchar_t` as the ABI has it.
#[cfg(target_arch = "x86_64")]
pub type Wide = i32;
/// C's `wchar_t` as the ABI has it.
#[cfg(target_arch = "aarch64")]
pub type Wide = u32;
