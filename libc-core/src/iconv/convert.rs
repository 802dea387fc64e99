//! Converting a buffer.

use super::encoding::{Decoded, Encoding, Unencoded, put};
use super::transliteration;
use crate::errno::Errno;

/// What to do with characters that the other encoding does not have, and with what is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Leave such characters out.
    pub discard_unknown: bool,
    /// Pass over bytes that are no character.
    pub discard_invalid: bool,
    /// Write something like such characters.
    pub transliterate: bool,
}

impl Options {
    /// What is behind `//` in a name; the words are separated by `/` or `,`. `None` if one has no meaning.
    pub fn parse(words: &[u8]) -> Option<Self> {
        let mut options = Self::default();
        for word in words.split(|byte| matches!(byte, b'/' | b',')).filter(|word| !word.is_empty()) {
            if word.eq_ignore_ascii_case(b"IGNORE") {
                options.discard_unknown = true;
                options.discard_invalid = true;
            } else if word.eq_ignore_ascii_case(b"NON_IDENTICAL_DISCARD") {
                options.discard_unknown = true;
            } else if word.eq_ignore_ascii_case(b"TRANSLIT") {
                options.transliterate = true;
            } else {
                return None;
            }
        }
        Some(options)
    }
}

/// A conversion.
#[derive(Clone, Copy)]
pub struct Conversion {
    /// The input's encoding.
    pub from: Encoding,
    /// The output's.
    pub to: Encoding,
    /// How.
    pub options: Options,
}

/// The states that the encodings are in.
#[derive(Clone, Copy, Default)]
pub struct States {
    /// The input's.
    pub from: u8,
    /// The output's.
    pub to: u8,
}

/// How far a conversion came.
pub struct Progress {
    /// Bytes that were read and written.
    pub read: usize,
    /// Bytes that were written.
    pub written: usize,
    /// Characters that became another, or were left out.
    pub lossy: usize,
    /// Why it ended before the input: E2BIG, EILSEQ or EINVAL.
    pub result: Result<(), Errno>,
}

/// How many bytes at the beginning are US-ASCII.
fn ascii_prefix(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks::<32>();
    let start = 32 * chunks.iter().take_while(|chunk| chunk.is_ascii()).count();
    start + bytes.get(start..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii()).count()
}

/// More than what two characters, or those in place of one, take in any encoding.
const LONGEST: usize = 64;

impl Conversion {
    /// Converts as much as it can.
    pub fn run(&self, states: &mut States, input: &[u8], output: &mut [u8]) -> Progress {
        let mut progress = Progress { read: 0, written: 0, lossy: 0, result: Ok(()) };
        let has_ascii = self.from.has_ascii() && self.to.has_ascii();
        while let Some(rest) = input.get(progress.read..).filter(|rest| !rest.is_empty()) {
            let room = output.get_mut(progress.written..).unwrap_or_default();
            if has_ascii {
                let length = ascii_prefix(rest.get(..room.len()).unwrap_or(rest));
                if length != 0
                    && let (Some(to), Some(from)) = (room.get_mut(..length), rest.get(..length))
                {
                    to.copy_from_slice(from);
                    progress.read += length;
                    progress.written += length;
                    continue;
                }
            }
            if let Err(e) = self.step(states, rest, room, &mut progress) {
                progress.result = Err(e);
                break;
            }
        }
        progress
    }

    /// Converts one character.
    fn step(&self, states: &mut States, input: &[u8], room: &mut [u8], progress: &mut Progress) -> Result<(), Errno> {
        let (first, second, length) = match self.from.decode(&mut states.from, input) {
            Decoded::Character(character, length) => (character, None, length),
            Decoded::Two([first, second], length) => (first, Some(second), length),
            Decoded::Shift(length) => {
                progress.read += length;
                return Ok(());
            }
            Decoded::Incomplete => return Err(Errno::EINVAL),
            Decoded::Invalid if self.options.discard_invalid => {
                progress.read += self.from.unit().min(input.len());
                progress.lossy += 1;
                return Ok(());
            }
            Decoded::Invalid => return Err(Errno::EILSEQ),
        };
        let (mut state, mut lossy) = (states.to, 0);
        let direct = match second {
            None => self.to.encode(&mut state, first, room),
            Some(_) => Err(Unencoded::Unknown),
        };
        let encoded = match direct {
            // All or nothing: it is put together elsewhere.
            Err(Unencoded::Unknown) => {
                state = states.to;
                let mut bytes = [0; LONGEST];
                let mut length = 0;
                for character in [Some(first), second].into_iter().flatten() {
                    let room = bytes.get_mut(length..).unwrap_or_default();
                    let replaced = self.to.encode(&mut state, character, room).or_else(|_| {
                        lossy += 1;
                        self.replace(&mut state, character, room)
                    });
                    length += replaced.map_err(|_| Errno::E2BIG)?;
                }
                put(room, bytes.get(..length).unwrap_or_default())
            }
            other => other,
        };
        progress.written += encoded.map_err(|_| Errno::E2BIG)?;
        progress.read += length;
        progress.lossy += lossy;
        states.to = state;
        Ok(())
    }

    /// Writes something else for a character that there is not.
    fn replace(&self, state: &mut u8, character: u32, room: &mut [u8]) -> Result<usize, Unencoded> {
        const REPLACEMENT: u32 = 0xfffd;
        let mut written = 0;
        if let Some(similar) = self.to.similar(character).filter(|_| !self.options.discard_unknown) {
            return self.to.encode(state, similar, room);
        }
        if self.options.transliterate {
            for other in transliteration::of(character) {
                written += self.to.encode(state, other, room.get_mut(written..).unwrap_or_default())?;
            }
        }
        if written == 0 && !self.options.discard_unknown {
            let other = match self.to {
                Encoding::Ucs2(_) => REPLACEMENT,
                _ if self.options.transliterate => b'?'.into(),
                _ => b'*'.into(),
            };
            written = self.to.encode(state, other, room)?;
        }
        Ok(written)
    }
}
