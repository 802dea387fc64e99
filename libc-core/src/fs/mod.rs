//! Files by name: opening, linking, attributes, directories.

pub mod access;
pub mod cwd;
pub mod directory;
pub mod mode;
mod mount_table;
pub mod name;
pub mod open;
mod resolve;
pub mod stat;
pub mod statfs;
pub mod temporary;
pub mod times;
mod walk;

use core::ffi::c_int;

/// In place of a directory's descriptor: the working directory.
pub const AT_FDCWD: c_int = -100;
/// Do not follow a symbolic link at the end.
pub const AT_SYMLINK_NOFOLLOW: c_int = 0x100;
/// Follow a symbolic link at the end.
pub const AT_SYMLINK_FOLLOW: c_int = 0x400;
/// An empty path means the descriptor itself.
pub const AT_EMPTY_PATH: c_int = 0x1000;

/// `/proc/self/fd/N`, the name of an open file, with its null byte.
pub struct DescriptorPath([u8; 25]);

impl DescriptorPath {
    /// The name of `fd`, which is not negative.
    pub fn new(fd: c_int) -> Self {
        const PREFIX: &[u8] = b"/proc/self/fd/";
        let mut digits = [0u8; 10];
        let mut rest = fd.unsigned_abs();
        let mut count = 0;
        for digit in digits.iter_mut() {
            *digit = b'0' + (rest % 10) as u8;
            rest /= 10;
            count += 1;
            if rest == 0 {
                break;
            }
        }
        let mut path = [0u8; 25];
        let text = PREFIX.iter().chain(digits.iter().take(count).rev());
        for (to, from) in path.iter_mut().zip(text) {
            *to = *from;
        }
        Self(path)
    }

    /// The string.
    pub fn as_ptr(&self) -> *const u8 {
        self.0.as_ptr()
    }
}
