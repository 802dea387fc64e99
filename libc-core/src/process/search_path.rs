//! Looking a program up in `PATH`. POSIX.1-2024 8.3.

use crate::errno::Errno;
use core::ffi::CStr;

/// Where programs are looked for without `PATH`.
pub const DEFAULT: &[u8] = b"/usr/local/bin:/bin:/usr/bin";

const NAME_MAX: usize = 255;
const PATH_MAX: usize = 4096;

/// Calls `attempt` with `name` in each directory of `path` in turn, an empty one being the working directory, until it
/// fails for another reason than that there is no such file or it may not be used. Returns that reason; EACCES if
/// one of the files may not be used; else ENOENT.
pub fn search(name: &[u8], path: &[u8], mut attempt: impl FnMut(&CStr) -> Errno) -> Errno {
    if name.is_empty() {
        return Errno::ENOENT;
    }
    if name.len() > NAME_MAX {
        return Errno::ENAMETOOLONG;
    }
    let mut buffer = [0u8; PATH_MAX + NAME_MAX + 1];
    let mut failure = Errno::ENOENT;
    for directory in path.split(|&byte| byte == b':') {
        let slash: &[u8] = if directory.is_empty() { b"" } else { b"/" };
        if directory.len() >= PATH_MAX {
            continue;
        }
        let text = directory.iter().chain(slash).chain(name).chain(b"\0");
        for (to, from) in buffer.iter_mut().zip(text) {
            *to = *from;
        }
        let Ok(candidate) = CStr::from_bytes_until_nul(&buffer) else { continue };
        match attempt(candidate) {
            Errno::EACCES => failure = Errno::EACCES,
            Errno::ENOENT | Errno::ENOTDIR | Errno::ENAMETOOLONG | Errno::ELOOP => {}
            Errno::ESTALE | Errno::ENODEV | Errno::ETIMEDOUT => {}
            other => return other,
        }
    }
    failure
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(name: &str, path: &str, answer: impl Fn(&str) -> Errno) -> (Vec<String>, Errno) {
        let mut seen = Vec::new();
        let result = search(name.as_bytes(), path.as_bytes(), |candidate| {
            let text = candidate.to_str().unwrap();
            seen.push(text.to_owned());
            answer(text)
        });
        (seen, result)
    }

    #[test]
    fn tries_each_directory() {
        let (seen, failure) = tried("sh", "/a::/b/:", |_| Errno::ENOENT);
        assert_eq!(seen, ["/a/sh", "sh", "/b//sh", "sh"]);
        assert_eq!(failure, Errno::ENOENT);
    }

    #[test]
    fn remembers_a_file_that_may_not_be_used() {
        let (_, failure) = tried("x", "/a:/b", |path| if path == "/a/x" { Errno::EACCES } else { Errno::ENOENT });
        assert_eq!(failure, Errno::EACCES);
    }

    #[test]
    fn stops_at_other_failures() {
        let (seen, failure) = tried("x", "/a:/b", |_| Errno::E2BIG);
        assert_eq!(seen, ["/a/x"]);
        assert_eq!(failure, Errno::E2BIG);
    }

    #[test]
    fn refuses_bad_names() {
        assert_eq!(tried("", "/a", |_| Errno::EIO).1, Errno::ENOENT);
        assert_eq!(tried(&"n".repeat(256), "/a", |_| Errno::EIO).1, Errno::ENAMETOOLONG);
        let long = format!("{}:/b", "d".repeat(5000));
        assert_eq!(tried("x", &long, |_| Errno::ENOENT).0, ["/b/x"]);
    }
}
