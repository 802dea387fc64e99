//! The kernel's messages about interfaces and addresses: rtnetlink(7). Everything is checked before it is used.

/// `RTM_NEWLINK`.
pub const NEW_LINK: u16 = 16;
/// `RTM_GETLINK`.
pub const GET_LINK: u16 = 18;
/// `RTM_NEWADDR`.
pub const NEW_ADDRESS: u16 = 20;
/// `RTM_GETADDR`.
pub const GET_ADDRESS: u16 = 22;
/// `NLMSG_ERROR`.
pub const ERROR: u16 = 2;
/// `NLMSG_DONE`.
pub const DONE: u16 = 3;

/// `sizeof(struct ifinfomsg)`.
pub const LINK: usize = 16;
/// `sizeof(struct ifaddrmsg)`.
pub const ADDRESS: usize = 8;

const HEADER: usize = 16;

/// The number in four bytes, in the host's byte order.
pub fn number32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_ne_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The number in two bytes, in the host's byte order.
pub fn number16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_ne_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// A message.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// Its type.
    pub kind: u16,
    /// `NLM_F_*`.
    pub flags: u16,
    /// The number of the request that it answers.
    pub sequence: u32,
    /// What stands behind the header.
    pub body: &'a [u8],
}

/// The messages in what was received, up to the first that is damaged.
pub fn messages(received: &[u8]) -> impl Iterator<Item = Message<'_>> {
    let mut rest = received;
    core::iter::from_fn(move || {
        let size = number32(rest, 0)? as usize;
        let body = rest.get(HEADER..size)?;
        let message =
            Message { kind: number16(rest, 4)?, flags: number16(rest, 6)?, sequence: number32(rest, 8)?, body };
        rest = rest.get(size.next_multiple_of(4)..).unwrap_or_default();
        Some(message)
    })
}

/// The attributes behind a message's structure of `fixed` bytes: their types and data.
pub fn attributes(body: &[u8], fixed: usize) -> impl Iterator<Item = (u16, &[u8])> {
    const PLAIN: u16 = 0x3fff;
    let mut rest = body.get(fixed..).unwrap_or_default();
    core::iter::from_fn(move || {
        let size = usize::from(number16(rest, 0)?);
        let kind = number16(rest, 2)? & PLAIN;
        let data = rest.get(4..size)?;
        rest = rest.get(size.next_multiple_of(4)..).unwrap_or_default();
        Some((kind, data))
    })
}

/// An attribute of this type.
pub fn attribute(body: &[u8], fixed: usize, wanted: u16) -> Option<&[u8]> {
    attributes(body, fixed).find(|(kind, _)| *kind == wanted).map(|(_, data)| data)
}

/// The text before the first null byte.
pub fn text(data: &[u8]) -> &[u8] {
    data.split(|&byte| byte == 0).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute_bytes(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut bytes = (4 + data.len() as u16).to_ne_bytes().to_vec();
        bytes.extend(kind.to_ne_bytes());
        bytes.extend(data);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }

    fn message_bytes(kind: u16, sequence: u32, body: &[u8]) -> Vec<u8> {
        let mut bytes = (16 + body.len() as u32).to_ne_bytes().to_vec();
        bytes.extend(kind.to_ne_bytes());
        bytes.extend(2u16.to_ne_bytes());
        bytes.extend(sequence.to_ne_bytes());
        bytes.extend([0; 4]);
        bytes.extend(body);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes
    }

    fn good() -> Vec<u8> {
        let mut body = vec![0; LINK];
        body.extend(attribute_bytes(3, b"eth0\0"));
        body.extend(attribute_bytes(0x8001, &[1, 2, 3, 4, 5, 6]));
        let mut bytes = message_bytes(NEW_LINK, 7, &body);
        bytes.extend(message_bytes(DONE, 7, &[0; 4]));
        bytes
    }

    #[test]
    fn reading() {
        let bytes = good();
        let all: Vec<_> = messages(&bytes).collect();
        assert_eq!(all.iter().map(|message| message.kind).collect::<Vec<_>>(), [NEW_LINK, DONE]);
        assert_eq!((all[0].flags, all[0].sequence), (2, 7));
        assert_eq!(attribute(all[0].body, LINK, 3).map(text), Some(&b"eth0"[..]));
        assert_eq!(attribute(all[0].body, LINK, 1), Some(&[1, 2, 3, 4, 5, 6][..]));
        assert_eq!(attribute(all[0].body, LINK, 2), None);
    }

    /// Whatever the bytes are, reading ends, and stays inside of them.
    #[test]
    fn reading_noise() {
        let mut state = 1u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 33) as usize % below
        };
        for _ in 0..50_000 {
            let mut bytes = good();
            for _ in 0..next(5) {
                let at = next(bytes.len());
                bytes[at] = [0, 1, 3, 4, 5, 16, 255, next(256) as u8][next(8)];
            }
            bytes.truncate(next(bytes.len() + 20));
            let mut count = 0;
            for message in messages(&bytes) {
                count += 1 + attributes(message.body, LINK).count();
                attributes(message.body, ADDRESS).for_each(|(_, data)| assert!(text(data).len() <= bytes.len()));
            }
            assert!(count <= bytes.len());
        }
    }
}
