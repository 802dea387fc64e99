//! System calls as `Result`s. The numbers are the kernel's (`linux-raw-sys`), the calls go through `sc` in `arch`.

#[cfg(not(test))]
pub mod cancel;
mod ret;
#[cfg(not(test))]
pub(crate) mod wrapper;

pub use ret::{call0, call1, call2, call3, call4, call5, call6, check};

/// System call numbers, `__NR_*`.
pub mod nr {
    pub use linux_raw_sys::general::*;
}
