//! Random patterns, against the host's `fnmatch` and against what must hold of any.

use super::shell::{Flags, Text, is_pattern, matches};
use crate::wchar::encoding::Encoding;
use core::ffi::{c_char, c_int};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::ffi::CString;

unsafe extern "C" {
    fn fnmatch(pattern: *const c_char, string: *const c_char, flags: c_int) -> c_int;
}

fn ours(pattern: &[u8], string: &[u8], flags: u32, encoding: Encoding) -> bool {
    let text = |bytes| Text { bytes, encoding };
    matches(text(pattern), text(string), Flags(flags))
}

/// Well-formed patterns: what a slash in brackets or a backslash at the end means is not specified.
fn pattern() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("*".to_string()),
        Just("?".to_string()),
        "[abB./-]",
        Just("\\*".to_string()),
        Just("\\a".to_string()),
        "\\[!?[]]?[abAB.*]{1,3}\\]",
        prop_oneof![Just("[a-b]"), Just("[A-b]"), Just("[A-B]"), Just("[!--.]")].prop_map(String::from),
        prop_oneof![Just("[[:alpha:]]"), Just("[![:upper:].]"), Just("[[.-.]a]"), Just("[[=b=]]")]
            .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 8000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn as_the_host_has_it(pattern in pattern(), string in "[abAB./*-]{0,6}", flags in 0u32..32) {
        // Classes and the like without regard to case, and brackets with what may be an escape, are not specified.
        let unspecified = flags & Flags::CASEFOLD != 0 && (pattern.contains("[[") || pattern.contains("[!["))
            || flags & Flags::NOESCAPE != 0 && pattern.contains('\\');
        if unspecified {
            return Ok(());
        }
        let (c_pattern, c_string) = (CString::new(pattern.clone()).unwrap(), CString::new(string.clone()).unwrap());
        // SAFETY: both are strings.
        let host = unsafe { fnmatch(c_pattern.as_ptr(), c_string.as_ptr(), flags as c_int) } == 0;
        prop_assert_eq!(ours(pattern.as_bytes(), string.as_bytes(), flags, Encoding::Utf8), host);
    }

    #[test]
    fn anything_ends(pattern: Vec<u8>, string: Vec<u8>, flags in 0u32..32, wide: bool) {
        let encoding = if wide { Encoding::Utf8 } else { Encoding::Bytes };
        let found = ours(&pattern, &string, flags, encoding);
        if !is_pattern(&pattern, Flags(flags)) && !pattern.contains(&b'\\') && flags & 0x18 == 0 {
            prop_assert_eq!(found, pattern == string);
        }
    }

    /// What is escaped matches itself.
    #[test]
    fn escaped(string: String, flags in prop_oneof![Just(0u32), Just(Flags::PATHNAME), Just(Flags::PERIOD)]) {
        let pattern: String = string.chars().flat_map(|c| ['\\', c]).collect();
        prop_assert!(ours(pattern.as_bytes(), string.as_bytes(), flags, Encoding::Utf8));
        let longer = string.clone() + "x";
        prop_assert!(!ours(pattern.as_bytes(), longer.as_bytes(), flags, Encoding::Utf8));
    }
}
