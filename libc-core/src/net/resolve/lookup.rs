//! The addresses of a host: what it says itself, `/etc/hosts`, and the domain name system, in this order; the first that
//! knows the name decides.

use super::failure::Failure;
use super::order;
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::net::address::literal::{self, NoLiteral};
use crate::net::address::{AF_INET, AF_INET6, Address};
use crate::net::databases::hosts;
use crate::net::dns::answer::{addresses4, addresses6, canonical};
use crate::net::dns::config::Config;
use crate::net::dns::config_text::domains;
use crate::net::dns::exchange::{Answer, ask};
use crate::net::dns::message::{A, AAAA, IN, Message, Query, code};
use crate::net::dns::name::{Name, TEXT};
use crate::stdlib::random::secure::arc4random;
use core::ffi::c_int;

/// `AF_UNSPEC`: any family.
pub const ANY: c_int = 0;
/// No name has more bytes.
const LONGEST_NAME: usize = 254;
/// `RD`: recursion is desired.
const RECURSE: u16 = 0x0100;
/// What an answer over UDP may have, in bytes; it should have 512.
const DATAGRAM: usize = 4096;

/// What is known about a host.
pub struct Found {
    /// Its addresses; not none.
    pub addresses: Buffer<Address>,
    /// Its name.
    pub canonical: Buffer<u8>,
    /// Its other names, a null byte behind each.
    pub aliases: Buffer<u8>,
    alias_count: usize,
}

impl Found {
    /// Nothing.
    pub fn new() -> Self {
        Self { addresses: Buffer::new(), canonical: Buffer::new(), aliases: Buffer::new(), alias_count: 0 }
    }

    /// Sets the host's name.
    pub fn name(&mut self, name: &[u8]) -> Result<(), Errno> {
        self.canonical.truncate(0);
        self.canonical.extend(name)
    }

    /// Adds another name, unless it is known, or there are many: each new one is compared with all.
    pub fn alias(&mut self, name: &[u8]) -> Result<(), Errno> {
        const MOST: usize = 256;
        if self.alias_count >= MOST {
            return Ok(());
        }
        let is_known = self.aliases.split(|&byte| byte == 0).any(|known| known.eq_ignore_ascii_case(name));
        if !is_known && !self.canonical.eq_ignore_ascii_case(name) {
            self.aliases.extend(name)?;
            self.aliases.push(0)?;
            self.alias_count += 1;
        }
        Ok(())
    }
}

/// How a lookup is to be done.
#[derive(Clone, Copy)]
pub struct How {
    /// [`AF_INET`], [`AF_INET6`] or [`ANY`].
    pub family: c_int,
    /// Only addresses: no name is looked for.
    pub only_numeric: bool,
    /// IPv4 addresses as IPv6 ones, if there are no others; or in any case.
    pub mapped: Option<Mapped>,
}

/// When IPv4 addresses are wanted for IPv6 sockets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mapped {
    /// If there are no others.
    IfNoOther,
    /// Always.
    Always,
}

/// The addresses of a host, best first.
pub fn find(name: &[u8], how: How) -> Result<Found, Failure> {
    let family = if how.mapped.is_some() { ANY } else { how.family };
    if name.is_empty() || name.len() > LONGEST_NAME + 1 {
        return Err(Failure::Name);
    }
    let mut found = Found::new();
    match literal::parse(name) {
        Ok(address) => {
            if family != ANY && address.family != family {
                return Err(Failure::Data);
            }
            found.name(name)?;
            found.addresses.push(address)?;
        }
        Err(NoLiteral::NoScope) => return Err(Failure::Name),
        Err(NoLiteral::Other) if how.only_numeric => return Err(Failure::Name),
        Err(NoLiteral::Other) => {
            let is_known = hosts::find(name, family, &mut found)? || special(name, family, &mut found)?;
            if !is_known {
                search(name, family, &mut found)?;
            }
        }
    }
    if let Some(mapped) = how.mapped {
        map(&mut found.addresses, mapped)?;
    }
    order::sort(&mut found.addresses)?;
    Ok(found)
}

/// The addresses of no name: for sockets that listen, or this host's own.
pub fn unnamed(how: How, is_passive: bool) -> Result<Found, Failure> {
    let mut found = Found::new();
    for family in [AF_INET, AF_INET6] {
        if how.family == ANY || how.family == family || how.mapped == Some(Mapped::Always) {
            found.addresses.push(match (is_passive, family) {
                (false, _) => Address::loopback(family),
                (true, AF_INET) => Address::v4([0; 4]),
                (true, _) => Address::v6([0; 16], 0),
            })?;
        }
    }
    if let Some(mapped) = how.mapped {
        map(&mut found.addresses, mapped)?;
    }
    order::sort(&mut found.addresses)?;
    Ok(found)
}

/// Makes IPv4 addresses IPv6 ones; drops them first, if there are others and those are enough.
fn map(addresses: &mut Buffer<Address>, mapped: Mapped) -> Result<(), Failure> {
    let only6 = mapped == Mapped::IfNoOther && addresses.iter().any(|address| address.family == AF_INET6);
    let mut kept = Buffer::new();
    for address in addresses.iter().filter(|address| !only6 || address.family == AF_INET6) {
        kept.push(Address::v6(address.mapped(), address.scope))?;
    }
    *addresses = kept;
    Ok(())
}

/// `localhost` and what is in it is this host. Source: RFC 6761 6.3.
fn special(name: &[u8], family: c_int, found: &mut Found) -> Result<bool, Failure> {
    const LOCAL: &[u8] = b"localhost";
    let bare = name.strip_suffix(b".").unwrap_or(name);
    let Some((before, last)) = bare.len().checked_sub(LOCAL.len()).and_then(|at| bare.split_at_checked(at)) else {
        return Ok(false);
    };
    if !last.eq_ignore_ascii_case(LOCAL) || !(before.is_empty() || before.ends_with(b".")) {
        return Ok(false);
    }
    found.name(bare)?;
    for local in [AF_INET, AF_INET6] {
        if family == ANY || family == local {
            found.addresses.push(Address::loopback(local))?;
        }
    }
    Ok(true)
}

/// Whether the bytes can be part of a host's name: those beyond ASCII are left to the servers.
fn can_be_host(name: &[u8]) -> bool {
    name.iter().all(|&byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | 0x80..))
}

/// Looks for a name in the domains of the search list, if it has few dots, and as it is. The first domain in which the
/// name is there decides, and so does one whose servers do not answer: the same name shall mean the same host each time.
fn search(name: &[u8], family: c_int, found: &mut Found) -> Result<(), Failure> {
    let config = Config::load()?;
    if !can_be_host(name) {
        return Err(Failure::Name);
    }
    let dots = name.iter().filter(|&&byte| byte == b'.').count();
    if dots < config.options.dots && !name.ends_with(b".") {
        let mut joined = Buffer::new();
        for domain in domains(&config.search) {
            joined.truncate(0);
            joined.extend(name)?;
            joined.push(b'.')?;
            joined.extend(domain)?;
            // One that is too long or no name is not there.
            let Some(joined) = Name::from_labels(&joined) else { continue };
            match query(&joined, family, &config, found) {
                Err(Failure::Name) => {}
                other => return other,
            }
        }
    }
    query(&Name::from_labels(name).ok_or(Failure::Name)?, family, &config, found)
}

/// Asks the servers for a name's addresses of both families at once.
fn query(name: &Name, family: c_int, config: &Config, found: &mut Found) -> Result<(), Failure> {
    let ask_for = |not_for, kind| (family != not_for).then(|| Query::new(arc4random() as u16, RECURSE, name, kind, IN));
    let queries = [ask_for(AF_INET6, A), ask_for(AF_INET, AAAA)];
    let [four, six] = &queries;
    let messages = [four.as_ref().map(Query::as_slice), six.as_ref().map(Query::as_slice)];
    let answers = ask(config, messages, DATAGRAM, true)?;
    let mut failure = None;
    let mut is_there = false;
    let asked = answers.iter().zip(&queries).filter(|(_, query)| query.is_some());
    for (answer, _) in asked {
        let outcome = match answer {
            Answer::Message(bytes) => Message::new(bytes).ok_or(Failure::Fail).and_then(|message| {
                if message.code() == code::NO_NAME {
                    return Err(Failure::Name);
                }
                let before = found.addresses.len();
                take(&message, name, family, found)?;
                // A server that has the addresses but could not send them.
                if found.addresses.len() == before && message.is_truncated() {
                    return Err(Failure::Again);
                }
                is_there = true;
                Ok(())
            }),
            Answer::Failed(code::FORMAT_ERROR | code::NOT_IMPLEMENTED) => Err(Failure::Fail),
            Answer::Failed(_) | Answer::None => Err(Failure::Again),
        };
        // What may be otherwise later counts more than what will not.
        failure = match (failure, outcome) {
            (before, Ok(())) => before,
            (Some(Failure::Memory), _) => failure,
            (_, Err(Failure::Memory)) => Some(Failure::Memory),
            (Some(Failure::Again), _) | (_, Err(Failure::Again)) => Some(Failure::Again),
            (Some(Failure::Fail), _) | (_, Err(Failure::Fail)) => Some(Failure::Fail),
            (_, Err(e)) => Some(e),
        };
    }
    match failure {
        Some(Failure::Memory) => Err(Failure::Memory),
        _ if !found.addresses.is_empty() => Ok(()),
        // The name is there for one of the families.
        Some(Failure::Name) if is_there => Err(Failure::Data),
        Some(failure) => Err(failure),
        None => Err(Failure::Data),
    }
}

/// Takes over what an answer says about the name.
fn take(message: &Message<'_>, name: &Name, family: c_int, found: &mut Found) -> Result<(), Failure> {
    let mut text = [0; TEXT];
    let mut aliases = Buffer::new();
    let mut memory = Ok(());
    let end = canonical(message, name, &mut |alias| {
        if let Some(alias) = alias.write_host(&mut text).and_then(|length| text.get(..length)) {
            memory = memory.and_then(|()| aliases.extend(alias)).and_then(|()| aliases.push(0));
        }
    });
    memory?;
    let Some(end) = end else { return Err(Failure::Fail) };
    if found.canonical.is_empty() {
        let length = end.write_host(&mut text).or_else(|| name.write(&mut text)).unwrap_or(0);
        found.name(text.get(..length).unwrap_or_default())?;
    }
    for alias in aliases.split(|&byte| byte == 0).filter(|alias| !alias.is_empty()) {
        found.alias(alias)?;
    }
    if family != AF_INET6 {
        addresses4(*message, &end).try_for_each(|address| found.addresses.push(Address::v4(address)))?;
    }
    if family != AF_INET {
        addresses6(*message, &end).try_for_each(|address| found.addresses.push(Address::v6(address, 0)))?;
    }
    Ok(())
}
