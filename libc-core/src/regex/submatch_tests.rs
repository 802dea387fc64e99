//! Groups against the words of the standard, applied without regard to time: for each node all ends are tried.

use super::forward::Edges;
use super::matcher::Regex;
use super::parse::{EXTENDED, parse};
use super::submatch::Span;
use super::text::Whole;
use super::tree::{Kind, NONE, Tree, UNBOUNDED};
use crate::wchar::encoding::Encoding;
use proptest::prelude::*;
use std::collections::BTreeSet;

type Ends = BTreeSet<usize>;

struct Naive<'a> {
    tree: &'a Tree,
    text: &'a [u8],
}

impl Naive<'_> {
    /// Where what `node` matches from `start` on may end.
    fn ends(&self, node: u32, start: usize) -> Ends {
        let this = self.tree.get(node);
        let here = self.text.get(start).copied();
        let single = |is: bool| if is { Ends::from([start + 1]) } else { Ends::new() };
        match this.kind {
            Kind::Empty => Ends::from([start]),
            Kind::Character(code) => single(here.map(u32::from) == Some(code)),
            Kind::Any => single(here.is_some()),
            Kind::Group(_) => self.ends(this.child, start),
            Kind::Sequence => self.rest(this.child, Ends::from([start])),
            Kind::Alternatives => {
                self.siblings(this.child).into_iter().flat_map(|child| self.ends(child, start)).collect()
            }
            Kind::Repeat { least, most } => self.iterations(this.child, start, i64::from(least), most_of(most)),
            other => panic!("{other:?}"),
        }
    }

    fn siblings(&self, first: u32) -> Vec<u32> {
        let mut all = vec![];
        let mut at = first;
        while at != NONE {
            all.push(at);
            at = self.tree.get(at).next;
        }
        all
    }

    /// Where a node and its next siblings end.
    fn rest(&self, first: u32, from: Ends) -> Ends {
        let mut ends = from;
        for child in self.siblings(first) {
            ends = ends.into_iter().flat_map(|end| self.ends(child, end)).collect();
        }
        ends
    }

    fn iterations(&self, child: u32, start: usize, least: i64, most: i64) -> Ends {
        let mut now = Ends::from([start]);
        let mut all = Ends::new();
        for count in 0..=most.min(least.max(0) + self.text.len() as i64 + 1) {
            if count >= least {
                all.extend(&now);
            }
            now = now.into_iter().flat_map(|end| self.ends(child, end)).collect();
        }
        all
    }

    fn assign(&self, node: u32, start: usize, end: usize, groups: &mut [Span]) {
        let this = self.tree.get(node);
        match this.kind {
            Kind::Group(number) => {
                groups[number as usize - 1] = Some((start, end));
                self.assign(this.child, start, end, groups);
            }
            Kind::Sequence => {
                let mut at = start;
                for child in self.siblings(this.child) {
                    let next = self.tree.get(child).next;
                    let fits = |&to: &usize| self.rest(next, Ends::from([to])).contains(&end);
                    let to = self.ends(child, at).into_iter().rev().find(fits).unwrap();
                    self.assign(child, at, to, groups);
                    at = to;
                }
            }
            Kind::Alternatives => {
                let fits = |&child: &u32| self.ends(child, start).contains(&end);
                let child = self.siblings(this.child).into_iter().find(fits).unwrap();
                self.assign(child, start, end, groups);
            }
            Kind::Repeat { least, most } => {
                let (least, most) = (i64::from(least), most_of(most));
                let (mut at, mut count, mut last) = (start, 0, None);
                while count < most && (at < end || count < least || count == 0) {
                    let fits = |&to: &usize| {
                        self.iterations(this.child, to, least - count - 1, most - count - 1).contains(&end)
                    };
                    let Some(to) = self.ends(this.child, at).into_iter().rev().find(fits) else { break };
                    last = Some((at, to));
                    at = to;
                    count += 1;
                }
                if let Some((from, to)) = last {
                    self.assign(this.child, from, to, groups);
                }
            }
            _ => {}
        }
    }
}

fn most_of(most: u16) -> i64 {
    if most == UNBOUNDED { 1000 } else { i64::from(most) }
}

fn naive(pattern: &str, text: &str) -> Option<Vec<Span>> {
    let parsed = parse(pattern.as_bytes(), EXTENDED, Encoding::Bytes).unwrap();
    let naive = Naive { tree: &parsed.tree, text: text.as_bytes() };
    for start in 0..=text.len() {
        if let Some(&end) = naive.ends(parsed.tree.root, start).last() {
            let mut groups = vec![None; parsed.groups as usize];
            naive.assign(parsed.tree.root, start, end, &mut groups);
            groups.insert(0, Some((start, end)));
            return Some(groups);
        }
    }
    None
}

fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![6 => "[ab]", 1 => Just(".".to_string()), 1 => Just("()".to_string())];
    leaf.prop_recursive(5, 20, 3, |inner| {
        let operator = prop_oneof![
            Just("*"),
            Just("*"),
            Just("+"),
            Just("?"),
            Just("?"),
            Just("{2}"),
            Just("{1,3}"),
            Just("{2,}"),
            Just("{0,2}")
        ];
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(|all| all.concat()),
            1 => inner.clone().prop_map(|one| format!("({one})")),
            2 => prop::collection::vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join("|"))),
            3 => (inner, operator).prop_map(|(one, operator)| format!("({one}){operator}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_the_standard_says(pattern in expression(), text in "[ab]{0,8}") {
        let regex = Regex::new(pattern.as_bytes(), EXTENDED, Encoding::Bytes).unwrap();
        let mut spans = vec![None; regex.groups() + 1];
        let open = Edges { start: true, end: true };
        let found = regex.find(&mut regex.scratch().unwrap(), &mut Whole(text.as_bytes()), open, &mut spans).unwrap();
        prop_assert_eq!(found.then_some(spans), naive(&pattern, &text));
    }

    /// The search for references does the same where there are none.
    #[test]
    fn with_a_reference_too(pattern in expression(), text in "[ab]{0,8}") {
        let referring = format!("{pattern}()\\1{{0}}");
        let Ok(regex) = Regex::new(referring.as_bytes(), EXTENDED, Encoding::Bytes) else { return Ok(()) };
        let mut spans = vec![None; regex.groups() + 1];
        let open = Edges { start: true, end: true };
        let found = regex.find(&mut regex.scratch().unwrap(), &mut Whole(text.as_bytes()), open, &mut spans).unwrap();
        let all = found.then_some(spans);
        prop_assert_eq!(all, naive(&format!("{pattern}()"), &text));
    }
}
