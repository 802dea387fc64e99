//! The call of a request. It is a cancellation point, which is how `aio_cancel` ends one that blocks.

use super::request::{Job, Operation, Outcome};
use crate::errno::Errno;
use crate::sys::wrapper::point;
use crate::thread::cancel_state::MASKED;
use crate::thread::current;

/// Makes the call. ECANCELED if the thread was told to give up and the call had no effect.
pub fn perform(job: &Job) -> Outcome {
    crate::sync::rank::assert_none_held("asynchronous input and output");
    current().cancel.set_state(MASKED);
    loop {
        let outcome = call(job);
        if outcome != Err(Errno::EINTR) {
            return outcome;
        }
    }
}

fn call(job: &Job) -> Outcome {
    let &Job { descriptor, buffer, size, .. } = job;
    // SAFETY: the buffer is the application's, which leaves it alone until it is told; the kernel checks it.
    unsafe {
        match job.operation {
            Operation::Nothing => Ok(0),
            Operation::Synchronize => point!(__NR_fsync, descriptor),
            Operation::SynchronizeData => point!(__NR_fdatasync, descriptor),
            Operation::Read => {
                if let Some(offset) = job.offset {
                    match point!(__NR_pread64, descriptor, buffer, size, offset) {
                        // It can seek, and yet has no position.
                        Err(Errno::ESPIPE) => {}
                        outcome => return outcome,
                    }
                }
                point!(__NR_read, descriptor, buffer, size)
            }
            Operation::Write => {
                if let Some(offset) = job.offset {
                    match point!(__NR_pwrite64, descriptor, buffer, size, offset) {
                        Err(Errno::ESPIPE) => {}
                        outcome => return outcome,
                    }
                }
                point!(__NR_write, descriptor, buffer, size)
            }
        }
    }
}
