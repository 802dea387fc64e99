//! `fmtmsg`: messages in System V's format. No shared state.

#[cfg(not(test))]
mod entry;
mod line;
