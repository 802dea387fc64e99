//! What is said about a wrong option.

use crate::stdio::standard::stderr;

/// Writes program, message and option to `stderr`, as one line.
pub fn report(program: &[u8], message: &str, option: &[u8]) {
    let file = stderr.lock();
    for part in [program, message.as_bytes(), option, b"\n"] {
        if file.put(part).is_err() {
            return;
        }
    }
}
