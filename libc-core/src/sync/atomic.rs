//! Atomics: the CPU's, or the model checker's.

#[cfg(not(loom))]
pub use core::sync::atomic::{
    AtomicBool, AtomicI32, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, Ordering, compiler_fence, fence,
};
#[cfg(loom)]
pub use loom::sync::atomic::{
    AtomicBool, AtomicI32, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, AtomicUsize, Ordering, fence,
};

/// The model has no compiler to hold back: the strong fence stands for it.
#[cfg(loom)]
pub fn compiler_fence(order: Ordering) {
    fence(order);
}
