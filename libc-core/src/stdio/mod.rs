//! `<stdio.h>`: streams, and formatted text.
//!
//! # A `FILE` and fork
//!
//! fork must find every stream in a state that the child can go on with, and must never wait for input or output. So a
//! `FILE` has two levels.
//!
//! **Ownership** ([`ownership`]) is what `flockfile` takes, and each call for its own length. It is recursive, may last as
//! long as a read from a terminal, and fork does not wait for it: it only takes it away, in the child, from threads that
//! are not there. An owner is known by its control block, which the forking thread keeps.
//!
//! **A section** (`sync::section`) is what a thread is in while the stream's state changes: from the moment when it
//! becomes the owner until it gives the stream back. fork waits until no thread is in one, which is short, for a thread
//! leaves it before anything that can block ([`File::in_flight`] and `section::parked`): then it *parks*, its buffers
//! consistent.
//!
//! What fork finds when no thread is in a section, and what the child makes of it ([`File::repair_in_child`]):
//!
//! | the stream is | in the child |
//! |---|---|
//! | nobody's | as it is: output that finished calls left in the buffer is in both processes, as POSIX has it |
//! | the forking thread's | as it is, and still its own, as often as it took it |
//! | another thread's, parked or between two calls under its `flockfile` | free. What the owner has put into the buffer since it became the owner is dropped: its call is not over, and the parent will end it. The stream knows where that began ([`File::mark`]) |
//! | the same, with bytes in flight: the owner is in `write` | free, and the buffer empty: all that was in it is on its way out in the parent |
//! | the same, in `read` | free. The buffer is empty, or the owner would not read; what it reads is the parent's |
//! | waited for by other threads | free; nobody waits |
//! | working on memory of a thread that is gone: a buffer on its stack, say | moved into the library's, or, if it writes there for the application (`open_memstream`), connected to nothing |
//! | being closed | as before, until its closing is over: then its memory is gone from both |
//!
//! So each byte of another thread's unfinished call comes once, from the parent, and the child never writes what is in
//! flight. A line of a line-buffered stream is written by the call that ends it, so when fork finds it in the buffer its
//! call is not over: each line appears once, and whole, for it is written by one `write` if the buffer can hold it.
//!
//! Why nothing deadlocks: fork waits only for sections and for the list's lock. No thread waits in a section, nor with the
//! list's lock, for another one but the holder of a lock of higher rank, which waits for nobody. A thread that waits for
//! an owner is parked. `fflush(NULL)` and `exit` walk over the list of open files (`open_files`) with a note in the file
//! where they stand, not with its lock; and they pass by a stream whose owner waits for input: there is nothing to write
//! out then, so that neither hangs because somebody listens to the terminal.
//!
//! Foreign code (`fopencookie`'s functions, the public allocator) runs parked. The application's memory that grows
//! (`open_memstream`) is exchanged so that it is whole at each moment when fork may come.
//!
//! A program with one thread pays for none of this: it enters no section and owns nothing unless it says `flockfile`.
//! The streams on the application's functions do always, for those may make the first thread.
//!
//! # Cancellation
//!
//! POSIX lets every function of `<stdio.h>` be a cancellation point or not. Here those that wait for input are: a thread
//! that is cancelled in `read` gives the stream back first, as often as the library took it, and nothing is lost, for
//! nothing has been read. Output is none, so that what a call writes is written as a whole; `fopen` is one while it opens.
//!
//! # For the rest of the library
//!
//! [`File::lock`] makes the calling thread the owner, inside; what it returns has the operations on bytes and wide
//! characters. [`File::from_descriptor`] makes a stream, [`File::close`] ends it, [`open_files::for_each`] finds all of
//! them; [`File::process`] is for `popen`.

#[cfg(not(test))]
mod asprintf;
#[cfg(not(test))]
mod assertion;
#[cfg(not(test))]
mod block;
#[cfg(not(test))]
mod buffering;
#[cfg(not(test))]
mod character;
#[cfg(not(test))]
mod closed;
#[cfg(not(test))]
mod cookie;
#[cfg(not(test))]
mod descriptor;
#[cfg(not(test))]
mod file;
#[cfg(not(test))]
mod flush;
pub mod format;
#[cfg(not(test))]
mod growing_memory;
pub mod guard;
#[cfg(not(test))]
mod input;
#[cfg(not(test))]
mod inside;
#[cfg(not(test))]
mod line;
#[cfg(not(test))]
mod memory;
#[cfg(all(test, loom))]
mod model;
#[cfg(not(test))]
mod names;
#[cfg(not(test))]
pub mod open;
#[cfg(not(test))]
pub mod open_files;
#[cfg(not(test))]
mod output;
pub mod ownership;
#[cfg(not(test))]
mod perror;
#[cfg(not(test))]
mod plain_printf;
#[cfg(not(test))]
pub mod printf;
#[cfg(not(test))]
mod psignal;
#[cfg(not(test))]
mod repair;
pub mod scan;
#[cfg(not(test))]
mod scanf;
#[cfg(not(test))]
pub mod seek;
#[cfg(not(test))]
pub mod sprintf;
#[cfg(not(test))]
mod sscanf;
#[cfg(not(test))]
pub mod standard;
#[cfg(not(test))]
pub mod status;
#[cfg(not(test))]
mod strfrom;
#[cfg(not(test))]
mod swprintf;
#[cfg(not(test))]
mod temporary;
#[cfg(not(test))]
mod wide;
#[cfg(not(test))]
mod wprintf;

#[cfg(not(test))]
pub use file::File;
#[cfg(not(test))]
pub use inside::Inside;
