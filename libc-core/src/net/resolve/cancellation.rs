//! Lookups as cancellation points.

use super::failure::Failure;
use crate::errno::Errno;
use crate::thread::cancel_state::{DISABLED, Masked, act_if_requested};
use crate::thread::current;

/// Does something that is a cancellation point, and may own memory and descriptors meanwhile: a request makes it fail
/// with ECANCELED, and acts when all that has been given back.
pub fn masked<T>(act: impl FnOnce() -> Result<T, Errno>) -> Result<T, Errno> {
    act_if_requested();
    let masked = Masked::begin();
    let result = act();
    masked.end(result)
}

/// [`masked`] with more ways to fail.
pub fn masked_lookup<T>(act: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    let outcome = masked(|| match act() {
        Err(Failure::System(e)) => Err(e),
        other => Ok(other),
    });
    outcome.map_err(Failure::System)?
}

/// Calls the application's allocator with memory in hand that a cancelled thread would leave behind.
pub fn uncancelled<T>(act: impl FnOnce() -> T) -> T {
    let cancel = &current().cancel;
    let before = cancel.set_state(DISABLED);
    let result = act();
    cancel.set_state(before);
    result
}
