//! The functions against the host's, on operands that end, and begin, at a page that cannot be read.

mod compact;

use super::{bit, memory, path, search, span, text, version};
use crate::wchar;
use std::ffi::{CString, c_char, c_int, c_void};

const PAGE: usize = 4096;

unsafe extern "C" {
    fn mmap(at: *mut c_void, size: usize, protection: c_int, flags: c_int, fd: c_int, offset: i64) -> *mut c_void;
    fn mprotect(at: *mut c_void, size: usize, protection: c_int) -> c_int;
    fn strverscmp(a: *const c_char, b: *const c_char) -> c_int;
    fn strcasestr(haystack: *const c_char, needle: *const c_char) -> *mut c_char;
    fn strspn(s: *const c_char, set: *const c_char) -> usize;
    fn strcspn(s: *const c_char, set: *const c_char) -> usize;
    fn __xpg_basename(path: *mut c_char) -> *mut c_char;
    fn dirname(path: *mut c_char) -> *mut c_char;
}

/// A page between two that cannot be read.
struct Guarded(*mut u8);

impl Guarded {
    fn new() -> Guarded {
        // SAFETY: new memory.
        unsafe {
            let at = mmap(std::ptr::null_mut(), 3 * PAGE, 0, 0x22, -1, 0);
            assert!(!at.is_null() && at as isize != -1);
            let page = at.byte_add(PAGE);
            assert_eq!(mprotect(page, PAGE, 3), 0);
            Guarded(page.cast())
        }
    }

    /// `length` bytes, `gap` bytes before the end.
    fn at_end(&self, length: usize, gap: usize) -> &'static mut [u8] {
        // SAFETY: within the page, which stays; the tests use one such part at a time.
        unsafe { std::slice::from_raw_parts_mut(self.0.add(PAGE - gap - length), length) }
    }

    /// `length` bytes, `gap` bytes behind the start.
    fn at_start(&self, length: usize, gap: usize) -> &'static mut [u8] {
        // SAFETY: as above.
        unsafe { std::slice::from_raw_parts_mut(self.0.add(gap), length) }
    }

    /// The page.
    fn all(&self) -> &'static mut [u8] {
        self.at_start(PAGE, 0)
    }
}

/// Lengths: every one to 300, and some that are longer.
fn lengths() -> impl Iterator<Item = usize> {
    (0..=300).chain([383, 384, 385, 511, 512, 513, 767, 1000, 1023, 1024, 1025, 2047, 2048, 2049, 3000])
}

/// Alignments to try with a length: all with the short ones.
fn gaps(length: usize) -> impl Iterator<Item = usize> {
    (0..64).step_by(if length <= 300 { 1 } else { 5 })
}

fn pattern(bytes: &mut [u8]) {
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = 1 + (index * 7 + index / 251) as u8 % 250;
    }
}

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
                (from.at_start(length, gap), to.at_end(length, gap / 2)),
            ] {
                pattern(s);
                to.all().fill(0);
                // SAFETY: both have the length.
                let result = unsafe { memory::memcpy(d.as_mut_ptr().cast(), s.as_ptr().cast(), length) };
                assert_eq!(result.cast::<u8>(), d.as_mut_ptr());
                assert!(s == d, "{length} {gap}");
                assert_eq!(to.all().iter().filter(|&&byte| byte != 0).count(), length);
            }
        }
    }
}

#[test]
fn overlapping_copies() {
    let page = Guarded::new();
    let distances = [0isize, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 255, 256, 500];
    for length in lengths() {
        for distance in distances.into_iter().flat_map(|distance| [distance, -distance]) {
            for base in [500usize, 513, 531] {
                pattern(page.all());
                let mut expected = page.all().to_vec();
                let to = base.wrapping_add_signed(distance);
                expected.copy_within(base..base + length, to);
                // SAFETY: within the page.
                unsafe { memory::memmove(page.0.add(to).cast(), page.0.add(base).cast(), length) };
                assert!(page.all() == expected, "{length} {distance} {base}");
            }
        }
    }
}

#[test]
fn fills() {
    let page = Guarded::new();
    for length in lengths() {
        for gap in gaps(length) {
            for part in [page.at_end(length, gap), page.at_start(length, gap)] {
                page.all().fill(1);
                // SAFETY: it has the length.
                let result = unsafe { memory::memset(part.as_mut_ptr().cast(), 0x1_fe, length) };
                assert_eq!(result.cast::<u8>(), part.as_mut_ptr());
                assert!(part.iter().all(|&byte| byte == 0xfe));
                assert_eq!(page.all().iter().filter(|&&byte| byte != 1).count(), length);
            }
        }
    }
}

#[test]
fn comparisons() {
    let (one, other) = (Guarded::new(), Guarded::new());
    for length in lengths() {
        for gap in gaps(length) {
            for (a, b) in [
                (one.at_end(length, gap), other.at_end(length, 0)),
                (one.at_end(length, 0), other.at_end(length, gap)),
                (one.at_start(length, gap), other.at_start(length, gap / 3)),
            ] {
                pattern(a);
                b.copy_from_slice(a);
                let differences = [0, length / 2, length.saturating_sub(1), length.saturating_sub(gap + 1)];
                let checks = |a: &[u8], b: &[u8]| {
                    // SAFETY: they have the length.
                    unsafe {
                        let order = memory::memcmp(a.as_ptr().cast(), b.as_ptr().cast(), length);
                        assert_eq!(order.cmp(&0), a.cmp(b), "{length} {gap}");
                        assert_eq!(memory::bcmp(a.as_ptr().cast(), b.as_ptr().cast(), length) != 0, a != b);
                        let order = text::strncmp(a.as_ptr().cast(), b.as_ptr().cast(), length);
                        assert_eq!(order.cmp(&0), a.cmp(b), "{length} {gap}");
                        let order = arch::string::strncasecmp(a.as_ptr(), b.as_ptr(), length);
                        assert_eq!(order.cmp(&0), a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()));
                    }
                };
                checks(a, b);
                for at in differences.into_iter().filter(|&at| at < length) {
                    for value in [255, 1, b[at] ^ 0x20] {
                        let old = std::mem::replace(&mut b[at], value);
                        checks(a, b);
                        checks(b, a);
                        b[at] = old;
                    }
                }
            }
        }
    }
}

#[test]
fn compared_strings() {
    let (one, other) = (Guarded::new(), Guarded::new());
    for length in lengths() {
        for gap in gaps(length) {
            for (a, b) in [
                (one.at_end(length + 1, gap), other.at_end(length + 1, 0)),
                (one.at_end(length + 1, 0), other.at_end(length + 1, gap)),
                (one.at_start(length + 1, gap), other.at_start(length + 1, gap / 3)),
            ] {
                pattern(a);
                a[length] = 0;
                b.copy_from_slice(a);
                let check = |a: &[u8], b: &[u8]| {
                    let zero = |s: &[u8]| s.iter().position(|&byte| byte == 0).unwrap();
                    let (x, y) = (&a[..zero(a)], &b[..zero(b)]);
                    let (a, b) = (a.as_ptr(), b.as_ptr());
                    // SAFETY: strings.
                    unsafe {
                        assert_eq!(text::strcmp(a.cast(), b.cast()).cmp(&0), x.cmp(y), "{length} {gap}");
                        assert_eq!(text::strncmp(a.cast(), b.cast(), usize::MAX).cmp(&0), x.cmp(y));
                        let (x, y) = (x.to_ascii_lowercase(), y.to_ascii_lowercase());
                        assert_eq!(arch::string::strcasecmp(a, b).cmp(&0), x.cmp(&y), "{length} {gap}");
                    }
                };
                check(a, b);
                for at in [0, length / 2, length.saturating_sub(1)].into_iter().filter(|&at| at < length) {
                    for value in [0, 255, 1, b[at] ^ 0x20] {
                        let old = std::mem::replace(&mut b[at], value);
                        check(a, b);
                        check(b, a);
                        b[at] = old;
                    }
                }
            }
        }
    }
}

#[test]
fn searches_for_a_byte() {
    let page = Guarded::new();
    for length in lengths() {
        for gap in gaps(length) {
            for part in [page.at_end(length + 1, gap), page.at_start(length + 1, gap)] {
                page.all().fill(b'x');
                part.fill(b'-');
                part[length] = 0;
                let (s, area) = (part.as_ptr().cast::<c_char>(), part.as_ptr().cast::<c_void>());
                // SAFETY: a string of this length.
                unsafe {
                    assert_eq!(text::strlen(s), length);
                    assert_eq!(text::strnlen(s, length), length);
                    assert_eq!(text::strnlen(s, usize::MAX), length);
                    assert!(text::strchr(s, 'x' as c_int).is_null());
                    assert!(text::strrchr(s, 'x' as c_int).is_null());
                    assert_eq!(text::strrchr(s, 0).cast_const(), s.add(length));
                    assert_eq!(text::strchrnul(s, 'x' as c_int).cast_const(), s.add(length));
                    assert!(memory::memchr(area, 'x' as c_int, length + 1).is_null());
                    assert!(memory::memrchr(area, 'x' as c_int, length + 1).is_null());
                }
                for at in [0, length / 2, length.saturating_sub(1)].into_iter().filter(|&at| at < length) {
                    part[at] = b'x';
                    let first = part.iter().position(|&byte| byte == b'x').unwrap();
                    // SAFETY: a string of this length.
                    unsafe {
                        assert_eq!(text::strchr(s, 0x100 + 'x' as c_int).cast_const(), s.add(first));
                        assert_eq!(text::strchrnul(s, 'x' as c_int).cast_const(), s.add(first));
                        assert_eq!(text::strrchr(s, 'x' as c_int).cast_const(), s.add(at), "{length} {gap}");
                        assert_eq!(memory::memchr(area, 'x' as c_int, usize::MAX).cast_const(), area.byte_add(first));
                        assert_eq!(memory::memchr(area, 'x' as c_int, length).cast_const(), area.byte_add(first));
                        assert!(memory::memchr(area, 'x' as c_int, first).is_null());
                        assert_eq!(memory::memrchr(area, 'x' as c_int, length).cast_const(), area.byte_add(at));
                        assert!(memory::memrchr(area.byte_add(at + 1), 'x' as c_int, length - at).is_null());
                        assert_eq!(text::strnlen(s, at), at);
                    }
                }
            }
        }
    }
}

#[test]
fn copied_strings() {
    let (from, to) = (Guarded::new(), Guarded::new());
    for length in lengths() {
        for gap in gaps(length) {
            for (s, d) in [
                (from.at_end(length + 1, gap), to.at_end(length + 1, 0)),
                (from.at_end(length + 1, 0), to.at_end(length + 1, gap)),
                (from.at_start(length + 1, gap), to.at_start(length + 1, 0)),
            ] {
                pattern(s);
                s[length] = 0;
                to.all().fill(255);
                // SAFETY: a string, and room for it.
                unsafe {
                    let end = arch::string::stpcpy(d.as_mut_ptr(), s.as_ptr());
                    assert_eq!(end, d.as_mut_ptr().add(length));
                    assert!(s == d, "{length} {gap}");
                    assert_eq!(to.all().iter().filter(|&&byte| byte != 255).count(), length + 1);
                    d.fill(255);
                    assert_eq!(arch::string::strcpy(d.as_mut_ptr(), s.as_ptr()), d.as_mut_ptr());
                    assert!(s == d);
                }
            }
        }
    }
}

#[test]
fn wide_strings() {
    use wchar::{memory as wide_memory, string as wide};
    let (page, other) = (Guarded::new(), Guarded::new());
    for length in 0..130 {
        for gap in 0..20 {
            for start in [PAGE - 4 * (gap + length + 1), 4 * gap] {
                // SAFETY: within the pages.
                unsafe {
                    let s = page.0.add(start).cast::<i32>();
                    let t = other.0.add(start ^ 64).cast::<i32>();
                    let t = if start ^ 64 > PAGE - 4 * (length + 1) { other.0.cast() } else { t };
                    page.all().fill(0x58);
                    for index in 0..length {
                        s.add(index).write(0x100 + index as i32);
                    }
                    s.add(length).write(0);
                    std::ptr::copy_nonoverlapping(s, t, length + 1);
                    assert_eq!(wide::wcslen(s), length);
                    assert_eq!(wide::wcsnlen(s, length / 2), length / 2);
                    assert_eq!(wide::wcscmp(s, t), 0);
                    assert!(wide::wcschr(s, 1).is_null());
                    assert_eq!(wide::wcsrchr(s, 0).cast_const(), s.add(length));
                    for at in [0, length / 2, length.saturating_sub(1)].into_iter().filter(|&at| at < length) {
                        let wanted = 0x100 + at as i32;
                        assert_eq!(wide::wcschr(s, wanted), s.add(at));
                        assert_eq!(wide::wcsrchr(s, wanted), s.add(at));
                        assert_eq!(wide_memory::wmemchr(s, wanted, length), s.add(at));
                        for value in [-1, 1, i32::MAX, 0] {
                            t.add(at).write(value);
                            assert_eq!(wide::wcscmp(s, t).signum(), wanted.cmp(&value) as i32);
                            assert_eq!(wide::wcsncmp(s, t, at), 0);
                            assert_eq!(wide::wcsncmp(t, s, at + 1).signum(), value.cmp(&wanted) as i32);
                            assert_eq!(wide_memory::wmemcmp(t, s, length).signum(), value.cmp(&wanted) as i32);
                        }
                        t.add(at).write(wanted);
                    }
                    wide_memory::wmemset(s, 0x1234_5678, length);
                    assert!((0..length).all(|index| s.add(index).read() == 0x1234_5678));
                    assert_eq!(s.add(length).read(), 0);
                }
            }
        }
    }
}

/// A simple generator of random numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    fn text(&mut self, length: usize, letters: &[u8]) -> Vec<u8> {
        (0..length).map(|_| letters[self.below(letters.len())]).collect()
    }
}

#[test]
fn searches_for_a_string() {
    let mut random = Random(1);
    let page = Guarded::new();
    for round in 0..60_000 {
        let letters: &[u8] = [b"ab".as_slice(), b"aaaab", b"abcdefgh etaoin", b"aA"][round % 4];
        let length = random.below(if round % 16 == 0 { 2000 } else { 100 });
        let needle = random.below(if round % 8 == 0 { 100 } else { 8 });
        let mut needle = random.text(needle, letters);
        let part = page.at_end(length + 1, 0);
        part[..length].copy_from_slice(&random.text(length, letters));
        part[length] = 0;
        if round % 3 == 0 && needle.len() <= length && !needle.is_empty() {
            let at = random.below(length - needle.len() + 1);
            needle = part[at..at + needle.len()].to_vec();
        }
        let text = &part[..length];
        let expected = if needle.is_empty() { Some(0) } else { text.windows(needle.len()).position(|w| w == needle) };
        // SAFETY: as the lengths say; the strings end.
        unsafe {
            let found = search::memmem(text.as_ptr().cast(), length, needle.as_ptr().cast(), needle.len());
            let found = (!found.is_null()).then(|| found as usize - text.as_ptr() as usize);
            assert_eq!(found, expected, "{:?} in {:?}", needle.escape_ascii(), text.escape_ascii());
            let string = CString::new(needle.clone()).unwrap();
            let found = search::strstr(text.as_ptr().cast(), string.as_ptr());
            let found = (!found.is_null()).then(|| found as usize - text.as_ptr() as usize);
            assert_eq!(found, expected);
            assert_eq!(
                search::strcasestr(text.as_ptr().cast(), string.as_ptr()),
                strcasestr(text.as_ptr().cast(), string.as_ptr())
            );
            let wide = |s: &[u8]| s.iter().map(|&byte| byte.into()).chain([0]).collect::<Vec<i32>>();
            let (haystack, pin) = (wide(text), wide(&needle));
            let found = wchar::string::wcsstr(haystack.as_ptr(), pin.as_ptr());
            let found = (!found.is_null()).then(|| found.cast_const().offset_from_unsigned(haystack.as_ptr()));
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn hard_searches_take_linear_time() {
    let half = 200_000;
    let text = vec![b'a'; 2 * half];
    for needle in [
        [vec![b'a'; half], vec![b'b']].concat(),
        [vec![b'b'], vec![b'a'; half]].concat(),
        [vec![b'a'; half / 2], vec![b'b'], vec![b'a'; half / 2]].concat(),
    ] {
        // SAFETY: as the lengths say.
        let found = unsafe { search::memmem(text.as_ptr().cast(), text.len(), needle.as_ptr().cast(), needle.len()) };
        assert!(found.is_null());
    }
}

#[test]
fn spans() {
    let mut random = Random(2);
    let page = Guarded::new();
    for round in 0..40_000 {
        let length = random.below(if round % 8 == 0 { 400 } else { 40 });
        let set = random.below(if round % 4 == 0 { 200 } else { 6 });
        let set: Vec<u8> = (0..set).map(|_| 1 + random.below(255) as u8).collect();
        let part = page.at_end(length + 1, 0);
        for byte in part.iter_mut() {
            *byte = match random.below(40) {
                0 => 1 + random.below(255) as u8,
                _ if round % 2 == 0 && !set.is_empty() => set[random.below(set.len())],
                _ => [b'q', 0x80, 0xff, b'0'][random.below(4)],
            };
        }
        part[length] = 0;
        let set = CString::new(set).unwrap();
        // SAFETY: strings.
        unsafe {
            let s = part.as_ptr().cast();
            assert_eq!(span::strspn(s, set.as_ptr()), strspn(s, set.as_ptr()));
            assert_eq!(span::strcspn(s, set.as_ptr()), strcspn(s, set.as_ptr()));
        }
    }
}

#[test]
fn versions() {
    let mut random = Random(3);
    for _ in 0..200_000 {
        let (length, other) = (random.below(6), random.below(6));
        let a = CString::new(random.text(length, b"00112a.9")).unwrap();
        let b = CString::new(random.text(other, b"00112a.9")).unwrap();
        // SAFETY: strings.
        let (ours, host) = unsafe { (version::strverscmp(a.as_ptr(), b.as_ptr()), strverscmp(a.as_ptr(), b.as_ptr())) };
        assert_eq!(ours.signum(), host.signum(), "{a:?} {b:?}");
    }
}

#[test]
fn paths() {
    let mut random = Random(4);
    for _ in 0..20_000 {
        let length = random.below(9);
        let text = CString::new(random.text(length, b"//a.")).unwrap();
        for (ours, host) in [
            (path::basename as unsafe extern "C" fn(_) -> _, __xpg_basename as unsafe extern "C" fn(_) -> _),
            (path::dirname, dirname),
        ] {
            let (mine, theirs) = (text.clone().into_raw(), text.clone().into_raw());
            // SAFETY: strings that may be written; what they return is one.
            unsafe {
                let (x, y) = (std::ffi::CStr::from_ptr(ours(mine)), std::ffi::CStr::from_ptr(host(theirs)));
                // POSIX leaves "//" open.
                if y.to_bytes() != b"//" {
                    assert_eq!(x, y, "{text:?}");
                }
                drop((CString::from_raw(mine), CString::from_raw(theirs)));
            }
        }
    }
}

#[test]
fn first_bits() {
    assert_eq!((bit::ffs(0), bit::ffs(1), bit::ffs(i32::MIN), bit::ffs(0x50)), (0, 1, 32, 5));
    assert_eq!((bit::ffsl(0), bit::ffsl(i64::MIN), bit::ffsll(1 << 40)), (0, 64, 41));
}
