//! The C functions: thin, by their families.

#[macro_use]
pub(crate) mod define;

mod adjacent;
mod arithmetic;
mod choice;
mod classify;
mod complex;
mod elementary;
mod environment;
mod integral;
mod order;
mod remainder;
mod scale;
mod special;
