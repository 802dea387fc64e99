//! `stdio`.
