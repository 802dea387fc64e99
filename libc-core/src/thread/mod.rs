//! `thread`.
