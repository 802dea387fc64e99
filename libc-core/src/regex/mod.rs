//! Regular expressions: `<regex.h>`. POSIX.1-2024 XBD 9.
//!
//! `parse` makes a `tree`, `program` an automaton of it. `forward` finds where the leftmost-longest match ends, `backward`
//! where it begins, both as deterministic automata whose states are made on the way; `submatch` finds the groups. All this
//! takes time in proportion to the text and bounded memory. Back-references, which cannot be matched so, have `reference`.
//!
//! Nothing is shared but what one call leaves for the next one to be faster, which a call takes away as long as it runs:
//! there is no lock, and nothing for fork to do.

mod assertion;
mod backward;
mod bracket;
#[cfg(not(test))]
mod c_api;
mod classes;
mod error;
mod forward;
mod matcher;
#[cfg(test)]
mod oracle;
mod parse;
mod prefilter;
mod program;
mod reference;
mod set;
mod sparse;
mod states;
mod submatch;
#[cfg(test)]
mod submatch_tests;
#[cfg(test)]
mod tests;
mod text;
mod tree;
