//! Wide and multibyte characters.

#[cfg(not(test))]
mod character;
#[cfg(not(test))]
mod copy;
pub mod encoding;
pub mod memory;
pub mod partial;
pub mod state;
pub mod string;
#[cfg(not(test))]
mod text;
#[cfg(not(test))]
mod unicode;
