//! Messages in the user's language: `gettext` and its relatives (`<libintl.h>`), and `catgets` (`<nl_types.h>`).
//!
//! The files' formats, plural forms and the order of the search are pure code (`mo`, `plural`, `variants`, `gencat`,
//! `nlspath`). Files are mapped and never trusted: each look-up checks what it follows, so that a damaged catalogue gives
//! the untranslated text. All messages are UTF-8.
//!
//! What `gettext` has seen, domains and catalogues, is in lists that only grow, by one exchange of a pointer ([`list`]):
//! a look-up takes no lock, and fork has nothing to do.

#[cfg(not(test))]
mod catalogue;
#[cfg(not(test))]
mod domain;
#[cfg(not(test))]
mod file;
pub mod gencat;
#[cfg(not(test))]
mod gettext;
#[cfg(not(test))]
mod list;
pub mod mo;
pub mod nlspath;
pub mod plural;
pub mod variants;
