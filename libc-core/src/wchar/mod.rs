//! Wide and multibyte characters.

pub mod case;
#[cfg(not(test))]
mod character;
pub mod class;
#[cfg(not(test))]
mod class_entry;
#[cfg(not(test))]
mod copy;
pub mod encoding;
pub mod memory;
pub mod partial;
pub mod state;
pub mod string;
mod tables;
#[cfg(not(test))]
mod text;
#[cfg(not(test))]
mod unicode;
pub mod width;
