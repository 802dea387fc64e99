//! `types`.
