//! String kernels: the loops under `<string.h>` and its wide twin. Each is the C function of its name, without what
//! C's types add. No kernel reads from a page that holds nothing of its operands.

mod compact;
mod lane;
mod list;
mod set;

pub use compact::*;
pub use lane::{Lane, Wide};
use list::for_each_kernel;
pub use set::{ByteSet, Pair};
