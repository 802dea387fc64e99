//! Reading directories. A stream belongs to whoever opened it: two threads that use one must take turns, except in
//! `readdir_r`, which takes the stream's own lock.

mod scan;
mod stream;

pub use stream::{Entry, Stream, entries};
