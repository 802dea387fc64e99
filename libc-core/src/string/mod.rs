//! `string`.
