//! `<aio.h>`: asynchronous input and output.
//!
//! Threads of the library's own make the calls: one for each request that can go on, so that a blocked one never holds
//! up another. An idle thread ends after a second. Requests that POSIX wants in order (appended and synchronized data),
//! and those on one stream, wait for each other without a thread.
//!
//! A forked child has none of the requests: there each that was under way reads as cancelled.

mod block;
mod cancel;
mod list;
mod perform;
mod request;
mod state;
mod submit;
mod suspend;
mod worker;

pub use state::STATE;
