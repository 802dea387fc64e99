//! Amounts of money as text: `strfmon`, by the conventions of the "C" locale, the only ones there are. No shared state.

mod directive;
#[cfg(not(test))]
mod entry;
