//! Expansions in a made-up world.

use super::arithmetic::{Variables, evaluate};
use super::expand::{Error, Expander};
use super::world::World;
use crate::errno::Errno;
use crate::malloc::Buffer;
use proptest::prelude::*;
use std::cell::RefCell;

#[derive(Default)]
struct Made {
    commands: RefCell<Vec<String>>,
}

fn buffer(text: &[u8]) -> Buffer<u8> {
    let mut copy = Buffer::new();
    copy.extend(text).unwrap();
    copy
}

impl World for Made {
    fn variable(&self, name: &[u8]) -> Option<&[u8]> {
        Some(match name {
            b"X" => b"hi  there",
            b"EMPTY" => b"",
            b"STAR" => b"/et*",
            b"P" => b"/a/b.c.d",
            b"N" => b" 7 ",
            b"U" => "é€".as_bytes(),
            _ => return None,
        })
    }

    fn home(&self, user: &[u8]) -> Result<Option<Buffer<u8>>, Errno> {
        Ok(match user {
            b"" => Some(buffer(b"/home/a b")),
            b"root" => Some(buffer(b"/root")),
            _ => None,
        })
    }

    fn output_of(&self, command: &[u8]) -> Result<Buffer<u8>, Errno> {
        self.commands.borrow_mut().push(String::from_utf8_lossy(command).into());
        Ok(buffer(b"one two\n\n"))
    }

    fn paths(&self, pattern: &[u8], each: &mut dyn FnMut(&[u8]) -> Result<(), Errno>) -> Result<(), Errno> {
        if pattern == b"/et*" {
            each(b"/etc")?;
            each(b"/et c")?;
        }
        Ok(())
    }

    fn process(&self) -> i64 {
        4711
    }

    fn complain(&self, _: &[u8], _: &[u8]) {}
}

fn expand(text: &str, no_commands: bool, no_undefined: bool) -> Result<Vec<String>, Error> {
    let world = Made::default();
    let mut expander = Expander::new(&world, no_commands, no_undefined);
    expander.run(text.as_bytes())?;
    let words = expander
        .words
        .split_inclusive(|&byte| byte == 0)
        .map(|word| String::from_utf8_lossy(&word[..word.len() - 1]).into());
    let words = words.collect::<Vec<String>>();
    assert_eq!(words.len(), expander.count);
    Ok(words)
}

#[test]
fn words() {
    for (text, expected) in [
        ("", &[][..]),
        (" a\t b ", &["a", "b"]),
        ("$X x$X", &["hi", "there", "xhi", "there"]),
        ("\"$X\"", &["hi  there"]),
        ("'$X'", &["$X"]),
        ("$UNSET ${UNSET} $EMPTY", &[]),
        ("\"$UNSET\" '' \"\"", &["", "", ""]),
        ("\"$UNSET\"$UNSET", &[""]),
        ("${UNSET:-def ault}", &["def", "ault"]),
        ("\"${UNSET:-def ault}\"", &["def ault"]),
        ("${UNSET:-'a b'}c", &["a bc"]),
        ("\"${UNSET:-'a b'}\"", &["'a b'"]),
        ("\"${UNSET:-\"a b\"}\"", &["a b"]),
        ("${UNSET:-${UNSET-~}}", &["/home/a b"]),
        ("${EMPTY-e}${EMPTY:-f}", &["f"]),
        ("${X+alt}${UNSET+alt}${EMPTY:+alt}", &["alt"]),
        ("${#X} ${#UNSET} ${#U}", &["9", "0", "2"]),
        ("${NEW:=v w} $NEW", &["v", "w", "v", "w"]),
        ("$((1+2*3)) $((N*2)) $(( N = 3 ))$N", &["7", "14", "33"]),
        ("$(echo a) \"$(b)\" `c`d", &["one", "two", "one two", "one", "twod"]),
        ("~ ~/x ~root/y ~nouser a~ \\~ '~'", &["/home/a b", "/home/a b/x", "/root/y", "~nouser", "a~", "~", "~"]),
        ("\\$X \\a a\\ b 'a b'c\"d e\" \\\nx", &["$X", "a", "a b", "a bcd e", "x"]),
        ("\"\\a\\$\\\"\\\\\\`\"", &["\\a$\"\\`"]),
        ("/et* $STAR \"$STAR\" '/et*' x*", &["/etc", "/et c", "/etc", "/et c", "/et*", "/et*", "x*"]),
        ("${P#*/} ${P##*/} ${P%.*} ${P%%.*} ${P%x}", &["a/b.c.d", "b.c.d", "/a/b.c", "/a/b", "/a/b.c.d"]),
        ("${P%'.*'} ${U%?} ${U#?}", &["/a/b.c.d", "é", "€"]),
        ("$ \"$\" $'x' $,", &["$", "$", "$x", "$,"]),
        ("$# $? $$ $0 $@ $* $1 $- ${10}", &["0", "0", "4711", "sh"]),
        ("a#b #c", &["a#b", "#c"]),
        ("$( (a) ) $(echo \")\" ')' # )\n)", &["one", "two", "one", "two"]),
        ("x=~", &["x=~"]),
    ] {
        assert_eq!(expand(text, false, false).unwrap(), expected, "{text}");
    }
}

#[test]
fn commands() {
    let world = Made::default();
    let mut expander = Expander::new(&world, false, false);
    expander.run(b"$(a 'b)' \"c)\" $(d)) `e \\`f\\` \\$g \\h` \"`\\\"`\" $((i) j) \"${X:-$(no)}\"").unwrap();
    assert_eq!(*world.commands.borrow(), ["a 'b)' \"c)\" $(d)", "e `f` $g \\h", "\"", "(i) j"]);
}

#[test]
fn errors() {
    for text in ["a|b", "a&", ";", "<a", "a>", "(a)", "{a}", "a}", "a\nb", "a)"] {
        assert_eq!(expand(text, false, false), Err(Error::Character), "{text}");
    }
    for text in [
        "\"a",
        "'a",
        "a\\",
        "$(a",
        "${a",
        "$((1+",
        "`a",
        "${}",
        "${X:}",
        "${X/a/b}",
        "$((1/0))",
        "$((08))",
        "$((1+))",
        "$((",
        "a$(",
        "${X?",
        "\"${X\"",
        "${UNSET:?no}",
        "${1=a}",
        "$((3 4))",
        "$((X))",
        "${:-a}",
    ] {
        assert_eq!(expand(text, false, false), Err(Error::Syntax), "{text}");
    }
    for text in ["$(a)", "`a`", "\"$(a)\"", "${X:-$(a)}", "$(($(a)))", "\"${X-`a`}\""] {
        assert_eq!(expand(text, true, false), Err(Error::Command), "{text}");
    }
    for text in ["$UNSET", "${UNSET}", "${#UNSET}", "${UNSET%a}", "$((UNSET))", "$1", "${UNSET?}"] {
        assert_eq!(expand(text, false, true), Err(Error::Value), "{text}");
    }
    assert_eq!(expand("${UNSET-a} ${UNSET+b} $EMPTY $@ $(($N)) ${UNSET=c}", true, true).unwrap(), ["a", "7", "c"]);
    assert_eq!(expand(&"${U1-".repeat(10000), false, false), Err(Error::Space));
    assert_eq!(expand(&format!("$(({}1{}))", "(".repeat(5000), ")".repeat(5000)), false, false), Err(Error::Space));
    assert_eq!(expand(&format!("$(({}1))", "-".repeat(5000)), false, false), Err(Error::Space));
}

struct Five;

impl Variables for Five {
    fn value(&mut self, _: &[u8]) -> Result<i64, Error> {
        Ok(5)
    }

    fn set(&mut self, _: &[u8], _: i64) -> Result<(), Error> {
        Ok(())
    }
}

#[test]
fn arithmetic() {
    for (text, expected) in [
        ("", 0),
        (" 1 + 2 * 3 - 4 / 2 % 3", 5),
        ("1<<4|3^1&5", 18),
        ("5>3?1:2", 1),
        ("0?1:2?3:4", 3),
        ("1||1/0", 1),
        ("0&&1/0", 0),
        ("0?1/0:7", 7),
        ("!0+~0- -1", 1),
        ("0x1F+010", 39),
        ("a+b_1", 10),
        ("a=3", 3),
        ("a<<=2", 20),
        ("a=b=2+1", 3),
        ("a==5", 1),
        ("(1,2)", i64::MIN),
        ("9223372036854775807+1", i64::MIN),
        ("-9223372036854775807-1", i64::MIN),
        ("2-1-1", 0),
        ("1<2==1", 1),
        ("8>>1>>1", 2),
        ("1!=1||2>=2", 1),
    ] {
        if text == "(1,2)" {
            assert!(evaluate(text.as_bytes(), &mut Five).is_err());
        } else {
            assert_eq!(evaluate(text.as_bytes(), &mut Five), Ok(expected), "{text}");
        }
    }
    for text in ["1+", "1 2", "(1", "1)", "?", "1?2", "08", "0x", "1a", "9223372036854775808", "1=2", "@"] {
        assert_eq!(evaluate(text.as_bytes(), &mut Five), Err(Error::Syntax), "{text}");
    }
    // The least number by itself: its quotient with -1 has no place.
    assert_eq!(evaluate(b"(-9223372036854775807-1)/-1", &mut Five), Ok(i64::MIN));
    assert_eq!(evaluate(b"(-9223372036854775807-1)%-1", &mut Five), Ok(0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn anything_ends(text in "[\\]\\[ab \n$X(){}\"'`\\\\~*?:+=%#/1-]{0,24}", no_commands: bool, no_undefined: bool) {
        let _ = expand(&text, no_commands, no_undefined);
    }

    #[test]
    fn quoted_words_stay(words in prop::collection::vec("[^'\0]{0,6}", 0..5)) {
        let text: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
        prop_assert_eq!(expand(&text.join(" "), true, true).unwrap(), words);
    }
}
