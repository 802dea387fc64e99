//! Random expressions against the host's `regcomp` and `regexec`.
//!
//! glibc finds the same matches; its groups differ from what POSIX says in known cases: those of a repetition's earlier
//! iterations stay, a sequence's first parts are not the longest (sourceware bugs 10844, 11053), and back-references in
//! repetitions find less (bugs 11261, 52). So the whole match is compared, and groups in expressions that have neither a
//! repetition nor an alternative. In a repetition it also takes a word's edge for one where it was one the last time
//! (`(\b.){2}` matches "ea"): such expressions are left out. The cases are the same in each run.

use super::forward::Edges;
use super::matcher::Regex;
use super::submatch::Span;
use super::text::Whole;
use crate::wchar::encoding::Encoding;
use core::ffi::{c_char, c_int, c_void};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::ffi::CString;

#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
struct HostSpan {
    start: c_int,
    end: c_int,
}

unsafe extern "C" {
    fn regcomp(regex: *mut c_void, pattern: *const c_char, flags: c_int) -> c_int;
    fn regexec(regex: *const c_void, text: *const c_char, count: usize, spans: *mut HostSpan, flags: c_int) -> c_int;
    fn regfree(regex: *mut c_void);
    fn setlocale(category: c_int, name: *const c_char) -> *const c_char;
}

const SPANS: usize = 8;

/// What the host says; `None` if it refuses the pattern.
fn host(pattern: &str, flags: u32, text: &str, eflags: c_int) -> Option<Option<Vec<Span>>> {
    let (pattern, text) = (CString::new(pattern).unwrap(), CString::new(text).unwrap());
    // The host's flags differ in their values.
    let flags = (flags & 3) as c_int | if flags & 4 != 0 { 4 } else { 0 };
    let mut room = [0u64; 32];
    let mut spans = [HostSpan { start: -1, end: -1 }; SPANS];
    // SAFETY: the room is larger than the host's type, and both are strings.
    let result = unsafe {
        setlocale(6, c"C.UTF-8".as_ptr());
        if regcomp(room.as_mut_ptr().cast(), pattern.as_ptr(), flags) != 0 {
            return None;
        }
        let result = regexec(room.as_ptr().cast(), text.as_ptr(), SPANS, spans.as_mut_ptr(), eflags);
        regfree(room.as_mut_ptr().cast());
        result
    };
    let span = |span: &HostSpan| (span.start >= 0).then_some((span.start as usize, span.end as usize));
    Some((result == 0).then(|| spans.iter().map(span).collect()))
}

fn ours(pattern: &str, flags: u32, text: &str, eflags: c_int) -> Option<Option<Vec<Span>>> {
    let regex = Regex::new(pattern.as_bytes(), flags, Encoding::Utf8).ok()?;
    let edges = Edges { start: eflags & 1 == 0, end: eflags & 2 == 0 };
    let mut spans = vec![None; SPANS];
    let mut scratch = regex.scratch().ok()?;
    let found = regex.find(&mut scratch, &mut Whole(text.as_bytes()), edges, &mut spans).ok()?;
    Some(found.then_some(spans))
}

/// An extended expression. Anchors are at its ends only: glibc finds a line's beginning at a text's end.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => "[abc]",
        1 => "[.é\n]",
        1 => Just("[ab]".to_string()),
        1 => Just("[^a]".to_string()),
        1 => Just("[[:alpha:]]".to_string()),
        1 => Just("\\w".to_string()),
        1 => prop_oneof![Just("\\b"), Just("\\<"), Just("\\>"), Just("\\B")].prop_map(String::from),
    ];
    let inner = leaf.prop_recursive(4, 24, 4, |inner| {
        let anchors = ["\\b", "\\<", "\\>", "\\B"];
        let repeated =
            inner.clone().prop_map(move |one| if anchors.contains(&one.as_str()) { format!("({one})") } else { one });
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 1..4).prop_map(|all| all.concat()),
            2 => inner.clone().prop_map(|one| format!("({one})")),
            1 => (inner.clone(), inner).prop_map(|(one, two)| format!("({one}|{two})")),
            2 => (repeated, prop_oneof![Just("*"), Just("+"), Just("?"), Just("{2}"), Just("{1,3}"), Just("{0,2}")])
                .prop_map(|(one, operator)| format!("({one}){operator}")),
        ]
    });
    (prop::bool::weighted(0.2), inner, prop::bool::weighted(0.2)).prop_map(|(start, inner, end)| {
        format!("{}{inner}{}", if start { "^" } else { "" }, if end { "$" } else { "" })
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn as_the_host_matches(pattern in expression(), text in "[abcé \n]{0,10}", flags in 0u32..8, eflags in 0..4i32) {
        let repeats = pattern.contains(['*', '+', '?', '{']);
        prop_assume!(!repeats || !["\\b", "\\B", "\\<", "\\>"].iter().any(|edge| pattern.contains(edge)));
        let flags = flags | 1;
        let (own, other) = (ours(&pattern, flags, &text, eflags), host(&pattern, flags, &text, eflags));
        let whole = |found: &Option<Option<Vec<Span>>>| found.as_ref().map(|found| found.as_ref().map(|spans| spans[0]));
        prop_assert_eq!(whole(&own), whole(&other));
        if !repeats && !pattern.contains('|') {
            prop_assert_eq!(own, other);
        }
    }

    #[test]
    fn anything_ends(pattern in "[]ab*+?(){}|\\\\\\[^$.,1-3:=-]{0,16}", text in "[ab]{0,20}", flags in 0u32..16) {
        if let Ok(regex) = Regex::new(pattern.as_bytes(), flags, Encoding::Utf8) {
            let mut scratch = regex.scratch().unwrap();
            let mut spans = vec![None; regex.groups() + 1];
            let open = Edges { start: true, end: true };
            let found = regex.find(&mut scratch, &mut Whole(text.as_bytes()), open, &mut spans);
            if let Ok(true) = found {
                let (start, end) = spans[0].unwrap();
                prop_assert!(spans.iter().flatten().all(|&(one, two)| start <= one && one <= two && two <= end));
            }
        }
    }

    #[test]
    fn as_the_host_refuses(pattern in "([ab^$.][*]?|\\[[a-c]{1,2}(-[a-c])?\\]|\\\\[()1]){0,7}") {
        let (own, other) = (ours(&pattern, 0, "aabb", 0), host(&pattern, 0, "aabb", 0));
        prop_assert_eq!(own.is_some(), other.is_some());
    }
}
