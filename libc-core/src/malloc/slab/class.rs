//! Size classes: steps of 16 bytes up to 256, then eight for each doubling, so that at most 12.5 % are wasted.

/// Logarithm of a granule's size.
pub const GRANULE_BITS: u32 = 16;
/// What spans are made of, in bytes.
pub const GRANULE: usize = 1 << GRANULE_BITS;
/// The largest block that comes from a span of many.
pub const SMALL: usize = 128 << 10;
/// How many classes there are.
pub const CLASSES: usize = compute_class(SMALL) + 1;
/// The most granules that a span has.
pub const GRANULES: usize = granules(CLASSES - 1);

/// The sizes whose class is looked up: on most CPUs that takes less time than to compute it.
const LOOKED_UP: usize = 1024;
static LOOKUP: [u8; LOOKED_UP / 16 + 1] = {
    let mut table = [0; LOOKED_UP / 16 + 1];
    let mut index = 0;
    while index < table.len() {
        table[index] = compute_class(index * 16) as u8;
        index += 1;
    }
    table
};

/// The class of blocks for `size` bytes, at most [`SMALL`].
#[inline(always)]
pub fn class_of(size: usize) -> usize {
    match LOOKUP.get((size + 15) >> 4) {
        Some(&class) => class as usize,
        None => compute_class(size),
    }
}

const fn compute_class(size: usize) -> usize {
    let last = size - (size != 0) as usize;
    let exponent = (last | 0x80).ilog2() as usize;
    (exponent - 7) * 8 + (last >> (exponent - 3))
}

/// How many bytes the blocks of a class have.
pub const fn size_of_class(class: usize) -> usize {
    if class < 8 { (class + 1) * 16 } else { ((class & 7) + 9) << (class / 8 + 3) }
}

/// How many granules a class's spans have: one, but room for seven blocks at least.
pub const fn granules(class: usize) -> usize {
    let size = size_of_class(class);
    if size <= 8 << 10 { 1 } else { (size * 7).div_ceil(GRANULE) }
}

/// How many blocks a span of this class holds.
pub const fn blocks(class: usize) -> usize {
    granules(class) * GRANULE / size_of_class(class)
}

/// The class for `size` bytes at multiples of `align`, a power of two up to a granule; `None` if there is none.
/// Spans begin at multiples of a granule, so a block's alignment is that of its class's size.
pub fn aligned_class(size: usize, align: usize) -> Option<usize> {
    let size = size.max(1).checked_next_multiple_of(align).filter(|&size| size <= SMALL)?;
    (class_of(size)..CLASSES).find(|&class| size_of_class(class).is_multiple_of(align))
}

/// What to multiply an offset in a span with to see whether a block begins there.
pub const fn reciprocal(class: usize) -> u32 {
    u32::MAX / size_of_class(class) as u32 + 1
}

/// Whether a block begins at this offset in a span's first granule. Source: Lemire, Kaser, Kurz, "Faster Remainder by
/// Direct Computation".
#[inline(always)]
pub const fn begins_block(offset: usize, reciprocal: u32) -> bool {
    (offset as u32).wrapping_mul(reciprocal) < reciprocal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_the_smallest_that_fits() {
        for size in 0..=SMALL {
            let class = class_of(size);
            assert!(size_of_class(class) >= size, "{size}");
            assert!(class == 0 || size_of_class(class - 1) < size, "{size}");
        }
    }

    #[test]
    fn at_most_an_eighth_is_wasted() {
        for size in 128..=SMALL {
            assert!((size_of_class(class_of(size)) - size) * 8 <= size, "{size}");
        }
    }

    #[test]
    fn sizes_are_multiples_of_the_alignment_and_spans_hold_seven() {
        for class in 0..CLASSES {
            assert_eq!(size_of_class(class) % 16, 0);
            assert!(blocks(class) >= 7);
        }
        assert_eq!(size_of_class(CLASSES - 1), SMALL);
        const { assert!(GRANULES <= 16) };
    }

    #[test]
    fn aligned_classes_are_aligned() {
        for align in (4..=16).map(|bits| 1 << bits) {
            for size in (0..=SMALL).step_by(7).chain([SMALL]) {
                match aligned_class(size, align) {
                    Some(class) => {
                        assert!(
                            size_of_class(class) >= size && size_of_class(class).is_multiple_of(align),
                            "{size} {align}"
                        );
                    }
                    None => assert!(size.next_multiple_of(align) > SMALL, "{size} {align}"),
                }
            }
        }
    }

    #[test]
    fn offsets_of_blocks_are_recognised() {
        for class in 0..CLASSES {
            let (size, reciprocal) = (size_of_class(class), reciprocal(class));
            for offset in 0..GRANULE {
                assert_eq!(begins_block(offset, reciprocal), offset % size == 0, "{offset} {size}");
            }
        }
    }
}
