//! Matching, against tables and against the host.

use super::error::Error;
use super::forward::Edges;
use super::matcher::{Regex, Scratch};
use super::parse::{EXTENDED, ICASE, NEWLINE};
use super::submatch::Span;
use super::text::Source;
use crate::wchar::encoding::Encoding;

/// A text that becomes known in small pieces.
struct Pieces<'a> {
    text: &'a [u8],
    known: usize,
}

impl Source for Pieces<'_> {
    fn bytes(&self) -> &[u8] {
        &self.text[..self.known]
    }

    fn extend(&mut self) -> bool {
        let more = self.known < self.text.len();
        self.known = (self.known * 2 + 1).min(self.text.len());
        more
    }
}

const OPEN: Edges = Edges { start: true, end: true };

fn find_with(regex: &Regex, scratch: &mut Scratch, text: &[u8], edges: Edges, count: usize) -> Option<Vec<Span>> {
    let mut spans = vec![None; count];
    let found = regex.find(scratch, &mut Pieces { text, known: 0 }, edges, &mut spans).unwrap();
    found.then_some(spans)
}

fn find(pattern: &[u8], flags: u32, text: &[u8], edges: Edges) -> Result<Option<Vec<Span>>, Error> {
    let regex = Regex::new(pattern, flags, Encoding::Utf8)?;
    let mut scratch = regex.scratch()?;
    let found = find_with(&regex, &mut scratch, text, edges, regex.groups() + 1);
    // The same again with what the first time left, and with fewer questions.
    for count in (0..=regex.groups() + 1).rev() {
        let again = find_with(&regex, &mut scratch, text, edges, count);
        let fewer = found.as_ref().map(|spans| spans[..count].to_vec());
        assert_eq!(again, fewer, "{:?} {:?}", String::from_utf8_lossy(pattern), String::from_utf8_lossy(text));
    }
    Ok(found)
}

/// As `(0,3)(1,2)(?,?)`.
fn shown(found: &Option<Vec<Span>>) -> String {
    match found {
        None => "none".into(),
        Some(spans) => {
            spans.iter().map(|span| span.map_or("(?,?)".into(), |(start, end)| format!("({start},{end})"))).collect()
        }
    }
}

/// Extended expressions, texts, and where they and their groups match.
const EXTENDED_CASES: &[(&str, &str, &str)] = &[
    ("abracadabra$", "abracadabracadabra", "(7,18)"),
    ("a...b", "abababbb", "(2,7)"),
    ("XXXXXX", "..XXXXXX", "(2,8)"),
    ("a]", "a]a", "(0,2)"),
    ("[^aeiou]{2}", "aeixyo", "(3,5)"),
    ("", "abc", "(0,0)"),
    ("()", "x", "(0,0)(0,0)"),
    ("a|b||c", "c", "(0,1)"),
    ("a|b||c", "d", "(0,0)"),
    ("(a|ab)(c|bcd)(d*)", "abcd", "(0,4)(0,2)(2,3)(3,4)"),
    ("(ab|a)(bcd|c)(d|.*)", "abcd", "(0,4)(0,2)(2,3)(3,4)"),
    ("(a|ab)(bcd|c)(d*)", "abcd", "(0,4)(0,2)(2,3)(3,4)"),
    ("(a*)(b{0,1})(b{1,})b{3}", "aaabbbbbbb", "(0,10)(0,3)(3,4)(4,7)"),
    ("(a*)(b|abc)", "abc", "(0,3)(0,0)(0,3)"),
    ("(a*)(abc|b)(c*)", "abc", "(0,3)(0,1)(1,2)(2,3)"),
    ("((a|a)|a)", "a", "(0,1)(0,1)(0,1)"),
    ("(a*)(a|aa)", "aaaa", "(0,4)(0,3)(3,4)"),
    ("a*(a.|aa)", "aaaa", "(0,4)(2,4)"),
    ("a(b)|c(d)|a(e)f", "aef", "(0,3)(?,?)(?,?)(1,2)"),
    ("(a|b)?.*", "b", "(0,1)(0,1)"),
    ("(a|b)c|a(b|c)", "ac", "(0,2)(0,1)(?,?)"),
    ("(a|b)*c|(a|ab)*c", "abc", "(0,3)(1,2)(?,?)"),
    ("(a|b)*c|(a|ab)*c", "xc", "(1,2)(?,?)(?,?)"),
    ("(.a|.b).*|.*(.a|.b)", "xa", "(0,2)(0,2)(?,?)"),
    ("a?(ab|ba)ab", "abab", "(0,4)(0,2)"),
    ("a?(ac{0}b|ba)ab", "abab", "(0,4)(0,2)"),
    ("ab|abab", "abbabab", "(0,2)"),
    ("aba|bab|bba", "baaabbbaba", "(5,8)"),
    ("(aa|aaa)*|(a|aaaaa)", "aa", "(0,2)(0,2)(?,?)"),
    ("(a.|.a.)*|(a|.a...)", "aa", "(0,2)(0,2)(?,?)"),
    ("ab|a", "xabc", "(1,3)"),
    ("(Ab|cD)*", "aBcD", "(0,0)(?,?)"),
    ("(^)*", "-", "(0,0)(0,0)"),
    ("([^.]*)\\.([^.]*)", "ab.cd.e", "(0,5)(0,2)(3,5)"),
    ("(^|[ (,;])((([Ff]eb[^ ]* *|0*2/|\\* */?)0*[6-7]))([^0-9]|$)", "feb 6,", "(0,6)(0,0)(0,5)(0,5)(0,4)(5,6)"),
    (
        "((((((((((((((((((((((((((((((x))))))))))))))))))))))))))))))",
        "x",
        concat!(
            "(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)",
            "(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)(0,1)"
        ),
    ),
    // Null strings in repetitions.
    ("(a*)*", "a", "(0,1)(0,1)"),
    ("(a*)*", "x", "(0,0)(0,0)"),
    ("(a*)*", "aaaaaax", "(0,6)(0,6)"),
    ("(a*)+", "x", "(0,0)(0,0)"),
    ("(a+)*", "x", "(0,0)(?,?)"),
    ("([a]*)*", "aaaaaa", "(0,6)(0,6)"),
    ("([^b]*)*", "aaaaaab", "(0,6)(0,6)"),
    ("([ab]*)*", "ababab", "(0,6)(0,6)"),
    ("(a*)*(x)", "ax", "(0,2)(0,1)(1,2)"),
    ("(a*)*(x)", "x", "(0,1)(0,0)(0,1)"),
    ("(a*){2}(x)", "ax", "(0,2)(1,1)(1,2)"),
    ("(a*){2}", "aa", "(0,2)(2,2)"),
    ("(a|b*){3,5}", "aab", "(0,3)(2,3)"),
    ("(^|a){2}", "a", "(0,1)(0,1)"),
    ("(){2,5}", "", "(0,0)(0,0)"),
    ("((a)|()){3}", "a", "(0,1)(1,1)(?,?)(1,1)"),
    // Of an outer repetition's last iteration only.
    ("((a)|b)*", "ab", "(0,2)(1,2)(?,?)"),
    ("((..)|(.)){2}", "aa", "(0,2)(1,2)(?,?)(1,2)"),
    ("((..)|(.)){2}", "aaa", "(0,3)(2,3)(?,?)(2,3)"),
    ("((..)|(.)){2}", "aaaa", "(0,4)(2,4)(2,4)(?,?)"),
    ("((..)|(.)){3}", "aaaa", "(0,4)(3,4)(?,?)(3,4)"),
    ("((..)|(.))*", "aaa", "(0,3)(2,3)(?,?)(2,3)"),
    ("X(.?){0,8}Y", "X1234567Y", "(0,9)(7,8)"),
    ("X(.?){8,8}Y", "X1234567Y", "(0,9)(8,8)"),
    ("(a|ab|c|bcd){0,10}(d*)", "ababcd", "(0,6)(3,6)(6,6)"),
    ("(a|ab|c|bcd)*(d*)", "ababcd", "(0,6)(3,6)(6,6)"),
    ("(a){0}b", "b", "(0,1)(?,?)"),
    ("(a){0,0}(b)", "ab", "(1,2)(?,?)(1,2)"),
    ("((b*)|c(c*))*", "cbb", "(0,3)(1,3)(1,3)(?,?)"),
    ("(wee|week)(knights|night)", "weeknights", "(0,10)(0,3)(3,10)"),
    ("a*?b", "aab", "(0,3)"),
    ("(^|b)a(b|$)", "ba", "(0,2)(0,1)(2,2)"),
    // References.
    ("(a)\\1", "aa", "(0,2)(0,1)"),
    ("(a*)\\1", "aaaaa", "(0,4)(0,2)"),
    ("(ac*)c*d[ac]*\\1", "acdacaaa", "(0,8)(0,1)"),
    ("(.*)x\\1$", "abxab", "(0,5)(0,2)"),
    ("^(11+)\\1+$", "111111111", "(0,9)(0,3)"),
    ("((a*)(a*))\\2", "aaa", "(0,3)(0,3)(0,0)(0,3)"),
    ("((a+)(a*))\\2", "aaa", "(0,3)(0,2)(0,1)(1,2)"),
    ("(([a-c])b*?\\2)*", "ababbbcbc", "(0,9)(6,9)(6,7)"),
    ("((.)\\2)*", "aabbc", "(0,4)(2,4)(2,3)"),
    ("(a)|b\\1", "b", "none"),
    ("(a|(b))\\1\\2?", "bbb", "(0,3)(0,1)(0,1)"),
    // Words, and letters after backslashes.
    ("\\bfoo\\b", "a foo.", "(2,5)"),
    ("\\<[a-z]+\\>", "12 ab3 cd", "(7,9)"),
    ("\\Bb", "b ab", "(3,4)"),
    ("\\w+\\W\\w+", "--é_1 x", "(2,8)"),
    ("\\s\\S\\d\\D", " a1b", "(0,4)"),
    ("\\x41\\x{e9}\\t", "A\u{e9}\t", "(0,4)"),
    ("\\`a\\'", "a", "(0,1)"),
    ("[[:alpha:]]+", "12é€xß", "(2,4)"),
    ("[à-ï]", "aé", "(1,3)"),
    ("[[.-.]a]*", "-a-", "(0,3)"),
    ("[[=é=]]", "é", "(0,2)"),
    ("[]-a]+", "]^_`a", "(0,5)"),
    ("[^]]", "]a", "(1,2)"),
    ("[--/]+", "-./", "(0,3)"),
    ("[a\\]+", "\\a", "(0,2)"),
    ("é+", "éé", "(0,4)"),
    (".", "é", "(0,2)"),
    ("a)", "a)", "(0,2)"),
    ("a{,2}", "aaa", "(0,2)"),
    ("^*a", "a", "(0,1)"),
];

#[test]
fn extended() {
    let mut wrong = Vec::new();
    for &(pattern, text, expected) in EXTENDED_CASES {
        let found = shown(&find(pattern.as_bytes(), EXTENDED, text.as_bytes(), OPEN).unwrap());
        if found != expected {
            wrong.push((pattern, text, expected, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn basic() {
    for (pattern, text, expected) in [
        ("*a", "*a", "(0,2)"),
        ("^*a*", "*aa", "(0,3)"),
        ("\\(*a\\)", "*a", "(0,2)(0,2)"),
        ("\\(^a\\)", "a", "(0,1)(0,1)"),
        ("a\\|*b", "*b", "(0,2)"),
        ("a^b$c", "a^b$c", "(0,5)"),
        ("\\(a$\\)", "ba", "(1,2)(1,2)"),
        ("^^$$", "^$", "(0,2)"),
        ("a\\{2,3\\}", "aaaa", "(0,3)"),
        ("a\\{2\\}*", "aaaaa", "(0,4)"),
        ("a\\+b\\?", "xaab", "(1,4)"),
        ("a+?{1}|()", "a+?{1}|()", "(0,9)"),
        ("\\(.\\)\\1", "abccd", "(2,4)(2,3)"),
        ("\\(\\(a\\)\\|b\\)*", "ab", "(0,2)(1,2)(?,?)"),
        ("^\\(ab*\\)*\\1$", "abbabb", "(0,6)(0,3)"),
    ] {
        assert_eq!(shown(&find(pattern.as_bytes(), 0, text.as_bytes(), OPEN).unwrap()), expected, "{pattern} {text}");
    }
}

#[test]
fn errors() {
    for (pattern, flags, error) in [
        ("(", EXTENDED, Error::Parenthesis),
        ("(()", EXTENDED, Error::Parenthesis),
        ("\\)", 0, Error::Parenthesis),
        ("\\(", 0, Error::Parenthesis),
        ("*a", EXTENDED, Error::Repetition),
        ("a|*", EXTENDED, Error::Repetition),
        ("(+a)", EXTENDED, Error::Repetition),
        ("{1}", EXTENDED, Error::Repetition),
        ("\\{1\\}", 0, Error::Repetition),
        ("a{", EXTENDED, Error::Brace),
        ("a{1", EXTENDED, Error::Brace),
        ("a\\{1", 0, Error::Brace),
        ("a\\{1\\", 0, Error::Brace),
        ("a{x}", EXTENDED, Error::Bounds),
        ("a{1a}", EXTENDED, Error::Bounds),
        ("a{2,1}", EXTENDED, Error::Bounds),
        ("a{256}", EXTENDED, Error::Bounds),
        ("a{99999999}", EXTENDED, Error::Bounds),
        ("a{}", EXTENDED, Error::Bounds),
        ("a\\{1}", 0, Error::Bounds),
        ("[", EXTENDED, Error::Bracket),
        ("[]", EXTENDED, Error::Bracket),
        ("[^]a", EXTENDED, Error::Bracket),
        ("[a-", EXTENDED, Error::Bracket),
        ("[[:alpha:", EXTENDED, Error::Bracket),
        ("[[:foo:]]", EXTENDED, Error::Class),
        ("[[::]]", EXTENDED, Error::Class),
        ("[[.ab.]]", EXTENDED, Error::Collating),
        ("[[=ab=]]", EXTENDED, Error::Collating),
        ("[b-a]", EXTENDED, Error::Range),
        ("[a-c-e]", EXTENDED, Error::Range),
        ("[[:alpha:]-z]", EXTENDED, Error::Range),
        ("[a-[:alpha:]]", EXTENDED, Error::Range),
        ("a\\", EXTENDED, Error::Escape),
        ("\\1", 0, Error::Reference),
        ("\\(a\\1\\)", 0, Error::Reference),
        ("(a)\\2", EXTENDED, Error::Reference),
        ("(a{1,255}){1,255}", EXTENDED, Error::Space),
        ("((((a{255}){255}){255}){255}){255}", EXTENDED, Error::Space),
    ] {
        assert_eq!(Regex::new(pattern.as_bytes(), flags, Encoding::Utf8).err(), Some(error), "{pattern}");
    }
}

#[test]
fn flags() {
    let shown_with = |pattern: &str, flags, text: &str, start, end| {
        shown(&find(pattern.as_bytes(), flags, text.as_bytes(), Edges { start, end }).unwrap())
    };
    assert_eq!(shown_with("aBé", ICASE, "xAbÉ", true, true), "(1,5)");
    assert_eq!(shown_with("[b-d]*", ICASE, "BcD", true, true), "(0,3)");
    assert_eq!(shown_with("[^b]", ICASE, "Bx", true, true), "(1,2)");
    assert_eq!(shown_with("(aé)\\1", ICASE | EXTENDED, "aÉAé", true, true), "(0,6)(0,3)");
    assert_eq!(shown_with("^a$", 0, "b\na", true, true), "none");
    assert_eq!(shown_with("^a$", NEWLINE, "b\na\nc", true, true), "(2,3)");
    assert_eq!(shown_with("a.b", NEWLINE, "a\nb", true, true), "none");
    assert_eq!(shown_with("a.b", 0, "a\nb", true, true), "(0,3)");
    assert_eq!(shown_with("a[^x]b", NEWLINE, "a\nb", true, true), "none");
    assert_eq!(shown_with("a[\n]b", NEWLINE, "a\nb", true, true), "(0,3)");
    assert_eq!(shown_with("a\\Wb", NEWLINE, "a\nb", true, true), "none");
    assert_eq!(shown_with("^a", 0, "a", false, true), "none");
    assert_eq!(shown_with("a$", 0, "a", true, false), "none");
    assert_eq!(shown_with("^a$", NEWLINE, "\na\n", false, false), "(1,2)");
    assert_eq!(shown_with("\\`a", 0, "a", false, true), "(0,1)");
    assert_eq!(shown_with("^$", NEWLINE, "a\n\nb", true, true), "(2,2)");
}

#[test]
fn strays() {
    let found = |pattern: &[u8], text: &[u8]| shown(&find(pattern, EXTENDED, text, OPEN).unwrap());
    assert_eq!(found(b".", b"\xff\x80"), "none");
    assert_eq!(found(b"[^a]", b"\xff"), "none");
    assert_eq!(found(b"\xff.", b"a\xff\xc3\xa9"), "(1,4)");
    assert_eq!(found(b"a[\xff]b", b"a\xffb"), "(0,3)");
    assert_eq!(found(b"a*$", b"\xc3"), "(1,1)");
    assert_eq!(found(b"\xac", "€".as_bytes()), "none");
    assert_eq!(found(b"\xac", b"\xe2\x82\xac\xac"), "(3,4)");
    assert_eq!(found(b"\xc3", "é".as_bytes()), "none");
}

/// Patterns made to explode.
#[test]
fn linear() {
    let text = "a".repeat(3000);
    for (pattern, matches) in [
        ("(a*)*b", false),
        ("(a|aa)+$", true),
        ("(a|a*b)*c?", true),
        ("((a*)*)*", true),
        ("(a?){255}a{255}", true),
        ("(.*)(.*)(.*)(.*)(.*)[b-d]", false),
        ("(x+x+)+y", false),
        ("(a|b|ab)*bc", false),
        ("[a-q][^u-z]{13}x", false),
        ("((a{0,9}){0,9}){0,9}", true),
    ] {
        let found = find(pattern.as_bytes(), EXTENDED, text.as_bytes(), OPEN).unwrap();
        assert_eq!(found.is_some(), matches, "{pattern}");
    }
    let mut mixed = String::new();
    let mut state = 1u32;
    for _ in 0..3000 {
        state = state.wrapping_mul(1103515245).wrapping_add(12345);
        mixed.push(if state >> 16 & 1 != 0 { 'a' } else { 'b' });
    }
    // As many states as the text is long.
    assert!(find(b"(a|b)*a(a|b){16}c", EXTENDED, mixed.as_bytes(), OPEN).unwrap().is_none());
    assert!(find(b"c(a|b)*a(a|b){16}$", EXTENDED, format!("c{mixed}").as_bytes(), OPEN).is_ok());
}
