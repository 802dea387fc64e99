//! `unistd`.
