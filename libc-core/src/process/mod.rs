//! Processes: start, end, `fork`.

#[cfg(not(test))]
pub mod abort;
#[cfg(not(test))]
pub mod auxv;
#[cfg(not(test))]
pub mod exec;
#[cfg(not(test))]
pub mod exec_list;
#[cfg(not(test))]
pub mod exit;
pub mod fork;
#[cfg(not(test))]
mod indirect;
#[cfg(not(test))]
pub mod limits;
#[cfg(not(any(test, loom)))]
mod popen;
#[cfg(not(test))]
mod relocate;
mod search_path;
#[cfg(not(any(test, loom)))]
pub mod spawn;
#[cfg(not(test))]
pub mod start;
#[cfg(not(any(test, loom)))]
pub mod system;
#[cfg(not(test))]
pub mod wait;
