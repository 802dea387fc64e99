//! The kernels for the library's own small needs, on the same operands.

use super::{Guarded, PAGE, gaps, lengths, pattern};
use arch::string::compact;

#[test]
fn copies() {
    let (from, to) = (Guarded::new(), Guarded::new());
    for length in lengths() {
        for gap in gaps(length) {
            for (s, d) in [
                (from.at_end(length, gap), to.at_end(length, 0)),
                (from.at_end(length, 0), to.at_end(length, gap)),
                (from.at_start(length, gap), to.at_start(length, 0)),
                (from.at_start(length, 0), to.at_start(length, gap)),
            ] {
                pattern(s);
                to.all().fill(0);
                // SAFETY: both have the length.
                unsafe { compact::memmove(d.as_mut_ptr(), s.as_ptr(), length) };
                assert!(s == d, "{length} {gap}");
                assert_eq!(to.all().iter().filter(|&&byte| byte != 0).count(), length);
            }
        }
    }
}

#[test]
fn overlapping_copies() {
    let page = Guarded::new();
    for length in lengths() {
        for distance in [-500isize, -65, -33, -17, -16, -15, -9, -8, -7, -3, -2, -1, 0, 1, 2, 7, 8, 15, 16, 17, 33, 500]
        {
            pattern(page.all());
            let mut expected = page.all().to_vec();
            let to = 513usize.wrapping_add_signed(distance);
            expected.copy_within(513..513 + length, to);
            // SAFETY: within the page.
            unsafe { compact::memmove(page.0.add(to), page.0.add(513), length) };
            assert!(page.all() == expected, "{length} {distance}");
        }
    }
}

#[test]
fn lengths_of_strings() {
    let page = Guarded::new();
    for length in lengths().filter(|length| *length < PAGE) {
        for gap in gaps(length).filter(|gap| length + gap < PAGE) {
            page.all().fill(0);
            let s = page.at_end(length + 1, gap);
            pattern(&mut s[..length]);
            // SAFETY: a string, with nulls around it.
            assert_eq!(unsafe { compact::strlen(s.as_ptr()) }, length, "{gap}");
        }
    }
}
