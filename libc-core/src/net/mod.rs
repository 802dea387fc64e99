//! Sockets, and the text forms of network addresses.
