//! A host's names, by its address: `/etc/hosts`, and what the domain name system has under `in-addr.arpa` and
//! `ip6.arpa`. Source: RFC 1035 3.5, RFC 3596 2.5.

use super::failure::Failure;
use super::lookup::Found;
use crate::net::address::{Address, MAPPED};
use crate::net::databases::hosts;
use crate::net::dns::answer::pointed_to;
use crate::net::dns::config::Config;
use crate::net::dns::exchange::{Answer, ask};
use crate::net::dns::message::{IN, Message, PTR, Query, code};
use crate::net::dns::name::{Name, TEXT};
use crate::stdlib::random::secure::arc4random;

const RECURSE: u16 = 0x0100;
const DATAGRAM: usize = 4096;

/// The text of the name under which an address's names are found.
struct Reversed {
    bytes: [u8; 72],
    length: usize,
}

impl Reversed {
    fn new(address: &Address) -> Self {
        let mut this = Self { bytes: [0; 72], length: 0 };
        let bytes = address.mapped();
        let (head, tail) = bytes.split_at(MAPPED.len());
        if head == MAPPED {
            for &byte in tail.iter().rev() {
                this.number(byte);
            }
            this.push(b"in-addr.arpa");
        } else {
            for &byte in bytes.iter().rev() {
                this.digit(byte & 15);
                this.digit(byte >> 4);
            }
            this.push(b"ip6.arpa");
        }
        this
    }

    fn push(&mut self, text: &[u8]) {
        if let Some(room) = self.bytes.get_mut(self.length..self.length + text.len()) {
            room.copy_from_slice(text);
            self.length += text.len();
        }
    }

    fn number(&mut self, value: u8) {
        for (least, divisor) in [(100, 100), (10, 10), (0, 1)] {
            if value >= least {
                self.push(&[b'0' + value / divisor % 10]);
            }
        }
        self.push(b".");
    }

    fn digit(&mut self, value: u8) {
        self.push(&[if value < 10 { b'0' + value } else { b'a' - 10 + value }, b'.']);
    }

    fn as_slice(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

/// The names of the host with this address; no addresses.
pub fn find_names(address: &Address) -> Result<Found, Failure> {
    let mut found = Found::new();
    if hosts::find_names(address, &mut found)? {
        return Ok(found);
    }
    let name = Name::from_labels(Reversed::new(address).as_slice()).ok_or(Failure::Fail)?;
    let query = Query::new(arc4random() as u16, RECURSE, &name, PTR, IN);
    let [answer] = ask(&Config::load()?, [Some(query.as_slice())], DATAGRAM, true)?;
    let bytes = match answer {
        Answer::Message(bytes) => bytes,
        Answer::Failed(code::FORMAT_ERROR | code::NOT_IMPLEMENTED) => return Err(Failure::Fail),
        Answer::Failed(_) | Answer::None => return Err(Failure::Again),
    };
    let message = Message::new(&bytes).ok_or(Failure::Fail)?;
    let mut text = [0; TEXT];
    // What is no host's name is no answer: it may be meant for a terminal, or a shell.
    let length = pointed_to(&message, &name).and_then(|name| name.write_host(&mut text)).ok_or(Failure::Name)?;
    found.name(text.get(..length).unwrap_or_default())?;
    Ok(found)
}
