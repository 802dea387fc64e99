//! `malloc`.
