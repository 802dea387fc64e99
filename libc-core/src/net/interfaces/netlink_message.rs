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
