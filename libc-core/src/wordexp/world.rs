//! What an expansion asks of the world outside.

use crate::errno::Errno;
use crate::malloc::Buffer;

/// What is asked.
pub trait World {
    /// The value of a variable of the environment.
    fn variable(&self, name: &[u8]) -> Option<&[u8]>;
    /// A user's home directory; that of nobody in particular is the own one.
    fn home(&self, user: &[u8]) -> Result<Option<Buffer<u8>>, Errno>;
    /// What a command writes.
    fn output_of(&self, command: &[u8]) -> Result<Buffer<u8>, Errno>;
    /// Calls `each` with the paths that a pattern matches.
    fn paths(&self, pattern: &[u8], each: &mut dyn FnMut(&[u8]) -> Result<(), Errno>) -> Result<(), Errno>;
    /// The process ID.
    fn process(&self) -> i64;
    /// Shows a message, if errors are to be shown.
    fn complain(&self, about: &[u8], message: &[u8]);
}
