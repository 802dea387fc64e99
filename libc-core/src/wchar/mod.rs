//! Wide and multibyte characters.

#[cfg(not(test))]
mod character;
pub mod encoding;
pub mod partial;
pub mod state;
#[cfg(not(test))]
mod text;
#[cfg(not(test))]
mod unicode;
