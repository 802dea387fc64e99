//! `<stdio.h>`: streams, and formatted text.

#[cfg(not(test))]
mod asprintf;
#[cfg(not(test))]
mod block;
#[cfg(not(test))]
mod buffering;
#[cfg(not(test))]
mod character;
#[cfg(not(test))]
mod closed;
#[cfg(not(test))]
mod cookie;
#[cfg(not(test))]
mod descriptor;
#[cfg(not(test))]
mod file;
#[cfg(not(test))]
mod flush;
pub mod format;
#[cfg(not(test))]
mod growing_memory;
#[cfg(not(test))]
mod input;
#[cfg(not(test))]
mod inside;
#[cfg(not(test))]
mod line;
#[cfg(not(test))]
mod memory;
#[cfg(not(test))]
mod names;
#[cfg(not(test))]
pub mod open;
#[cfg(not(test))]
pub mod open_files;
#[cfg(not(test))]
mod output;
pub mod ownership;
#[cfg(not(test))]
mod perror;
#[cfg(not(test))]
mod printf;
pub mod scan;
#[cfg(not(test))]
mod scanf;
#[cfg(not(test))]
mod seek;
#[cfg(not(test))]
pub mod sprintf;
#[cfg(not(test))]
mod sscanf;
#[cfg(not(test))]
pub mod standard;
#[cfg(not(test))]
mod status;
#[cfg(not(test))]
mod strfrom;
#[cfg(not(test))]
mod swprintf;
#[cfg(not(test))]
mod temporary;
#[cfg(not(test))]
mod wide;
#[cfg(not(test))]
mod wprintf;

#[cfg(not(test))]
pub use file::File;
#[cfg(not(test))]
pub use inside::Inside;
