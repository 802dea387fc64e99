//! `/etc/services`: a service's name, its port and protocol, and its other names. services(5).

use super::record::words;
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::net::dns::config::lines_of;
use crate::users::lines::number;
use core::ffi::CStr;

/// The file.
pub const PATH: &CStr = c"/etc/services";

/// A line's service.
#[derive(Clone, Copy)]
pub struct Service<'a> {
    line: &'a [u8],
    /// Its name.
    pub name: &'a [u8],
    /// Its port.
    pub port: u16,
    /// The protocol's name.
    pub protocol: &'a [u8],
}

impl<'a> Service<'a> {
    /// The service that a line describes, if it does.
    pub fn parse(line: &'a [u8]) -> Option<Self> {
        let mut words = words(line);
        let name = words.next()?;
        let mut parts = words.next()?.splitn(2, |&byte| byte == b'/');
        let port = u16::try_from(number(parts.next()?)?).ok()?;
        let protocol = parts.next().filter(|protocol| !protocol.is_empty())?;
        Some(Self { line, name, port, protocol })
    }

    /// Its other names.
    pub fn aliases(&self) -> impl Iterator<Item = &'a [u8]> {
        words(self.line).skip(2)
    }

    /// Whether this is one of its names.
    pub fn is_named(&self, name: &[u8]) -> bool {
        self.name == name || self.aliases().any(|alias| alias == name)
    }
}

/// Shows the services to `look` until it says that it has seen enough.
pub fn for_each(mut look: impl FnMut(&Service<'_>) -> bool) -> Result<(), Errno> {
    let Some(mut lines) = lines_of(PATH)? else { return Ok(()) };
    while let Some(line) = lines.next()? {
        if Service::parse(line).is_some_and(|service| look(&service)) {
            break;
        }
    }
    Ok(())
}

/// The line of the first service that is wanted.
pub fn find(wanted: impl Fn(&Service<'_>) -> bool) -> Result<Option<Buffer<u8>>, Errno> {
    let mut copy = None;
    let mut result = Ok(());
    for_each(|service| {
        let is_meant = wanted(service);
        if is_meant {
            let mut line = Buffer::new();
            result = line.extend(service.line);
            copy = Some(line);
        }
        is_meant
    })?;
    result.map(|()| copy)
}
