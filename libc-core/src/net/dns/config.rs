//! `/etc/resolv.conf`, read anew for each lookup.

use super::config_text::{Line, Options, parse};
use crate::errno::Errno;
use crate::malloc::Buffer;
use crate::net::address::socket_address::SocketAddress;
use crate::net::address::{AF_INET, Address, literal};
use crate::users::lines::Lines;

/// `MAXNS`: so many servers are asked.
pub const MOST_SERVERS: usize = 3;
const PORT: u16 = 53;

/// Whom to ask, and how.
pub struct Config {
    servers: [SocketAddress; MOST_SERVERS],
    count: usize,
    /// Numbers.
    pub options: Options,
    /// The domains to look for names in, with spaces between.
    pub search: Buffer<u8>,
}

/// The lines of a file that need not be there, nor be readable by everybody.
pub fn lines_of(path: &core::ffi::CStr) -> Result<Option<Lines>, Errno> {
    match Lines::open(path) {
        Ok(lines) => Ok(Some(lines)),
        Err(Errno::ENOENT | Errno::ENOTDIR | Errno::EACCES) => Ok(None),
        Err(e) => Err(e),
    }
}

impl Config {
    /// Reads it. Without a file, or without a server in it, the server is this host.
    pub fn load() -> Result<Self, Errno> {
        let mut config = Self {
            servers: [SocketAddress::unspecified(); MOST_SERVERS],
            count: 0,
            options: Options::default(),
            search: Buffer::new(),
        };
        if let Some(mut lines) = lines_of(c"/etc/resolv.conf")? {
            while let Some(line) = lines.next()? {
                match parse(line) {
                    Line::Other => {}
                    Line::Server(text) => {
                        if let Ok(address) = literal::parse(text) {
                            config.add(&address);
                        }
                    }
                    Line::Search(domains) => {
                        config.search.truncate(0);
                        config.search.extend(domains)?;
                    }
                    Line::Options(words) => config.options.read(words),
                }
            }
        }
        if config.count == 0 {
            config.add(&Address::loopback(AF_INET));
        }
        Ok(config)
    }

    fn add(&mut self, address: &Address) {
        if let Some(slot) = self.servers.get_mut(self.count) {
            *slot = SocketAddress::new(address, PORT);
            self.count += 1;
        }
    }

    /// The servers, at most [`MOST_SERVERS`].
    pub fn servers(&self) -> &[SocketAddress] {
        self.servers.get(..self.count).unwrap_or_default()
    }
}
