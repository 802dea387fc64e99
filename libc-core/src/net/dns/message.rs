//! Messages: the header, questions and answers. Source: RFC 1035 4.1.

use super::name::{LONGEST, Name, skip};

/// The header's size.
pub const HEADER: usize = 12;

/// `T_A`: an IPv4 address.
pub const A: u16 = 1;
/// `T_CNAME`: the name that the owner's name is an alias of.
pub const CNAME: u16 = 5;
/// `T_PTR`: a name that the owner points to.
pub const PTR: u16 = 12;
/// `T_AAAA`: an IPv6 address.
pub const AAAA: u16 = 28;
/// `C_IN`: the Internet.
pub const IN: u16 = 1;

/// What a server says about a question.
pub mod code {
    /// It answered.
    pub const NO_ERROR: u8 = 0;
    /// It could not.
    pub const SERVER_FAILURE: u8 = 2;
    /// There is no such name.
    pub const NO_NAME: u8 = 3;
    /// It did not understand the question.
    pub const FORMAT_ERROR: u8 = 1;
    /// It does not answer such questions.
    pub const NOT_IMPLEMENTED: u8 = 4;
}

/// Numbers at a place.
pub fn number16(message: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(message.get(at..at + 2)?.try_into().ok()?))
}

/// A message that has a header.
#[derive(Clone, Copy)]
pub struct Message<'a>(&'a [u8]);

/// A resource record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where its owner's name stands.
    pub owner: usize,
    /// Its type.
    pub kind: u16,
    /// Its class.
    pub class: u16,
    /// Where its data begins.
    pub data: usize,
    /// Where it ends.
    pub end: usize,
}

impl<'a> Message<'a> {
    /// These bytes as a message, if they are enough.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        (bytes.len() >= HEADER).then_some(Self(bytes))
    }

    /// All bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.0
    }

    fn word(&self, at: usize) -> u16 {
        number16(self.0, at).unwrap_or(0)
    }

    /// The number by which an answer belongs to a question.
    pub fn id(&self) -> u16 {
        self.word(0)
    }

    /// Whether it is an answer.
    pub fn is_reply(&self) -> bool {
        self.word(2) & 0x8000 != 0
    }

    /// What is asked for; 0 is a query.
    pub fn operation(&self) -> u8 {
        (self.word(2) >> 11 & 15) as u8
    }

    /// Whether something was left out for want of room.
    pub fn is_truncated(&self) -> bool {
        self.word(2) & 0x0200 != 0
    }

    /// The server's verdict, one of [`code`].
    pub fn code(&self) -> u8 {
        (self.word(2) & 15) as u8
    }

    /// How many questions it has.
    pub fn questions(&self) -> u16 {
        self.word(4)
    }

    /// How many answers it says it has.
    pub fn answers(&self) -> u16 {
        self.word(6)
    }

    /// The first question: name, type, class.
    pub fn question(&self) -> Option<(Name, u16, u16)> {
        let (name, end) = Name::unpack(self.0, HEADER)?;
        Some((name, number16(self.0, end)?, number16(self.0, end + 2)?))
    }

    /// The records of the answer section, up to the first that is damaged.
    pub fn records(&self) -> Records<'a> {
        let at = skip_entries(self.0, HEADER, true, self.questions().into());
        Records { message: self.0, at, left: self.answers() }
    }

    /// Whether all that it says it has is there, as far as the end of the answer section, with names that can be read.
    pub fn is_sound(&self) -> bool {
        let mut count = 0;
        let names = self.records().inspect(|_| count += 1).all(|record| self.name(record.owner).is_some());
        names && count == self.answers()
    }

    /// The name at a place.
    pub fn name(&self, at: usize) -> Option<Name> {
        Name::unpack(self.0, at).map(|(name, _)| name)
    }

    /// A record's data.
    pub fn data(&self, record: &Record) -> &'a [u8] {
        self.0.get(record.data..record.end).unwrap_or_default()
    }

    /// Whether it can be the answer to `query`: the same number, and the same question, if that is one query.
    pub fn answers_to(&self, query: &Message<'_>) -> bool {
        if self.id() != query.id() || !self.is_reply() || self.operation() != query.operation() {
            return false;
        }
        if query.operation() != 0 || query.questions() != 1 {
            return true;
        }
        // Who did not understand the question, or does not want to answer it, need not repeat it.
        if self.questions() == 0 {
            return !matches!(self.code(), code::NO_ERROR | code::NO_NAME);
        }
        match (self.question(), query.question()) {
            (Some((name, kind, class)), Some((other, other_kind, other_class))) => {
                self.questions() == 1 && name.is(&other) && kind == other_kind && class == other_class
            }
            _ => false,
        }
    }
}

/// Where the questions, or resource records, that begin at a place end, so many of them.
pub fn skip_entries(message: &[u8], at: usize, are_questions: bool, count: u32) -> Option<usize> {
    let mut at = at;
    for _ in 0..count {
        let fixed = skip(message, at)?;
        let size = if are_questions { 4 } else { 10 + usize::from(number16(message, fixed + 8)?) };
        at = fixed + size;
        if at > message.len() {
            return None;
        }
    }
    Some(at)
}

/// The records of a section.
pub struct Records<'a> {
    message: &'a [u8],
    at: Option<usize>,
    left: u16,
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        const FIXED: usize = 10;
        self.left = self.left.checked_sub(1)?;
        let owner = self.at.take()?;
        let fixed = skip(self.message, owner)?;
        let data = fixed + FIXED;
        let end = data + usize::from(number16(self.message, fixed + 8)?);
        let kind = number16(self.message, fixed)?;
        let class = number16(self.message, fixed + 2)?;
        self.message.get(data..end)?;
        self.at = Some(end);
        Some(Record { owner, kind, class, data, end })
    }
}

/// A query, at most.
pub const LONGEST_QUERY: usize = HEADER + LONGEST + 4;

/// A message that asks one question.
#[derive(Clone)]
pub struct Query {
    bytes: [u8; LONGEST_QUERY],
    length: usize,
}

impl Query {
    /// A message with this number and these flags (the header's second word) that asks for records of a name.
    pub fn new(id: u16, flags: u16, name: &Name, kind: u16, class: u16) -> Self {
        let mut query = Self { bytes: [0; LONGEST_QUERY], length: 0 };
        for word in [id, flags, 1, 0, 0, 0] {
            query.put(&word.to_be_bytes());
        }
        query.put(name.as_slice());
        query.put(&kind.to_be_bytes());
        query.put(&class.to_be_bytes());
        query
    }

    fn put(&mut self, bytes: &[u8]) {
        if let Some(room) = self.bytes.get_mut(self.length..self.length + bytes.len()) {
            room.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    /// Its bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}
