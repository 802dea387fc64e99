//! A request as the library sees it.

use super::block::ControlBlock;
use crate::errno::Errno;
use crate::signal::event::Notification;
use crate::thread::Tcb;
use crate::types::off_t;
use core::ffi::{c_int, c_void};
use core::ptr;

/// How a request's call ended: the number of bytes, or 0.
pub type Outcome = Result<usize, Errno>;

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Read,
    Write,
    /// As `fsync`.
    Synchronize,
    /// As `fdatasync`.
    SynchronizeData,
    /// Nothing: it stands for all requests of a list.
    Nothing,
}

/// What a thread needs to make a request's call.
#[derive(Clone, Copy)]
pub struct Job {
    pub operation: Operation,
    pub descriptor: c_int,
    pub buffer: *mut c_void,
    pub size: usize,
    /// Bytes from the start; `None` where there is no position.
    pub offset: Option<off_t>,
    /// It must not overtake an earlier one of its kind on the descriptor.
    pub in_order: bool,
}

impl Job {
    /// The job of a request that only waits for others.
    pub const NOTHING: Job = Job {
        operation: Operation::Nothing,
        descriptor: -1,
        buffer: ptr::null_mut(),
        size: 0,
        offset: None,
        in_order: false,
    };

    /// Whether it must wait until `earlier` is done.
    fn follows(&self, earlier: &Job) -> bool {
        self.descriptor == earlier.descriptor
            && match self.operation {
                Operation::Synchronize | Operation::SynchronizeData => earlier.operation == Operation::Write,
                Operation::Read | Operation::Write => self.in_order && earlier.operation == self.operation,
                Operation::Nothing => false,
            }
    }
}

/// How far a request is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It waits for others.
    Waiting,
    /// It waits for a thread.
    Ready,
    /// A thread makes its call.
    Running,
    /// It was cancelled before: a thread will notify.
    Cancelled,
    /// It is done; somebody who wants to know that has still to see it.
    Done,
}

/// A request. All of it is guarded by the lock of the state.
pub struct Request {
    /// The application's; null for a list.
    pub block: *const ControlBlock,
    /// Later ones have higher numbers.
    pub serial: u64,
    pub job: Job,
    pub notification: Notification,
    /// The list that it is in, or null.
    pub list: *mut Request,
    pub stage: Stage,
    /// How many others it waits for.
    pub blockers: usize,
    /// While it runs.
    pub runner: *const Tcb,
    /// Once it is done: whether it was cancelled.
    pub was_cancelled: bool,
    /// How many callers of `aio_cancel` wait for its end.
    pub watchers: usize,
    /// Its neighbours among the requests of its descriptor, and of others with the same remainder.
    pub previous: *mut Request,
    pub next: *mut Request,
    /// The next that is ready, or unused.
    pub next_in_line: *mut Request,
}

impl Request {
    /// One that is not queued yet.
    pub fn new(block: *const ControlBlock, job: Job, notification: Notification, list: *mut Request) -> Self {
        Request {
            block,
            serial: 0,
            job,
            notification,
            list,
            stage: Stage::Waiting,
            blockers: 0,
            runner: ptr::null(),
            was_cancelled: false,
            watchers: 0,
            previous: ptr::null_mut(),
            next: ptr::null_mut(),
            next_in_line: ptr::null_mut(),
        }
    }

    /// Whether it is one of a descriptor's requests, or, if `block` is not null, that one.
    pub fn is_meant(&self, descriptor: c_int, block: *const ControlBlock) -> bool {
        !self.block.is_null() && self.job.descriptor == descriptor && (block.is_null() || ptr::eq(self.block, block))
    }

    /// Whether it must wait until `earlier` is done, which is not.
    pub fn follows(&self, earlier: &Request) -> bool {
        !matches!(earlier.stage, Stage::Cancelled | Stage::Done) && self.job.follows(&earlier.job)
    }
}
