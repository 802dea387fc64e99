//! The one decision in rounding.

use arch::Round;

/// Whether a magnitude that was cut is to be made one larger in its last place. `odd`: its last digit is;
/// `half`: what was cut is at least half a unit of that place; `rest`: it is neither nothing nor exactly half.
pub fn away_from_zero(direction: Round, negative: bool, odd: bool, half: bool, rest: bool) -> bool {
    match direction {
        Round::Nearest => half && (rest || odd),
        Round::Up => !negative && (half || rest),
        Round::Down => negative && (half || rest),
        Round::TowardZero => false,
    }
}
