//! Locales: "C", which is also named "POSIX", and "C.UTF-8", which differs from it in its encoding only.
//!
//! A locale that does not exist is refused, where musl takes every name for a kind of "C.UTF-8": a program that asks
//! for "de_DE.UTF-8" learns that it will not get German dates. Two things soften that. What the environment asks for in
//! vain (`setlocale(LC_ALL, "")`) becomes "C.UTF-8", so that UTF-8 works for everybody. And the category LC_MESSAGES
//! takes the name of any language in UTF-8, as its messages come from the program's own catalogues.
//!
//! The locale of a process and of a thread are read without a lock; changes of the former, and the list of names, are
//! made under one (rank Locales). A thread's own locale is in its control block.

#[cfg(not(test))]
mod conventions;
#[cfg(not(test))]
mod current;
#[cfg(not(test))]
mod information;
pub mod name;
#[cfg(not(test))]
mod objects;
#[cfg(not(test))]
mod process;

#[cfg(not(test))]
pub use current::{Locale, encoding, encoding_of, name_of};
#[cfg(not(test))]
pub use process::STATE;
