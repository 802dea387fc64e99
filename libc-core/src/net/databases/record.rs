//! Lines of words, with comments behind `#`.

/// The words of a line.
pub fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = line.split(|&byte| byte == b'#').next().unwrap_or_default();
    text.split(|&byte| byte.is_ascii_whitespace() || byte == 0 || byte == 0x0b).filter(|word| !word.is_empty())
}
