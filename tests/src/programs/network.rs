//! What the programs that serve have in common.

use anyhow::Result;
use std::net::{Ipv4Addr, TcpListener};

/// A port of the loopback interface that nothing listens on.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
