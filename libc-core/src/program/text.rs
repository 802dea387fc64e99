//! Formatted text to the standard streams, through the same `FILE`s that C's functions use.

use crate::stdio::status::{flockfile, funlockfile};
use crate::stdio::{File, standard};
use core::fmt::{self, Write};

/// A standard stream that takes text. A call of [`Stream::write_fmt`] is whole: no other thread's output comes between.
#[derive(Clone, Copy)]
pub struct Stream(pub(super) &'static File);

/// Standard output; line buffered if it is a terminal, and flushed at exit.
pub fn stdout() -> Stream {
    Stream(standard::stdout)
}

/// Standard error, unbuffered.
pub fn stderr() -> Stream {
    Stream(standard::stderr)
}

impl Stream {
    /// Writes formatted text. The calling thread owns the stream meanwhile, as by `flockfile`, so no other thread's output
    /// comes between; what formats the values runs under no lock. An error is the stream's: `ferror` tells it.
    pub fn write_fmt(self, text: fmt::Arguments) -> fmt::Result {
        flockfile(self.0);
        let result = Pieces(self.0).write_fmt(text);
        funlockfile(self.0);
        result
    }
}

/// A stream that takes a text's pieces, each by an operation of its own.
struct Pieces(&'static File);

impl Write for Pieces {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.lock().put(text.as_bytes()).map_err(|_| fmt::Error)
    }
}

/// What [`print!`](crate::print) and its family do; as `printf`, they leave an error to `ferror`.
pub fn print(stream: Stream, text: fmt::Arguments) {
    let _ = stream.write_fmt(text);
}

/// Formatted text on standard output.
#[macro_export]
macro_rules! print {
    ($($text:tt)*) => { $crate::program::print($crate::program::stdout(), ::core::format_args!($($text)*)) };
}

/// Formatted text and a newline on standard output.
#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($text:tt)*) => {
        $crate::program::print($crate::program::stdout(), ::core::format_args!("{}\n", ::core::format_args!($($text)*)))
    };
}

/// Formatted text and a newline on standard error.
#[macro_export]
macro_rules! eprintln {
    () => { $crate::program::print($crate::program::stderr(), ::core::format_args!("\n")) };
    ($($text:tt)*) => {
        $crate::program::print($crate::program::stderr(), ::core::format_args!("{}\n", ::core::format_args!($($text)*)))
    };
}
