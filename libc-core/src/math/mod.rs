//! `math`.
