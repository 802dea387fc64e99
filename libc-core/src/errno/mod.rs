//! Error numbers: `Errno` inside the library, `errno` at its C edge, and the only place where one becomes the other.

#[cfg(not(test))]
mod location;
mod number;
#[cfg(not(test))]
mod outcome;

#[cfg(not(test))]
pub use location::{__errno_location, errno, set_errno};
pub use number::Errno;
#[cfg(not(test))]
pub use outcome::{CReturn, CValue, Outcome};
