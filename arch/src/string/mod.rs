//! String kernels: the loops under `<string.h>` and its wide twin. Each is the C function of its name, without what
//! C's types add. No kernel reads from a page that holds nothing of its operands.
//!
//! The kernels themselves are those for the CPU; in the profile `tiny` they are the [`compact`] ones, which the library's
//! own small needs take always.

pub mod compact;
mod lane;
mod list;
mod set;
#[cfg(not(feature = "tiny"))]
pub(crate) mod vector;

#[cfg(not(feature = "tiny"))]
pub use crate::current::string::{
    bcmp, memchr, memchr_pair, memcmp, memmove, mempcpy, memrchr, memset, stpcpy, stpncpy, strcasecmp, strchr,
    strchrnul, strcmp, strcpy, strcspn, strcspn_few, strlen, strncasecmp, strncmp, strnlen, strrchr, strspn, wcschr,
    wcscmp, wcslen, wcsncmp, wcsrchr, wmemchr, wmemcmp, wmemset,
};
#[cfg(feature = "tiny")]
pub use compact::*;
pub use lane::{Lane, Wide};
pub(crate) use list::for_each_kernel;
pub use set::{ByteSet, Pair};
#[cfg(not(feature = "tiny"))]
pub(crate) use vector::Vector;
