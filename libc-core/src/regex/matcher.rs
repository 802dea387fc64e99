//! A compiled regular expression, and its match with a text.

use super::backward::Backward;
use super::classes::Classes;
use super::error::Error;
use super::forward::{Edges, Forward};
use super::parse::parse;
use super::prefilter::Prefilter;
use super::program::Program;
use super::reference::Search;
use super::submatch::{Finder, Match, Span};
use super::text::Source;
use crate::wchar::encoding::Encoding;

/// A compiled regular expression. It does not change.
pub struct Regex {
    program: Program,
    classes: Classes,
    prefilter: Prefilter,
}

/// What matching makes on its way, and what makes the next one faster. One thread uses it at a time.
pub struct Scratch {
    forward: Forward,
    backward: Option<Backward>,
    finder: Option<Finder>,
}

impl Scratch {
    /// Gives back what only a long text needed.
    pub fn trim(&mut self) {
        self.finder.take_if(|finder| finder.is_large());
    }
}

impl Regex {
    /// Compiles `pattern`, with the flags of `regcomp`.
    pub fn new(pattern: &[u8], flags: u32, encoding: Encoding) -> Result<Self, Error> {
        let program = Program::new(parse(pattern, flags, encoding)?, flags, encoding)?;
        let classes = Classes::new(&program)?;
        let prefilter = Prefilter::new(&program)?;
        Ok(Self { program, classes, prefilter })
    }

    /// How many groups it has.
    pub fn groups(&self) -> usize {
        self.program.groups as usize
    }

    /// Whether it tells whether it matches, not where.
    pub fn is_silent(&self) -> bool {
        self.program.silent
    }

    /// What matching needs.
    pub fn scratch(&self) -> Result<Scratch, Error> {
        Ok(Scratch { forward: Forward::new(&self.program, &self.classes)?, backward: None, finder: None })
    }

    /// Finds the leftmost-longest match in a text: whether there is one, and into `spans` where it is and where the first
    /// groups are.
    pub fn find(
        &self,
        scratch: &mut Scratch,
        source: &mut impl Source,
        edges: Edges,
        spans: &mut [Span],
    ) -> Result<bool, Error> {
        spans.fill(None);
        let (program, classes) = (&self.program, &self.classes);
        let any = spans.is_empty();
        if let Some(length) = self.prefilter.whole() {
            let start = self.prefilter.find(source, 0);
            if let (Some(start), Some(all)) = (start, spans.first_mut()) {
                *all = Some((start, start + length));
            }
            return Ok(start.is_some());
        }
        // With back-references this is a necessary condition.
        let end = scratch.forward.search(program, classes, &self.prefilter, source, edges, any || program.refers)?;
        let Some(end) = end else { return Ok(false) };
        if program.refers {
            while source.extend() {}
            let found = Match { program, classes, bytes: source.bytes(), edges };
            let search = Search::new(&found, &self.prefilter)?;
            let place = search.search(any)?;
            if let Some((start, end)) = place
                && let Some((all, groups)) = spans.split_first_mut()
            {
                *all = Some((start, end));
                if !groups.is_empty() && program.groups > 0 {
                    search.find(start, end, groups)?;
                }
            }
            return Ok(place.is_some());
        }
        let Some((all, groups)) = spans.split_first_mut() else { return Ok(true) };
        let start = if self.prefilter.is_anchored {
            0
        } else {
            let backward = match &mut scratch.backward {
                Some(backward) => backward,
                none => none.insert(Backward::new(program, classes)?),
            };
            backward.start_of(program, classes, source.bytes(), edges, end)?.unwrap_or(end)
        };
        *all = Some((start, end));
        if !groups.is_empty() && program.groups > 0 {
            let finder = match &mut scratch.finder {
                Some(finder) => finder,
                none => none.insert(Finder::new(program, classes)?),
            };
            let found = Match { program, classes, bytes: source.bytes(), edges };
            finder.find(&found, start..end, groups)?;
        }
        Ok(true)
    }
}
