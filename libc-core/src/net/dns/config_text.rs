//! The lines of `/etc/resolv.conf`. Source: resolv.conf(5), and musl's limits.

/// The numbers among the options.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// A name with so many dots is asked for as it is. At most 15.
    pub dots: usize,
    /// How many seconds all attempts together take. 1 to 60.
    pub timeout: u32,
    /// How often a server is asked. 1 to 10.
    pub attempts: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { dots: 1, timeout: 5, attempts: 2 }
    }
}

impl Options {
    /// Takes over what the words of an `options` line say; those without a meaning here mean nothing.
    pub fn read(&mut self, words: &[u8]) {
        for word in words_of(words) {
            let Some(colon) = word.iter().position(|&byte| byte == b':') else { continue };
            let (name, value) = word.split_at(colon);
            let Some(value) = leading_number(value.get(1..).unwrap_or_default()) else { continue };
            match name {
                b"ndots" => self.dots = value.min(15) as usize,
                b"timeout" => self.timeout = value.clamp(1, 60),
                b"attempts" => self.attempts = value.clamp(1, 10),
                _ => {}
            }
        }
    }
}

fn leading_number(text: &[u8]) -> Option<u32> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let digits = text.get(..digits).filter(|digits| !digits.is_empty())?;
    Some(
        digits
            .iter()
            .fold(0u32, |value, &digit| value.saturating_mul(10).saturating_add(u32::from(digit.wrapping_sub(b'0')))),
    )
}

/// What a line says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line<'a> {
    /// Nothing that has a meaning here.
    Other,
    /// A server's address.
    Server(&'a [u8]),
    /// The domains to look for names in, with spaces between.
    Search(&'a [u8]),
    /// Options.
    Options(&'a [u8]),
}

/// What a line says. A key word begins in the first column.
pub fn parse(line: &[u8]) -> Line<'_> {
    let length = line.iter().position(u8::is_ascii_whitespace).unwrap_or(line.len());
    let (key, rest) = line.split_at(length);
    let mut words = words_of(rest);
    match key {
        b"nameserver" => words.next().map_or(Line::Other, Line::Server),
        b"domain" => Line::Search(words.next().unwrap_or_default()),
        b"search" => Line::Search(rest),
        b"options" => Line::Options(rest),
        _ => Line::Other,
    }
}

/// Words between spaces, up to a comment.
pub fn words_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let words = text.split(|byte: &u8| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    words.take_while(|word| !matches!(word.first(), Some(b'#' | b';')))
}

/// The domains of a search list, without a dot at the end; the root is none.
pub fn domains(search: &[u8]) -> impl Iterator<Item = &[u8]> {
    words_of(search).map(|word| word.strip_suffix(b".").unwrap_or(word)).filter(|domain| !domain.is_empty())
}
