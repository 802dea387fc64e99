//! Pseudo-random numbers. The generators with hidden state share one lock (rank Random), so that a forked child
//! finds them free; it goes on with the parent's sequence.

mod additive;
mod congruential;
mod linear48;
pub mod secure;

use crate::process::fork::ranks::Random;
use crate::sync::Lock;

/// All hidden state.
pub struct State {
    additive: additive::Additive,
    linear48: linear48::Linear48,
}

/// The one lock.
pub static STATE: Lock<Random, State> =
    Lock::new(State { additive: additive::Additive::new(), linear48: linear48::Linear48::new() });
