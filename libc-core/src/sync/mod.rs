//! `sync`.
