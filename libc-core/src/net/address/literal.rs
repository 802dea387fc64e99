//! Addresses as users write them: the looser IPv4 forms, and IPv6 with a scope.

use super::Address;
use super::text::{parse_loosely, parse6};
use crate::net::interfaces::index::index_of;

/// What a text without a meaning as an address is, or with one that cannot be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoLiteral {
    /// Not an address: perhaps a name.
    Other,
    /// An address with a scope that is not there.
    NoScope,
}

/// The address that a text stands for: as `inet_aton` has it, or as `inet_pton`, with `%` and an interface's index, or
/// the name of one if the address is one of a link.
pub fn parse(text: &[u8]) -> Result<Address, NoLiteral> {
    if let Some(address) = parse_loosely(text) {
        return Ok(Address::v4(address));
    }
    let mut parts = text.splitn(2, |&byte| byte == b'%');
    let address = parts.next().and_then(parse6).ok_or(NoLiteral::Other)?;
    let mut address = Address::v6(address, 0);
    if let Some(scope) = parts.next() {
        let index = crate::users::lines::number(scope);
        let named = || index_of(scope).ok().filter(|_| address.is_link_local());
        address.scope = index.or_else(named).ok_or(NoLiteral::NoScope)?;
    }
    Ok(address)
}
