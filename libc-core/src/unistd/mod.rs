//! `<unistd.h>`: what concerns open files, the process's identity and limits, and waiting. Files by name are in `fs`.

#[cfg(not(test))]
pub mod closing;
#[cfg(not(test))]
pub mod configuration;
#[cfg(not(any(test, loom)))]
pub mod credentials;
#[cfg(not(test))]
mod daemon;
#[cfg(not(test))]
pub mod descriptor;
#[cfg(not(test))]
pub mod host;
#[cfg(not(test))]
pub mod identity;
#[cfg(not(test))]
pub mod io;
