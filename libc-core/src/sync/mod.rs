//! What everything shared is guarded by: [`Lock`], a futex lock whose rank is part of its type, and
//! [`section`], the lock-free way to be inside a state that fork must find consistent.
//!
//! The very same source runs under `loom` on the host (`--cfg loom`), where atomics and futexes are the model's.

pub mod atomic;
mod futex;
pub mod gate;
#[cfg(all(test, loom))]
mod gate_model;
mod lock;
#[cfg(all(test, loom))]
mod model;
#[cfg(not(any(test, loom)))]
pub mod object_lock;
mod once;
pub mod rank;
pub mod section;

pub use futex::Futex;
pub use lock::{Guard, Lock, RawLock};
pub use once::OnceCell;
pub use rank::Rank;
