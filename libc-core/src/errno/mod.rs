//! `errno`.
