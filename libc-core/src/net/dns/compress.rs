//! Names in a message that is being made, with pointers to what stands there already. Source: RFC 1035 4.1.4.

use super::name::Name;

/// A pointer has 14 bits.
const REACH: usize = 1 << 14;

/// A name's compressed form.
pub struct Packed {
    /// How many bytes were written.
    pub length: usize,
    /// Whether it begins with a label, so that later names may point to it.
    pub is_new: bool,
}

/// Writes a name, the longest part of whose end that is known as a pointer. `message` is what stands before it, and
/// `known` yields where names begin in it. `None` if there is no room.
pub fn pack(
    name: &Name,
    message: &[u8],
    known: &mut dyn FnMut(usize) -> Option<usize>,
    to: &mut [u8],
) -> Option<Packed> {
    let mut rest = name.as_slice();
    let mut packed = Packed { length: 0, is_new: false };
    let mut put = |bytes: &[u8]| {
        to.get_mut(packed.length..packed.length + bytes.len())?.copy_from_slice(bytes);
        packed.length += bytes.len();
        Some(())
    };
    loop {
        let (&length, after) = rest.split_first()?;
        if length == 0 {
            put(&[0])?;
            return Some(packed);
        }
        if let Some(place) = find(rest, message, known) {
            put(&(0xc000 | place as u16).to_be_bytes())?;
            return Some(packed);
        }
        let (label, more) = after.split_at_checked(length.into())?;
        put(&[length])?;
        put(label)?;
        packed.is_new = true;
        rest = more;
    }
}

/// Where in the message the name `wanted` stands.
fn find(wanted: &[u8], message: &[u8], known: &mut dyn FnMut(usize) -> Option<usize>) -> Option<usize> {
    let mut index = 0;
    while let Some(start) = known(index) {
        index += 1;
        let mut at = start;
        while at < REACH {
            let Some(&length) = message.get(at).filter(|&&length| length != 0 && length < 64) else { break };
            if let Some((name, _)) = Name::unpack(message, at)
                && name.as_slice().eq_ignore_ascii_case(wanted)
            {
                return Some(at);
            }
            at += 1 + usize::from(length);
        }
    }
    None
}
