//! What an answer says about a name: the chain of aliases that leads to its records. Source: RFC 1034 3.6.2, 4.3.2.

use super::message::{A, AAAA, CNAME, IN, Message, PTR, Record};
use super::name::Name;

/// The longest chain of aliases that is followed.
const MOST_ALIASES: usize = 16;

/// The name at the end of the chain that begins with `name`; `alias` is told each name before. `None` if the chain does
/// not end.
pub fn canonical(message: &Message<'_>, name: &Name, alias: &mut dyn FnMut(&Name)) -> Option<Name> {
    let mut current = name.clone();
    for _ in 0..=MOST_ALIASES {
        let Some(record) = owned(*message, &current, CNAME).next() else { return Some(current) };
        // The name must be in the record, though what it points to need not.
        let (next, end) = Name::unpack(message.bytes(), record.data)?;
        if end != record.end {
            return None;
        }
        alias(&current);
        current = next;
    }
    None
}

/// The records of this owner and type.
pub fn owned<'a>(message: Message<'a>, owner: &'a Name, kind: u16) -> impl Iterator<Item = Record> + 'a {
    let is_meant = move |record: &Record| {
        record.kind == kind && record.class == IN && message.name(record.owner).is_some_and(|name| name.is(owner))
    };
    message.records().filter(is_meant)
}

/// The IPv4 addresses of an owner.
pub fn addresses4<'a>(message: Message<'a>, owner: &'a Name) -> impl Iterator<Item = [u8; 4]> + 'a {
    owned(message, owner, A).filter_map(move |record| message.data(&record).try_into().ok())
}

/// The IPv6 addresses of an owner.
pub fn addresses6<'a>(message: Message<'a>, owner: &'a Name) -> impl Iterator<Item = [u8; 16]> + 'a {
    owned(message, owner, AAAA).filter_map(move |record| message.data(&record).try_into().ok())
}

/// The first name that an owner points to, the owner being at the end of a chain as well.
pub fn pointed_to(message: &Message<'_>, owner: &Name) -> Option<Name> {
    let owner = canonical(message, owner, &mut |_| {})?;
    let record = owned(*message, &owner, PTR).next()?;
    let (name, end) = Name::unpack(message.bytes(), record.data)?;
    (end == record.end).then_some(name)
}
