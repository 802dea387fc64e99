//! What the searching kernels search for.

/// A set of bytes, laid out for lookup by nibbles: byte `b` is in the set if bit `(b >> 4) & 7` of entry `b & 15` of
/// half `b >> 7` is set.
#[derive(Clone, Copy)]
#[repr(C, align(32))]
pub struct ByteSet(pub(crate) [[u8; 16]; 2]);

impl ByteSet {
    /// The empty set.
    pub const EMPTY: ByteSet = ByteSet([[0; 16]; 2]);

    /// The bytes of a string, without its null.
    ///
    /// # Safety
    /// It is a string.
    #[inline(never)]
    pub unsafe fn of_string(mut bytes: *const u8) -> ByteSet {
        let mut set = ByteSet::EMPTY;
        // SAFETY: the null has not been passed.
        while let byte @ 1.. = unsafe { bytes.read() } {
            set.insert(byte);
            bytes = bytes.wrapping_add(1);
        }
        set
    }

    /// Adds a byte.
    #[inline(always)]
    pub fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 7)][usize::from(byte & 15)] |= 1 << ((byte >> 4) & 7);
    }

    /// Whether a byte is in it.
    #[inline(always)]
    pub fn contains(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 7)][usize::from(byte & 15)] >> ((byte >> 4) & 7) & 1 != 0
    }
}

/// Two bytes at a fixed distance.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The first byte.
    pub first: u8,
    /// The second byte.
    pub second: u8,
    /// How many bytes the second stands behind the first; may be 0 if they are the same.
    pub distance: usize,
}
