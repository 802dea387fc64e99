//! Building a benchmark with a library that may lack some of its functions.

use super::peer::Peer;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What gcc and ld say before the quoted name of something that is not there, or after it.
const BEFORE: [&str; 3] = ["implicit declaration of function '", "undefined reference to `", "unknown type name '"];
const AFTER: &str = "' undeclared";

/// Builds a program. What the compiler or the linker does not find is named to the source by a macro `NO_<name>`, until
/// it builds or nothing new is missed.
pub fn build(peer: &Peer, source: &Path, to: &Path) -> Result<PathBuf> {
    fs::create_dir_all(to.parent().context("a program lies in a folder")?)?;
    let mut missed = BTreeSet::new();
    loop {
        let mut command = Command::new(&peer.compiler);
        command
            .env("LC_ALL", "C")
            .args(peer.arguments)
            .args(["-O2", "-fno-builtin", "-w", "-Werror=implicit-function-declaration"])
            .arg(format!("-DPEER_{}", peer.file_name().replace('-', "_")))
            .args(missed.iter().map(|name| format!("-DNO_{name}=1")))
            .arg("-o")
            .arg(to)
            .arg(source)
            .args(&peer.libraries);
        let output = command.stdin(Stdio::null()).output();
        let output = output.with_context(|| format!("cannot run {}", peer.compiler.display()))?;
        if output.status.success() {
            return Ok(to.to_owned());
        }
        let messages = String::from_utf8_lossy(&output.stderr);
        let before = missed.len();
        missed.extend(messages.lines().filter_map(missing_name).map(str::to_owned));
        if missed.len() == before {
            let error = messages.lines().find(|line| line.contains("error") || line.contains("undefined"));
            bail!("{}", error.unwrap_or(messages.trim_end()));
        }
    }
}

/// The name that a message says is not there.
fn missing_name(message: &str) -> Option<&str> {
    let after = |text: &'static str| Some(message.split_once(text)?.1);
    let name = BEFORE.into_iter().find_map(after).and_then(|rest| rest.split('\'').next());
    let name = name.or_else(|| message.split_once(AFTER)?.0.rsplit('\'').next());
    name.filter(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}

#[cfg(test)]
mod tests {
    use super::missing_name;

    #[test]
    fn names_in_messages() {
        let message = "a.c:3:5: error: implicit declaration of function 'gets'; did you mean 'fgets'? [-Werror=x]";
        assert_eq!(missing_name(message), Some("gets"));
        assert_eq!(missing_name("a.c:(.text+0x1e): undefined reference to `iconv_open'"), Some("iconv_open"));
        assert_eq!(missing_name("a.c:3:5: error: 'LC_ALL_MASK' undeclared (first use)"), Some("LC_ALL_MASK"));
        assert_eq!(missing_name("a.c:3:5: error: unknown type name 'locale_t'"), Some("locale_t"));
        assert_eq!(missing_name("undefined reference to `std::nothrow'"), None);
        assert_eq!(missing_name("a.c:3:5: error: expected ';'"), None);
    }
}
